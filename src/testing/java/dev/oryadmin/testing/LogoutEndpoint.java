package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.FRONTCHANNEL_LOGOUT_URI;
import static dev.oryadmin.testing.ClientField.POST_LOGOUT_REDIRECT_URIS;

import dev.oryadmin.testing.LoginSessions.LoginSession;
import java.time.Clock;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * {@code /oauth2/sessions/logout}: where users and applications begin a logout, and where it ends.
 */
final class LogoutEndpoint {
  private final ClientStore clients;
  private final FlowTokens tokens;
  private final Challenges challenges;
  private final LoginSessions logins;
  private final ConsentSessions consents;
  private final BackChannel backChannel;
  private final FlowUrls urls;
  private final SigningKey key;
  private final Clock clock;
  private final HydraVersion version;

  LogoutEndpoint(
      ClientStore clients,
      FlowTokens tokens,
      Challenges challenges,
      LoginSessions logins,
      ConsentSessions consents,
      BackChannel backChannel,
      FlowUrls urls,
      SigningKey key,
      Clock clock,
      HydraVersion version) {
    this.clients = clients;
    this.tokens = tokens;
    this.challenges = challenges;
    this.logins = logins;
    this.consents = consents;
    this.backChannel = backChannel;
    this.urls = urls;
    this.key = key;
    this.clock = clock;
    this.version = version;
  }

  Answer answer(ReceivedRequest request) {
    BrowserVisit visit = new BrowserVisit(request);
    String verifier = Query.parse(request.query()).first("logout_verifier");
    Answer answer;
    try {
      answer = verifier.isEmpty() ? begin(visit) : end(visit, verifier);
    } catch (Refusal refusal) {
      Query error =
          Query.of("error", refusal.error()).with("error_description", refusal.description());
      answer = visit.redirect(urls.get(FlowUrl.ERROR, error));
    }
    return visit.withCookies(answer);
  }

  private Answer begin(BrowserVisit visit) {
    Query query = visit.parameters;
    String hint = query.first("id_token_hint");
    String redirect = query.first("post_logout_redirect_uri");
    String state = query.first("state");
    if (hint.isEmpty()) {
      if (!state.isEmpty() || !redirect.isEmpty()) {
        throw Refusal.invalidRequest(
            "Logout failed because query parameter "
                + (state.isEmpty() ? "post_logout_redirect_uri" : "state")
                + " is set but id_token_hint is missing.");
      }
      String end = urls.get(FlowUrl.POST_LOGOUT_REDIRECT);
      return toLogoutPage(visit, logins.of(visit.cookies), null, end);
    }
    JsonMembers claims = key.verify(hint);
    ClientDocument client = client(claims);
    if (!claims.text("iss").equals(urls.issuer())) {
      throw Refusal.invalidRequest(
          ("Logout failed because issuer claim value '%s' from query parameter id_token_hint does"
                  + " not match with issuer value from configuration '%s'.")
              .formatted(claims.text("iss"), urls.issuer()));
    }
    String end = urls.get(FlowUrl.POST_LOGOUT_REDIRECT);
    if (!redirect.isEmpty()) {
      if (!client.texts(POST_LOGOUT_REDIRECT_URIS).contains(redirect)) {
        throw Refusal.invalidRequest(
            "Logout failed because query parameter post_logout_redirect_uri is not a whitelisted as"
                + " a post_logout_redirect_uri for the client.");
      }
      end = state.isEmpty() ? redirect : FlowUrls.extended(redirect, Query.of("state", state));
    }
    return toLogoutPage(visit, logins.remembered(claims.text("sid")), client, end);
  }

  private ClientDocument client(JsonMembers claims) {
    String audience = claims.get("aud");
    if (audience != null) {
      for (JsonText id : new JsonText(audience).elements()) {
        if (clients.has(id.string())) {
          return clients.get(id.string()).document();
        }
      }
    }
    throw Refusal.unnamed();
  }

  private Answer toLogoutPage(
      BrowserVisit visit,
      @Nullable LoginSession session,
      @Nullable ClientDocument client,
      String redirect) {
    if (session == null) {
      return visit.redirect(redirect);
    }
    String query = visit.request.query();
    Flow.Logout logout =
        new Flow.Logout(
            session.subject(),
            session.id(),
            "/oauth2/sessions/logout" + (query.isEmpty() ? "" : "?" + query),
            client == null ? null : client.copy(),
            redirect,
            clock.instant());
    String challenge =
        version.hasStatelessLogouts()
            ? tokens.seal(logout, logout.url(), client == null ? "" : client.toJson(version))
            : tokens.sealShort(logout);
    return visit.redirect(urls.get(FlowUrl.LOGOUT, Query.of("logout_challenge", challenge)));
  }

  private Answer end(BrowserVisit visit, String verifier) {
    Flow.Logout logout = verified(verifier);
    if (!logout.byApplication()) {
      LoginSession session = logins.of(visit.cookies);
      if (session == null || !session.id().equals(logout.sessionId())) {
        if (version.storesFlows()) {
          tokens.use(logout);
        }
        return visit.redirect(logout.redirect());
      }
    }
    List<ClientDocument> told = consents.clientsOf(logout.sessionId());
    if (!version.hasStatelessLogouts()) {
      tokens.use(logout);
    }
    if (logins.delete(logout.sessionId()) == null) {
      return visit.redirect(logout.redirect());
    }
    visit.setCookie(Cookies.remove(Cookies.SESSION, logins.cookie("")));
    backChannel.tell(told, logout.sessionId());
    List<String> frames =
        told.stream()
            .map(client -> client.text(FRONTCHANNEL_LOGOUT_URI))
            .filter(uri -> !uri.isEmpty())
            .map(uri -> frame(uri, logout.sessionId()))
            .toList();
    return frames.isEmpty()
        ? visit.redirect(logout.redirect())
        : new Answer(
            200,
            Headers.of("Content-Type", "text/html; charset=utf-8"),
            FallbackPages.frontChannelLogout(frames, logout.redirect()));
  }

  private String frame(String uri, String sessionId) {
    return FlowUrls.extended(uri, Query.of("iss", urls.issuer()).with("sid", sessionId));
  }

  private Flow.Logout verified(String verifier) {
    Flow.LogoutAnswer answer = tokens.open(verifier, Flow.LogoutAnswer.class);
    if (version.hasStatelessLogouts()) {
      if (LogoutRequests.looksStored(verifier)
          || (answer != null && challenges.isExpired(answer.logout()))) {
        throw Refusal.expired("logout");
      }
      if (answer == null) {
        throw new Refusal(
            404,
            "Not Found",
            Refusal.notFound().description() + " Failed to decrypt the logout verifier.");
      }
    } else if (answer == null || (version.storesFlows() && tokens.isUsed(answer.logout()))) {
      throw Refusal.notFound();
    }
    return answer.logout();
  }
}
