package dev.oryadmin.testing;

import dev.oryadmin.testing.ConsentSessions.ConsentSession;
import dev.oryadmin.testing.LoginSessions.LoginSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of a browser from a request over login and consent to a grant; the authorization endpoint
 * and the device flow share it.
 */
final class AuthorizationFlow {
  /** {@code ttl.authentication_session}. */
  private static final Duration SESSION_LIFETIME = Duration.ofDays(30);

  private final FlowTokens tokens;
  private final Challenges challenges;
  private final LoginSessions logins;
  private final ConsentSessions consents;
  private final FlowUrls urls;
  private final SigningKey key;
  private final RandomValues random;
  private final Clock clock;
  private final HydraVersion version;

  AuthorizationFlow(
      FlowTokens tokens,
      Challenges challenges,
      LoginSessions logins,
      ConsentSessions consents,
      FlowUrls urls,
      SigningKey key,
      RandomValues random,
      Clock clock,
      HydraVersion version) {
    this.tokens = tokens;
    this.challenges = challenges;
    this.logins = logins;
    this.consents = consents;
    this.urls = urls;
    this.key = key;
    this.random = random;
    this.clock = clock;
    this.version = version;
  }

  /** A secret that a browser keeps between two steps. */
  private record Csrf(String secret) {}

