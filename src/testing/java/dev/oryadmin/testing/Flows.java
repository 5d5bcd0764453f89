package dev.oryadmin.testing;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is about logins, consents, logouts, devices and tokens: its parts, and its routes. */
final class Flows {
  private static final String REQUESTS = "admin/oauth2/auth/requests/";
  private static final String SESSIONS = "admin/oauth2/auth/sessions/";

  /** What of {@link #REQUESTS} exists on all versions. */
  private static final Set<String> STEPS =
      Set.of(
          "login",
          "login/accept",
          "login/reject",
          "consent",
          "consent/accept",
          "consent/reject",
          "logout",
          "logout/accept",
          "logout/reject");

  private final HydraVersion version;
  private final FlowTokens challengesAndCookies;
  private final IssuedTokens issued;
  private final LoginSessions logins;
  private final ConsentSessions consents;
  private final LoginRequests login;
  private final ConsentRequests consent;
  private final LogoutRequests logout;
  private final SessionAdministration sessions;
  private final TokenAdministration administration;
  private final AuthorizationEndpoint authorization;
  private final LogoutEndpoint logoutEndpoint;
  private final DeviceEndpoint device;
  private final TokenEndpoint tokens;
  private final Discovery discovery;

  Flows(
      ClientStore clients, FlowUrls urls, RandomValues random, Clock clock, HydraVersion version) {
    this.version = version;
    SigningKey key = SigningKey.choose(random);
    FlowTokens tokens = new FlowTokens(random, version);
    Challenges challenges = new Challenges(tokens, clock, version);
    this.challengesAndCookies = tokens;
    this.issued = new IssuedTokens(clock, random);
    this.logins = new LoginSessions(tokens, clock);
    this.consents = new ConsentSessions(clients, logins, clock);
    TokenIssuer issuer = new TokenIssuer(issued, key, urls, random, clock, version);
    BackChannel backChannel = new BackChannel(issuer);
    AuthorizationFlow flow =
        new AuthorizationFlow(
            tokens, challenges, logins, consents, urls, key, random, clock, version);
    this.login = new LoginRequests(tokens, challenges, clock, version);
    this.consent = new ConsentRequests(tokens, challenges, clock, version);
    this.logout = new LogoutRequests(tokens, challenges, urls, version);
    this.sessions =
        new SessionAdministration(
            consents,
            logins,
            issued,
            backChannel,
            clients,
            new PageTokens(clock, random, version),
            version);
    this.administration = new TokenAdministration(issued, issuer, clients, urls);
    this.authorization = new AuthorizationEndpoint(clients, flow, issuer, urls, key);
    this.logoutEndpoint =
        new LogoutEndpoint(
            clients, tokens, challenges, logins, consents, backChannel, urls, key, clock, version);
    this.device =
        new DeviceEndpoint(clients, tokens, challenges, issued, flow, urls, random, clock, version);
    this.tokens =
        new TokenEndpoint(clients, issuer, new CodeGrants(issued, issuer, clock, version));
    this.discovery = new Discovery(urls, key, version);
    clients.onDelete(this::forgetClient);
  }

  private void forgetClient(String id) {
    consents.delete(session -> session.clientId().equals(id));
    issued.deleteClient(id);
  }

  /** Answers a request to the admin server, or returns null if no operation is meant. */
  @Nullable Answer admin(String method, String path, ReceivedRequest request) {
    Query query = Query.parse(request.query());
    String body = request.body();
    return switch (method + " " + path) {
      case "GET " + REQUESTS + "login" -> login.get(query);
      case "PUT " + REQUESTS + "login/accept" -> login.accept(query, body);
      case "PUT " + REQUESTS + "login/reject" -> login.reject(query, body);
      case "GET " + REQUESTS + "consent" -> consent.get(query);
      case "PUT " + REQUESTS + "consent/accept" -> consent.accept(query, body);
      case "PUT " + REQUESTS + "consent/reject" -> consent.reject(query, body);
      case "GET " + REQUESTS + "logout" -> logout.get(query);
      case "PUT " + REQUESTS + "logout/accept" -> logout.accept(query);
      case "PUT " + REQUESTS + "logout/reject" -> logout.reject(query);
      case "PUT " + REQUESTS + "device/accept" ->
          version.hasDeviceFlow() ? device.accept(query, body) : null;
      case "GET " + SESSIONS + "consent" -> sessions.listConsents(query);
      case "DELETE " + SESSIONS + "consent" -> sessions.revokeConsents(query);
      case "DELETE " + SESSIONS + "login" -> sessions.revokeLogins(query);
      case "POST admin/oauth2/introspect" -> administration.introspect(request);
      case "DELETE admin/oauth2/tokens" -> administration.deleteAccessTokens(query);
      default -> null;
    };
  }

  /** Returns whether a path of the admin server is served with some method. */
  boolean isAdminRoute(String path) {
    return (path.startsWith(REQUESTS) && STEPS.contains(path.substring(REQUESTS.length())))
        || (path.equals(REQUESTS + "device/accept") && version.hasDeviceFlow())
        || Set.of(
                SESSIONS + "consent",
                SESSIONS + "login",
                "admin/oauth2/introspect",
                "admin/oauth2/tokens")
            .contains(path);
  }

  /** Answers a request to the public server, or returns null if no operation is meant. */
  @Nullable Answer open(String method, String path, ReceivedRequest request) {
    boolean known = version.hasDeviceFlow();
    return switch (method + " " + path) {
      case "GET oauth2/auth", "POST oauth2/auth" -> authorization.answer(request);
      case "POST oauth2/token" -> tokens.token(request);
      case "POST oauth2/revoke" -> tokens.forClient(request, administration::revoke);
      case "GET userinfo", "POST userinfo" -> administration.userInfo(request);
      case "GET oauth2/sessions/logout", "POST oauth2/sessions/logout" ->
          logoutEndpoint.answer(request);
      case "POST oauth2/device/auth" -> known ? tokens.forClient(request, device::authorize) : null;
      case "GET oauth2/device/verify" -> known ? device.verify(request) : null;
      case "GET .well-known/openid-configuration" -> discovery.configuration();
      case "GET .well-known/jwks.json" -> discovery.keys();
      case "OPTIONS oauth2/token",
          "OPTIONS oauth2/revoke",
          "OPTIONS userinfo",
          "OPTIONS .well-known/jwks.json" ->
          Answer.empty(200);
      default ->
          method.equals("GET")
              ? FallbackPages.answer("/" + path, Query.parse(request.query()))
              : null;
    };
  }

  void clear() {
    challengesAndCookies.clear();
    issued.clear();
    logins.clear();
    consents.clear();
  }
}
