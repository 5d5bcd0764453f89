package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.CLIENT_ID;
import static dev.oryadmin.testing.ClientField.GRANT_TYPES;
import static dev.oryadmin.testing.ClientField.REDIRECT_URIS;
import static dev.oryadmin.testing.ClientField.RESPONSE_TYPES;

import dev.oryadmin.testing.ConsentSessions.ConsentSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** {@code /oauth2/auth}: where applications send browsers, and login and consent pages, too. */
final class AuthorizationEndpoint {
  private static final Set<String> RESPONSE_MODES = Set.of("", "query", "fragment", "form_post");
  private static final int MIN_STATE = 8;
  private static final Pattern LOOPBACK =
      Pattern.compile("^(http://(?:127\\.0\\.0\\.1|\\[::1\\]))(?::[0-9]+)?(?=[/?]|$)");

  private final ClientStore clients;
  private final AuthorizationFlow flow;
  private final TokenIssuer issuer;
  private final FlowUrls urls;
  private final SigningKey key;

  AuthorizationEndpoint(
      ClientStore clients,
      AuthorizationFlow flow,
      TokenIssuer issuer,
      FlowUrls urls,
      SigningKey key) {
    this.clients = clients;
    this.flow = flow;
    this.issuer = issuer;
    this.urls = urls;
    this.key = key;
  }

  Answer answer(ReceivedRequest request) {
    BrowserVisit visit = new BrowserVisit(request);
    ClientDocument client;
    String redirectUri;
    try {
      client = client(visit.parameters);
      redirectUri = redirectUri(client, visit.parameters);
    } catch (Refusal refusal) {
      return visit.redirect(urls.get(FlowUrl.ERROR, error(refusal)));
    }
    Answer answer;
    try {
      answer = proceed(visit, client, redirectUri);
    } catch (Refusal refusal) {
      Query error = error(refusal).with("state", visit.parameters.first("state"));
      // Which kind of answer is usual is not known before the response type is.
      boolean known = !refusal.error().equals("unsupported_response_type");
      answer = toApplication(visit, redirectUri, error, known);
    }
    return visit.withCookies(answer);
  }

  private ClientDocument client(Query query) {
    String id = query.first("client_id");
    if (!clients.has(id)) {
      throw Refusal.invalidClient("The requested OAuth 2.0 Client does not exist.");
    }
    ClientDocument client = clients.get(id).document();
    if (query.words("scope").contains("openid")
        && (!query.first("request").isEmpty() || !query.first("request_uri").isEmpty())) {
      throw Refusal.invalidRequest(
          "OpenID Connect 'request' or 'request_uri' context was given, but the OAuth 2.0 Client"
              + " does not have any JSON Web Keys registered.");
    }
    String mode = query.first("response_mode");
    if (!RESPONSE_MODES.contains(mode)) {
      throw new Refusal(
          400,
          "unsupported_response_mode",
          "The authorization server does not support obtaining a response using this response"
              + " mode. Request with unsupported response_mode '"
              + mode
              + "'.");
    }
    return client;
  }

  private static String redirectUri(ClientDocument client, Query query) {
    String wanted = query.first("redirect_uri");
    List<String> registered = client.texts(REDIRECT_URIS);
    if (wanted.isEmpty() && query.words("scope").contains("openid")) {
      throw Refusal.invalidRequest(
          "The 'redirect_uri' parameter is required when using OpenID Connect 1.0.");
    }
    if (wanted.isEmpty() && registered.size() == 1) {
      return registered.get(0);
    }
    for (String uri : registered) {
      if (!wanted.isEmpty() && (uri.equals(wanted) || isSameLoopback(uri, wanted))) {
        return wanted;
      }
    }
    throw Refusal.invalidRequest(
        "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered"
            + " redirect urls.");
  }

  /** RFC 8252, section 7.3: programs on the user's machine listen on any port. */
  private static boolean isSameLoopback(String registered, String wanted) {
    return LOOPBACK.matcher(wanted).find()
        && LOOPBACK
            .matcher(registered)
            .replaceFirst("$1")
            .equals(LOOPBACK.matcher(wanted).replaceFirst("$1"));
  }

  private Answer proceed(BrowserVisit visit, ClientDocument client, String redirectUri) {
    check(client, visit.parameters);
    String login = visit.parameters.first("login_verifier").strip();
    String consent = visit.parameters.first("consent_verifier").strip();
    if (!login.isEmpty()) {
      return flow.requestConsent(visit, client, redirectUri, login);
    }
    if (consent.isEmpty()) {
      return flow.requestLogin(visit, request(visit, client));
    }
    ConsentSession session = flow.verifyConsent(visit, client.text(CLIENT_ID), consent);
    return toApplication(visit, redirectUri, response(client, visit.parameters, session), true);
  }

