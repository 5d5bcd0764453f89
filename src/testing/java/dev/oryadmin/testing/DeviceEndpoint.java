package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.GRANT_TYPES;

import dev.oryadmin.testing.ConsentSessions.ConsentSession;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The device flow: what devices ask for, the page for people, and the user code. */
final class DeviceEndpoint {
  private static final String VERIFICATION = "/oauth2/device/verify";
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final ClientStore clients;
  private final FlowTokens tokens;
  private final Challenges challenges;
  private final IssuedTokens issued;
  private final AuthorizationFlow flow;
  private final FlowUrls urls;
  private final RandomValues random;
  private final Clock clock;
  private final HydraVersion version;

  DeviceEndpoint(
      ClientStore clients,
      FlowTokens tokens,
      Challenges challenges,
      IssuedTokens issued,
      AuthorizationFlow flow,
      FlowUrls urls,
      RandomValues random,
      Clock clock,
      HydraVersion version) {
    this.clients = clients;
    this.tokens = tokens;
    this.challenges = challenges;
    this.issued = issued;
    this.flow = flow;
    this.urls = urls;
    this.random = random;
    this.clock = clock;
    this.version = version;
  }

  /** Gives a device its two codes. */
  Answer authorize(Query form, StoredClient client) {
    if (!form.first("client_id").equals(client.id())) {
      throw Refusal.invalidRequest("Provided client_id mismatch.");
    }
    ClientDocument document = client.document();
    if (!document.texts(GRANT_TYPES).contains(CodeGrants.DEVICE)) {
      throw Refusal.invalidGrant(
          "The requested OAuth 2.0 Client does not have the '" + CodeGrants.DEVICE + "' grant.");
    }
    Scopes.check(document, form.words("scope"));
    Scopes.checkAudience(document, form.words("audience"));
    String userCode = random.userCode();
    String deviceCode =
        issued.addDevice(
            new IssuedTokens.Device(client.id(), form, userCode, clock.instant().plus(LIFETIME)));
    return TokenEndpoint.answer(
        200,
        JsonMembers.ordered()
            .json("Header", "null")
            .text("device_code", deviceCode)
            .text("user_code", userCode)
            .text("verification_uri", urls.at(VERIFICATION))
            .text(
                "verification_uri_complete",
                urls.at(VERIFICATION) + "?" + Query.of("user_code", userCode))
            .number("expires_in", LIFETIME.toSeconds())
            .number("interval", 5)
            .toString());
  }

  /** Takes the user code that a person typed. */
  Answer accept(Query query, String body) {
    String challenge = query.first("device_challenge");
    if (challenge.isEmpty()) {
      throw Refusal.invalidRequest(
          "Query parameter 'device_challenge' is not defined but should have been.");
    }
    String userCode;
    try {
      AnswerDecoder json = new AnswerDecoder(body, "AcceptDeviceUserCodeRequest", null);
      userCode = json.text("user_code");
      json.finish();
    } catch (GoException e) {
      throw Refusal.invalidRequest("Unable to decode request body: " + e.text());
    }
    if (userCode.isEmpty()) {
      throw Refusal.invalidRequest("Field 'user_code' must not be empty.");
    }
    Flow.DevicePage page = challenges.open(challenge, Flow.DevicePage.class, "device");
    IssuedTokens.Device device = issued.waitingDevice(userCode);
    if (device == null || !clients.has(device.clientId)) {
      throw Refusal.invalidRequest(
          "The 'user_code' session could not be found or has expired or is otherwise malformed.");
    }
    ClientDocument client = clients.get(device.clientId).document().copy();
    Query own = Query.of("client_id", device.clientId);
    Flow.Request request =
        new Flow.Request(
            client,
            FlowUrls.extended(page.url(), own),
            Query.parse(""),
            device.request.words("scope"),
            device.request.words("audience"),
            "null",
            device);
    Flow.DeviceAnswer answer = new Flow.DeviceAnswer(page, request);
    String verifier = tokens.seal(answer, client.toJson(version), request.url());
    return Challenges.redirect(
        FlowUrls.extended(request.url(), Query.of("device_verifier", verifier)));
  }

  /** The way of the browser; its mistakes are told as JSON, since there is no application. */
  Answer verify(ReceivedRequest request) {
    BrowserVisit visit = new BrowserVisit(request);
    Answer answer;
    try {
      answer = proceed(visit);
    } catch (Refusal refusal) {
      answer = Answer.refusal(refusal);
    }
    return visit.withCookies(answer);
  }

  private Answer proceed(BrowserVisit visit) {
    Query query = visit.parameters;
    String device = query.first("device_verifier").strip();
    String login = query.first("login_verifier").strip();
    String consent = query.first("consent_verifier").strip();
    if (device.isEmpty() && login.isEmpty() && consent.isEmpty()) {
      return toVerificationPage(visit);
    }
    Flow.DeviceAnswer answer = null;
    if (login.isEmpty() && consent.isEmpty()) {
      answer = verified(visit, device);
    }
    String clientId = query.first("client_id");
    if (!clients.has(clientId)) {
      throw Refusal.invalidClient(
          clientId.isEmpty() ? "Query parameter 'client_id' is missing." : "Client does not exist");
    }
    if (answer != null) {
      return flow.requestLogin(visit, answer.request());
    }
    if (!login.isEmpty()) {
      return flow.requestConsent(visit, clients.get(clientId).document(), "", login);
    }
    ConsentSession session = flow.verifyConsent(visit, clientId, consent);
    IssuedTokens.Device waiting = session.consent().login().request().device();
    if (waiting != null) {
      waiting.grant = AuthorizationFlow.grant(session, "");
    }
    return visit.redirect(urls.get(FlowUrl.DEVICE_SUCCESS, Query.of("client_id", clientId)));
  }

  private Answer toVerificationPage(BrowserVisit visit) {
    Query query = visit.parameters;
    boolean hasCode = query.has("user_code");
    Query hidden = hasCode ? query.with("user_code", "****") : query;
    Flow.DevicePage page =
        new Flow.DevicePage(
            FlowUrls.extended(urls.at(VERIFICATION), hidden),
            random.hex(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    flow.setCsrf(visit, Cookies.DEVICE_CSRF, page.csrf());
    Query parameters = Query.of("device_challenge", tokens.seal(page, page.url()));
    if (hasCode) {
      parameters = parameters.with("user_code", query.first("user_code"));
    }
    return visit.redirect(urls.get(FlowUrl.DEVICE_VERIFICATION, parameters));
  }

  private Flow.DeviceAnswer verified(BrowserVisit visit, String verifier) {
    Flow.DeviceAnswer answer = tokens.open(verifier, Flow.DeviceAnswer.class);
    if (answer == null) {
      throw Refusal.accessDenied(
          "The device verifier has already been used, has not been granted, or is invalid.");
    }
    if (challenges.isExpired(answer.page())) {
      throw Refusal.expired("device");
    }
    flow.checkCsrf(visit, Cookies.DEVICE_CSRF, answer.page().csrf());
    return answer;
  }
}
