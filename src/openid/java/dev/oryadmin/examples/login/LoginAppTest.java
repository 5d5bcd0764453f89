package dev.oryadmin.examples.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.oryadmin.ApiClient;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.examples.login.TestBrowser.Stop;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ConsentSession;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.FlowUrl;
import dev.oryadmin.testing.HydraVersion;
import dev.oryadmin.testing.ReceivedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The login and consent app, by plain HTTP: what it does, and what hostile input does to it. After
 * each test, what was logged is searched for secrets.
 */
class LoginAppTest {
  private static final String REDIRECT_URI = "https://app.example.com/callback";

  private final LoggedLines log = new LoggedLines();
  private final TestBrowser browser = new TestBrowser();
  private FakeHydra hydra;
  private ApiClient ory;
  private LoginApp app;
  private Users users = new DemoUsers();
  private BiFunction<String, List<String>, JsonObject> claims = users::claims;

  LoginAppTest() {
    start(FakeHydra.builder());
  }

  private void start(FakeHydra.Builder server) {
    hydra = server.start();
    ory =
        ApiClient.builder()
            .adminUrl(hydra.adminUrl())
            .publicUrl(hydra.publicUrl())
            .retry(RetryPolicy.none())
            .build();
    app = LoginApp.start(ory, new ChangingUsers(), 0);
    hydra.url(FlowUrl.LOGIN, app.url() + "/login");
    hydra.url(FlowUrl.CONSENT, app.url() + "/consent");
    hydra.url(FlowUrl.LOGOUT, app.url() + "/logout");
    hydra.url(FlowUrl.POST_LOGOUT_REDIRECT, app.url() + "/logged-out");
    hydra.url(FlowUrl.DEVICE_VERIFICATION, app.url() + "/device");
    hydra.url(FlowUrl.DEVICE_SUCCESS, app.url() + "/device/done");
    hydra.url(FlowUrl.ERROR, app.url() + "/error");
  }

  private void restart(FakeHydra.Builder server) {
    stop();
    start(server);
  }

  private void stop() {
    app.close();
    ory.close();
    hydra.close();
  }

  @AfterEach
  void close() {
    stop();
    log.close();
    log.assertNoneHas(DemoUsers.PASSWORD, "guessed-pass", noise(100));
  }

  /** Whoever the test says. */
  private final class ChangingUsers implements Users {
    @Override
    public Optional<String> check(String name, String password) {
      return users.check(name, password);
    }

    @Override
    public JsonObject claims(String subject, List<String> scopes) {
      return claims.apply(subject, scopes);
    }
  }

  private static JsonObject claim(String name, String value) {
    JsonObject claims = new JsonObject();
    claims.addProperty(name, value);
    return claims;
  }

  private static OAuth2Client.Builder client() {
    return OAuth2Client.builder()
        .clientName("Photo Prints")
        .redirectUris(REDIRECT_URI)
        .grantTypes(GrantType.AUTHORIZATION_CODE)
        .audience("https://photos.example/api")
        .scope("openid email photos.read");
  }

  private Stop begin() {
    return begin(client());
  }

  private Stop begin(OAuth2Client.Builder client) {
    return begin(ory.clients().create(client.build()), "");
  }

  private Stop begin(OAuth2Client client, String more) {
    return browser.open(
        hydra.publicUrl()
            + "/oauth2/auth?response_type=code&state=state-of-the-app&scope=openid+photos.read"
            + "&redirect_uri="
            + TestBrowser.encoded(REDIRECT_URI)
            + "&client_id="
            + client.clientId()
            + more);
  }

  private Stop logIn(Stop page, String... more) {
    List<String> fields = new ArrayList<>(List.of(more));
    fields.addAll(
        List.of("name", DemoUsers.NAME, "password", DemoUsers.PASSWORD, "action", "login"));
    return browser.submit(page, fields.toArray(String[]::new));
  }

  private Stop allow(Stop consent, String... more) {
    List<String> fields = new ArrayList<>(List.of(more));
    fields.addAll(List.of("scope", "openid", "scope", "photos.read", "action", "allow"));
    return browser.submit(consent, fields.toArray(String[]::new));
  }

  /** The answers that Hydra was given. */
  private List<String> answers() {
    return hydra.requests().stream()
        .filter(request -> request.method().equals("PUT"))
        .map(ReceivedRequest::path)
        .map(path -> path.replace("/admin/oauth2/auth/requests/", ""))
        .toList();
  }

  private void assertNothingLeaked(Stop page) {
    assertThat(page.body()).doesNotContain("Exception", "dev.oryadmin", "java.", hydra.adminUrl());
  }