  private static void check(ClientDocument client, Query query) {
    Scopes.check(client, query.words("scope"));
    Scopes.checkAudience(client, query.words("audience"));
    if (!query.first("registration").isEmpty()) {
      throw new Refusal(
          400,
          "registration_not_supported",
          "The OP does not support use of the registration parameter.");
    }
    Set<String> types = new HashSet<>(query.words("response_type"));
    if (types.isEmpty()) {
      throw Refusal.unsupportedResponseType(
          "`The request is missing the 'response_type' parameter.");
    }
    boolean allowed =
        orElse(client.texts(RESPONSE_TYPES), "code").stream()
            .anyMatch(type -> new HashSet<>(List.of(type.split(" +", -1))).equals(types));
    if (!allowed) {
      throw Refusal.unsupportedResponseType(
          "The client is not allowed to request response_type '"
              + query.first("response_type")
              + "'.");
    }
    if (query.first("state").length() < MIN_STATE) {
      throw new Refusal(
          400,
          "invalid_state",
          "The state is missing or does not have enough characters and is therefore considered too"
              + " weak. Request parameter 'state' must be at least be 8 characters long to ensure"
              + " sufficient entropy.");
    }
  }

  /** A client that names none may do the usual. */
  static List<String> orElse(List<String> texts, String usual) {
    return texts.isEmpty() ? List.of(usual) : texts;
  }

  private Flow.Request request(BrowserVisit visit, ClientDocument client) {
    Query query = visit.parameters;
    String sent = visit.request.query();
    JsonMembers context = JsonMembers.ordered();
    String hint = query.first("id_token_hint");
    if (!query.words("acr_values").isEmpty()) {
      context.texts("acr_values", query.words("acr_values"));
    }
    if (!query.words("ui_locales").isEmpty()) {
      context.texts("ui_locales", query.words("ui_locales"));
    }
    if (!query.first("display").isEmpty()) {
      context.text("display", query.first("display"));
    }
    if (!hint.isEmpty()) {
      context.json("id_token_hint_claims", key.verify(hint).toString());
    }
    if (!query.first("login_hint").isEmpty()) {
      context.text("login_hint", query.first("login_hint"));
    }
    return new Flow.Request(
        client.copy(),
        urls.at("/oauth2/auth") + (sent.isEmpty() ? "" : "?" + sent),
        query,
        query.words("scope"),
        query.words("audience"),
        context.toString(),
        null);
  }

  /** Issues what the response type names. */
  private Query response(ClientDocument client, Query query, ConsentSession session) {
    Grant grant = AuthorizationFlow.grant(session, query.first("nonce"));
    List<String> types = query.words("response_type");
    boolean implicit = types.contains("token") || types.contains("id_token");
    boolean openId = grant.scopes().contains("openid");
    if (implicit && !types.contains("code") && !client.texts(GRANT_TYPES).contains("implicit")) {
      throw Refusal.invalidGrant(
          "The OAuth 2.0 Client is not allowed to use the authorization grant 'implicit'.");
    }
    if (types.contains("id_token") && query.first("nonce").isEmpty()) {
      throw Refusal.invalidRequest(
          "Parameter 'nonce' must be set when requesting an ID Token using the OpenID Connect"
              + " Implicit Flow.");
    }
    Query response = Query.of("state", query.first("state"));
    String code = null;
    if (types.contains("code")) {
      CodeChallenge.check(query);
      code = issuer.code(grant, query);
      response = response.with("code", code);
    }
    String accessToken = null;
    if (types.contains("token")) {
      TokenIssuer.Access access = issuer.implicitAccess(client, grant);
      accessToken = access.text();
      response =
          response
              .with("access_token", access.text())
              .with("expires_in", Long.toString(access.seconds()))
              .with("token_type", "bearer");
    }
    if (types.contains("id_token") && openId) {
      response =
          response.with("id_token", issuer.implicitIdToken(client, grant, accessToken, code));
    }
    boolean onlyIdToken = types.contains("id_token") && !types.contains("token");
    return onlyIdToken ? response : response.with("scope", grant.scope());
  }

  private static Query error(Refusal refusal) {
    return Query.of("error", refusal.error()).with("error_description", refusal.description());
  }

  private static Answer toApplication(
      BrowserVisit visit, String redirectUri, Query parameters, boolean typeIsKnown) {
    String mode = visit.parameters.first("response_mode");
    boolean code = visit.parameters.words("response_type").equals(List.of("code"));
    if (mode.equals("form_post")) {
      return noStore(
          new Answer(
              200,
              Headers.of("Content-Type", "text/html;charset=UTF-8"),
              FallbackPages.form(redirectUri, parameters)));
    }
    boolean fragment = mode.equals("fragment") || (mode.isEmpty() && typeIsKnown && !code);
    String url =
        fragment ? redirectUri + "#" + parameters : FlowUrls.extended(redirectUri, parameters);
    return noStore(Answer.empty(303).with("Location", url));
  }

  private static Answer noStore(Answer answer) {
    return answer.with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }
}