  /** Sends the browser to the login page, which may skip the login. */
  Answer requestLogin(BrowserVisit visit, Flow.Request request) {
    LoginSession session = reusableSession(visit);
    List<String> prompt = visit.parameters.words("prompt");
    if (prompt.contains("none") && session == null) {
      throw Refusal.loginRequired(
          "Prompt 'none' was requested, but no existing login session was found.");
    }
    Flow.Login login =
        new Flow.Login(
            request,
            random.hex(),
            session != null,
            session == null ? "" : session.subject(),
            session == null ? random.clientId() : session.id(),
            session == null ? null : session.authenticatedAt(),
            random.hex(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    setCsrf(visit, Cookies.loginCsrf(request.clientId()), login.csrf());
    String challenge = tokens.seal(login, request.client().toJson(version), request.url());
    Query query = Query.of("login_challenge", challenge);
    String schema = visit.parameters.first("identity_schema");
    if (version.forwardsIdentitySchema() && !schema.isEmpty()) {
      query = query.with("identity_schema", schema);
    }
    FlowUrl page = prompt.contains("registration") ? FlowUrl.REGISTRATION : FlowUrl.LOGIN;
    return visit.redirect(urls.get(page, query));
  }

  /** Returns the session of the browser, unless the request demands a new login. */
  private @Nullable LoginSession reusableSession(BrowserVisit visit) {
    List<String> prompt = visit.parameters.words("prompt");
    if (prompt.contains("login")
        || (prompt.contains("select_account") && version.selectsAccountsByLogin())) {
      return null;
    }
    LoginSession session = logins.of(visit.cookies);
    if (session == null) {
      return null;
    }
    String maxAge = visit.parameters.first("max_age");
    if (!maxAge.isEmpty()) {
      if (!maxAge.matches("[+-]?[0-9]{1,18}")) {
        throw Refusal.unnamed();
      }
      long seconds = Long.parseLong(maxAge);
      if (seconds > -1
          && seconds < Duration.between(session.authenticatedAt(), clock.instant()).toSeconds() + 1
          && session.authenticatedAt().plusSeconds(seconds).isBefore(clock.instant())) {
        if (prompt.contains("none")) {
          throw Refusal.loginRequired(
              "Request failed because prompt is set to 'none' and authentication time reached"
                  + " 'max_age'.");
        }
        return null;
      }
    }
    String hint = visit.parameters.first("id_token_hint");
    if (!hint.isEmpty() && !key.verify(hint).text("sub").equals(session.subject())) {
      throw Refusal.loginRequired(
          "Request failed because subject claim from id_token_hint does not match subject from"
              + " authentication session.");
    }
    return session;
  }

  /** Takes the answer of the login page, and sends the browser to the consent page. */
  Answer requestConsent(
      BrowserVisit visit, ClientDocument client, String redirectUri, String verifier) {
    Flow.LoginAnswer answer = tokens.open(verifier, Flow.LoginAnswer.class);
    if (answer == null || (version.storesFlows() && tokens.isUsed(answer.login()))) {
      throw Refusal.accessDenied(
          "The login verifier has already been used, has not been granted, or is invalid.");
    }
    Flow.Login login = answer.login();
    if (challenges.isExpired(login)) {
      throw Refusal.expired("login");
    }
    Flow.LoginAccept accept = answer.accept();
    if (accept == null) {
      useOnce(login);
      throw denial(answer.denial(), "login request denied");
    }
    checkCsrf(visit, Cookies.loginCsrf(login.request().clientId()), login.csrf());
    useOnce(login);
    confirm(visit, answer, accept);
    return forwardToConsent(visit, client, redirectUri, answer, accept);
  }

  private void useOnce(Object step) {
    if (version.storesFlows()) {
      tokens.use(step);
    }
  }

  private static Refusal denial(Flow.@Nullable Denial denial, String defaultError) {
    return denial == null ? Refusal.unnamed() : denial.toRefusal(defaultError);
  }

  /** Begins, extends or ends the session of the browser. */
  private void confirm(BrowserVisit visit, Flow.LoginAnswer answer, Flow.LoginAccept accept) {
    Flow.Login login = answer.login();
    Instant now = clock.instant();
    long wanted = accept.rememberFor();
    if (!login.skip()) {
      long seconds = SESSION_LIFETIME.toSeconds();
      logins.put(
          new LoginSession(
              login.sessionId(),
              accept.subject(),
              answer.authenticatedAt(),
              accept.remember(),
              now.plusSeconds(wanted > 0 ? Math.min(wanted, seconds) : seconds)));
      if (!accept.remember()) {
        endSession(visit);
        return;
      }
    } else if (!accept.extend() || version.storesFlows()) {
      return;
    }
    String cookie = logins.cookie(login.sessionId());
    visit.setCookie(
        wanted > 0 || version.remembersForADefaultTime()
            ? Cookies.set(
                Cookies.SESSION, cookie, wanted > 0 ? wanted : SESSION_LIFETIME.toSeconds(), now)
            : Cookies.setForBrowserSession(Cookies.SESSION, cookie));
  }

  /** Takes the cookie away, and the session with it. */
  void endSession(BrowserVisit visit) {
    String old = logins.id(visit.cookies);
    visit.setCookie(Cookies.remove(Cookies.SESSION, logins.cookie("")));
    if (old != null && !old.isEmpty() && logins.delete(old) == null && !version.storesFlows()) {
      // The server stumbles over a session that was revoked meanwhile (hydra#3371).
      throw Refusal.unnamed();
    }
  }

  private Answer forwardToConsent(
      BrowserVisit visit,
      ClientDocument client,
      String redirectUri,
      Flow.LoginAnswer answer,
      Flow.LoginAccept accept) {
    Flow.Login login = answer.login();
    boolean skip = canSkipConsent(visit, client, redirectUri, login, accept);
    if (visit.parameters.words("prompt").contains("none") && !skip) {
      throw Refusal.consentRequired(
          "Prompt 'none' was requested, but no previous consent was found.");
    }
    if (!login.request().clientId().equals(client.text(ClientField.CLIENT_ID))) {
      throw Refusal.invalidClient(
          "The flow client id does not match the authorize request client id.");
    }
    Flow.Consent consent =
        new Flow.Consent(login, accept, answer.authenticatedAt(), random.hex(), skip, random.hex());
    setCsrf(visit, Cookies.consentCsrf(login.request().clientId()), consent.csrf());
    String challenge =
        tokens.seal(
            consent,
            login.request().client().toJson(version),
            login.request().url(),
            accept.context());
    return visit.redirect(urls.get(FlowUrl.CONSENT, Query.of("consent_challenge", challenge)));
  }

  private boolean canSkipConsent(
      BrowserVisit visit,
      ClientDocument client,
      String redirectUri,
      Flow.Login login,
      Flow.LoginAccept accept) {
    if (visit.parameters.words("prompt").contains("consent")) {
      return false;
    }
    boolean publicClient = client.text(ClientField.TOKEN_ENDPOINT_AUTH_METHOD).equals("none");
    boolean provesItself =
        redirectUri.startsWith("https:")
            || redirectUri.matches("http://(127\\.|\\[::1\\]|localhost).*");
    if (publicClient && (login.request().device() != null || !provesItself)) {
      return false;
    }
    ConsentSession earlier =
        consents.remembered(client.text(ClientField.CLIENT_ID), accept.subject());
    return earlier != null
        && login.request().scopes().stream()
            .allMatch(scope -> Scopes.allow(earlier.accept().scopes(), scope));
  }

  /** Takes the answer of the consent page, and stores it. */
  ConsentSession verifyConsent(BrowserVisit visit, String clientId, String verifier) {
    Flow.ConsentAnswer answer = tokens.open(verifier, Flow.ConsentAnswer.class);
    if (answer == null) {
      throw Refusal.accessDenied(
          "The consent verifier has already been used, has not been granted, or is invalid.");
    }
    Flow.Consent consent = answer.consent();
    if (version.storesFlows() && tokens.isUsed(consent)) {
      throw Refusal.invalidRequest("");
    }
    if (challenges.isExpired(consent)) {
      throw Refusal.expired("consent");
    }
    if (!consent.login().request().clientId().equals(clientId)) {
      throw Refusal.invalidClient(
          "The flow client id does not match the authorize request client id.");
    }
    Flow.ConsentAccept accept = answer.accept();
    if (accept == null) {
      useOnce(consent);
      throw denial(answer.denial(), "consent request denied");
    }
    ConsentSession session = new ConsentSession(answer, accept);
    if (!version.storesFlows() && !logins.has(consent.login().sessionId())) {
      throw Refusal.unnamed();
    }
    // The flow is used up before the cookie is looked at: a wrong browser burns it.
    if (!consents.add(session)) {
      throw Refusal.accessDenied("The consent verifier has already been used.");
    }
    useOnce(consent);
    checkCsrf(visit, Cookies.consentCsrf(consent.login().request().clientId()), consent.csrf());
    return session;
  }

  void setCsrf(BrowserVisit visit, String cookie, String secret) {
    visit.setCookie(
        Cookies.set(
            cookie,
            tokens.sealCookie(new Csrf(secret)),
            Challenges.LIFETIME.toSeconds(),
            clock.instant()));
  }

  void checkCsrf(BrowserVisit visit, String cookie, String secret) {
    String value = visit.cookies.get(cookie);
    Csrf csrf = value == null ? null : tokens.open(value, Csrf.class);
    if (csrf == null) {
      throw Refusal.forbidden("No CSRF value available in the session cookie.");
    }
    if (!csrf.secret().equals(secret)) {
      throw Refusal.forbidden(
          "The CSRF value from the token does not match the CSRF value from the data store.");
    }
  }

  /** Returns what tokens are issued for after a consent. */
  static Grant grant(ConsentSession session, String nonce) {
    Flow.Consent consent = session.consent();
    Flow.LoginAccept login = consent.accept();
    Flow.ConsentAccept accept = session.accept();
    return new Grant(
        session.id(),
        session.clientId(),
        login.subject(),
        accept.scopes(),
        accept.audience(),
        accept.accessToken(),
        new Grant.Authorization(
            consent.login().sessionId(),
            consent.authenticatedAt(),
            consent.login().requestedAt(),
            login.acr(),
            login.amr(),
            nonce,
            accept.idToken()));
  }
}