  @ParameterizedTest
  @EnumSource(HydraVersion.class)
  void aPersonLogsInAndAllowsAPart(HydraVersion version) {
    restart(FakeHydra.builder().version(version));
    Stop consent = logIn(begin());
    assertThat(consent.body()).contains("Photo Prints</bdi> asks for access", "See your photos");
    Stop end = browser.submit(consent, "scope", "photos.read", "action", "allow");
    assertThat(end.url()).startsWith(REDIRECT_URI);
    assertThat(end.parameter("scope")).isEqualTo("photos.read");
    OAuth2ConsentSession session = ory.sessions().listConsents("user-ann").iterator().next();
    assertThat(session.remember()).isFalse();
    log.assertOneHas("login_challenge=***"); // so the search after each test has what to search
  }

  @Test
  void wrongPasswordsAreAskedAgain() {
    Stop again =
        browser.submit(begin(), "name", "<b>me</b>", "password", "guessed-pass", "action", "login");
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body())
        .contains("role=\"alert\"", "value=\"&lt;b&gt;me&lt;/b&gt;\"")
        .doesNotContain("guessed-pass", "<b>me");
    assertThat(answers()).isEmpty();
  }

  @Test
  void cancellingGoesBackToTheApplication() {
    assertThat(browser.submit(begin(), "action", "cancel").parameter("error"))
        .isEqualTo("access_denied");
    Stop consent = logIn(begin());
    assertThat(browser.submit(consent, "action", "refuse").parameter("error"))
        .isEqualTo("access_denied");
    assertThat(browser.submit(logIn(begin()), "action", "neither").parameter("error"))
        .isEqualTo("access_denied");
  }

  @Test
  void whatIsRememberedIsNotAskedAgain() {
    OAuth2Client client = ory.clients().create(client().build());
    allow(logIn(begin(client, ""), "remember", "yes"), "remember", "yes");
    claims = (subject, scopes) -> claim("of", subject + scopes);
    Stop end = begin(client, "");
    assertThat(end.url()).startsWith(REDIRECT_URI);
    assertThat(end.parameter("scope")).isEqualTo("openid photos.read");
    // The server does not remember claims: they are sent with each consent.
    assertThat(lastRequest().body()).contains("\"of\":\"user-ann[openid, photos.read]\"");
  }

  private ReceivedRequest lastRequest() {
    List<ReceivedRequest> puts =
        hydra.requests().stream().filter(request -> request.method().equals("PUT")).toList();
    return puts.get(puts.size() - 1);
  }

  @Test
  void aClientThatSkipsConsentIsGrantedWhatItAsksFor() {
    Stop end = logIn(begin(client().skipConsent(true)));
    assertThat(end.parameter("scope")).isEqualTo("openid photos.read");
  }

  @Test
  void whatWasNotAskedForIsNotGranted() {
    Stop end = allow(logIn(begin()), "scope", "admin", "scope", "email");
    assertThat(end.parameter("scope")).isEqualTo("openid photos.read");
  }

  @Test
  void aPersonLogsOutOrStays() {
    OAuth2Client client = ory.clients().create(client().build());
    begin(client, "");
    allow(logIn(begin(client, ""), "remember", "yes"));
    String logout = hydra.publicUrl() + "/oauth2/sessions/logout";
    Stop asked = browser.open(logout);
    assertThat(asked.body()).contains("<h1>Log out?</h1>");
    assertThat(browser.submit(asked, "action", "stay").body()).contains("still logged in");
    assertThat(browser.open(logout).body()).contains("<h1>Log out?</h1>");
    Stop out = browser.submit(browser.open(logout), "action", "logout");
    assertThat(out.url()).endsWith("/logged-out");
    assertThat(begin(client, "").body()).contains("<h1>Log in</h1>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "{}{}{}",
        "&lt;b&gt;",
        "</title><script>alert(1)</script>"
      })
  void aNameIsNoMarkup(String name) {
    Stop login = begin(client().clientName(name));
    Stop consent = logIn(login);
    for (Stop page : List.of(login, consent)) {
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body())
          .contains(
              name.replace("&", "&amp;")
                  .replace("<", "&lt;")
                  .replace(">", "&gt;")
                  .replace("\"", "&quot;")
                  .replace("'", "&#39;"))
          .doesNotContain("<script", "<img", "'alert");
    }
  }

  @Test
  void aNameHidesNothing() {
    String turned = "\u202eknaB\u202c\u200b \u0007My";
    assertThat(begin(client().clientName(turned)).body()).contains("<bdi>knaB", "My</bdi>");
    assertThat(begin(client().clientName("x".repeat(10_000))).body())
        .contains("x".repeat(80) + "…")
        .doesNotContain("x".repeat(81));
    assertThat(begin(client().clientName("\u200b ")).body()).containsPattern("<bdi>[0-9a-f-]{36}<");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "//logo.example/x.png",
        "https:logo",
        "https://user:secret@logo.example/x.png",
        "https://logo.example;img-src%20*/x.png",
        "https://logo.example/\" onerror=\"alert(1)",
        "file:///etc/passwd",
        "blob:https://logo.example/1"
      })
  void onlyWebAddressesAreShown(String uri) {
    // Servers before v26.2 let such URIs in.
    restart(FakeHydra.builder().version(HydraVersion.V2_2));
    Stop login = begin(client().logoUri(uri).clientUri(uri).policyUri(uri).tosUri(uri));
    Stop consent = logIn(login);
    for (Stop page : List.of(login, consent)) {
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("<img", "<a ", "alert(1)");
      assertThat(page.header("Content-Security-Policy")).doesNotContain("img-src");
    }
  }

  @Test
  void webAddressesAreShown() {
    Stop consent =
        logIn(
            begin(
                client()
                    .logoUri("https://logo.example:8443/x.png?a=1&b=2")
                    .clientUri("https://prints.example")
                    .policyUri("https://prints.example/privacy")
                    .tosUri("https://prints.example/terms")));
    assertThat(consent.body())
        .contains("src=\"https://logo.example:8443/x.png?a=1&amp;b=2\"")
        .contains("href=\"https://prints.example/privacy\" target=\"_blank\" rel=\"noopener")
        .contains("href=\"https://prints.example/terms\"", "href=\"https://prints.example\"");
    assertThat(consent.header("Content-Security-Policy"))
        .contains("; img-src https://logo.example:8443");
  }

  @Test
  void eachAnswerCarriesTheHeadersOfASafePage() {
    Stop login = begin();
    for (Stop page : List.of(login, logIn(login), browser.open(app.url() + "/nowhere"))) {
      assertThat(page.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; style-src 'self'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe", "script-src");
      assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      assertThat(page.body())
          .doesNotContain("<script", " style=")
          .doesNotContainPattern(" on\\w+=");
    }
  }

  @ParameterizedTest
  @CsvSource({"http, csrf=, false", "https, __Host-csrf=, true"})
  void cookiesAreKeptFromScriptsAndOtherSites(String scheme, String name, boolean secure) {
    String cookie =
        browser
            .send(
                HttpRequest.newBuilder(URI.create(begin().url()))
                    .header("X-Forwarded-Proto", scheme)
                    .build())
            .headers()
            .firstValue("Set-Cookie")
            .orElse(name); // the browser had one already
    assertThat(cookie).startsWith(name);
    if (secure) {
      assertThat(cookie).endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
    }
  }

  @Test
  void aForgedFormDoesNothing() {
    Stop page = begin();
    Stop other = begin();
    String url = page.action();
    String challenge = page.hidden("challenge");
    String token = page.hidden("csrf");
    List<Stop> answers =
        List.of(
            browser.post(url, "challenge", challenge, "action", "cancel"),
            browser.post(url, "challenge", challenge, "csrf", "", "action", "cancel"),
            browser.post(url, "challenge", challenge, "csrf", token + "x", "action", "cancel"),
            browser.post(
                url, "challenge", challenge, "csrf", other.hidden("csrf"), "action", "cancel"),
            new TestBrowser().submit(page, "action", "cancel"));
    for (Stop answer : answers) {
      assertThat(answer.status()).isEqualTo(403);
      assertNothingLeaked(answer);
    }
    assertThat(answers()).isEmpty();
    assertThat(browser.submit(page, "action", "cancel").url()).startsWith(REDIRECT_URI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "consent", "logout", "device"})
  void everyFormAsksForItsToken(String step) {
    String url = app.url() + "/" + step;
    assertThat(browser.post(url, "challenge", "c", "csrf", "x", "action", "logout").status())
        .isEqualTo(403);
    assertThat(browser.post(url, "csrf", "x").status()).isEqualTo(400);
    assertThat(browser.open(url).status()).isEqualTo(400);
    assertThat(answers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        " ",
        "a b",
        "%00",
        "%0D%0ASet-Cookie:%20a=b",
        "..%2F..%2Fclients",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%22%3E%3Cb%3E",
        "%C3%A9%E2%82%AC%F0%9F%98%80",
        "%ED%A0%80",
        "%FF",
        "a&login_challenge=b",
        "{}",
        "%27%22%5C"
      })
  void anOddChallengeIsNotValid(String challenge) {
    for (String step : List.of("login", "consent", "logout")) {
      String query = "/%s?%s_challenge=%s".formatted(step, step, challenge.replace(" ", "+"));
      Stop page = browser.open(app.url() + query.replace("{}", "%7B%7D"));
      assertThat(page.status()).as(step).isIn(400, 404);
      assertThat(page.body()).doesNotContain("<script>", "<b>");
      assertThat(page.headers().map()).doesNotContainKey("set-cookie");
      assertNothingLeaked(page);
    }
    assertThat(hydra.requests())
        .extracting(ReceivedRequest::path)
        .allMatch(path -> path.startsWith("/admin/oauth2/auth/requests/"));
  }

  @ParameterizedTest
  @CsvSource({"login, 200000", "consent, 9000", "logout, 100000"})
  void aLongChallengeIsNotValid(String step, int length) {
    Stop page =
        browser.open(app.url() + "/" + step + "?" + step + "_challenge=" + "x".repeat(length));
    assertThat(page.status()).isEqualTo(404);
  }

  @Test
  void requestsThatNoBrowserSendsAreRefused() throws IOException {
    Stop page = begin();
    String url = app.url() + "/login";
    assertThat(statusOf("GET /login?login_challenge=%zz HTTP/1.1")).startsWith("HTTP/1.1 400");
    assertThat(statusOf("GET /login?login_challenge=<> HTTP/1.1")).startsWith("HTTP/1.1 400");
    assertThat(browser.post(page.action(), "challenge", "%zz").status()).isEqualTo(403);
    HttpRequest damaged =
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString("%zz=%u1")).build();
    assertThat(browser.send(damaged).statusCode()).isEqualTo(400);
    assertThat(browser.open(app.url() + "/nowhere").status()).isEqualTo(404);
    assertThat(browser.submit(page, "name", "x".repeat(70_000)).status()).isEqualTo(413);
    for (String method : List.of("PUT", "DELETE", "OPTIONS", "BREW")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody()).build();
      assertThat(browser.send(request).statusCode()).isEqualTo(405);
    }
    assertThat(answers()).isEmpty();
  }

  /** Sends a line that an HTTP client would set right first. */
  private String statusOf(String requestLine) throws IOException {
    URI url = URI.create(app.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request = requestLine + "\r\nHost: " + url.getAuthority() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Test
  void anOldChallengeHasComeToItsEnd() {
    Stop page = begin();
    hydra.advance(Duration.ofMinutes(31));
    for (Stop end : List.of(browser.open(page.url()), logIn(page))) {
      assertThat(end.status()).isEqualTo(410);
      assertThat(end.body()).contains("This took too long", "start again at the application");
    }
  }

  @Test
  void anAnsweredChallengeGoesOnWhereTheServerSays() {
    restart(FakeHydra.builder().version(HydraVersion.V2_0));
    Stop page = begin();
    assertThat(logIn(page).body()).contains("asks for access");
    assertThat(browser.open(page.url()).status()).isEqualTo(200); // a fresh login
    assertThat(logIn(page).status()).isIn(200, 409);
  }

  @Test
  void aServerThatDoesNotAnswerIsNotThePersonsFault() {
    Stop page = begin();
    hydra.fail(request -> true, Fault.answer(500, "{\"error\":\"inside-of-the-server\"}"));
    Stop broken = browser.open(page.url());
    assertThat(broken.status()).isEqualTo(502);
    assertThat(broken.body()).contains("not your fault").doesNotContain("inside-of-the-server");
    hydra.fail(request -> true, Fault.disconnect());
    assertNothingLeaked(browser.open(page.url()));
    users = new FailingUsers();
    Stop failed = logIn(page);
    assertThat(failed.status()).isEqualTo(500);
    assertNothingLeaked(failed);
    assertThat(failed.body()).doesNotContain("the database");
  }

  private static final class FailingUsers implements Users {
    @Override
    public Optional<String> check(String name, String password) {
      throw new IllegalStateException("the database is gone");
    }
  }

  /** The server compresses what travels in URLs: this stays long. */
  private static String noise(int length) {
    StringBuilder noise = new StringBuilder();
    new Random(1).ints(length, ' ', '~').forEach(c -> noise.append((char) c));
    return noise.toString();
  }

  @Test
  void tooMuchToSayIsToldHere() {
    claims = (subject, scopes) -> claim("much", noise(1_000_000));
    Stop page = allow(logIn(begin()));
    assertThat(page.status()).isEqualTo(500);
    assertThat(page.body()).hasSizeLessThan(2_000).contains("too much to say");
  }

  @Test
  void theErrorPageShowsTextOnly() {
    Stop page =
        browser.open(
            app.url()
                + "/error?error=%3Cscript%3E&error_description="
                + TestBrowser.encoded("<img src=x>\u202e" + "y".repeat(5_000)));
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body())
        .contains("&lt;script&gt;", "&lt;img src=x&gt;")
        .doesNotContain("<script", "<img", "\u202e", "y".repeat(100));
    Stop fromHydra = browser.open(hydra.publicUrl() + "/oauth2/auth?client_id=nobody");
    assertThat(fromHydra.body()).contains("This did not work", "invalid_client");
  }
}
