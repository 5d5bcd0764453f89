package it;

import after.Disabling;
import after.Ports;
import dev.oryadmin.ApiClient;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.ResponseType;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.HydraVersion;
import dev.oryadmin.testing.BrowserPage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import sh.ory.hydra.api.OAuth2Api;

/** Runs each application with both clients, and compares what they reach. */
public final class Main {
  private static final String SECRET = "a-secret-of-billing";
  private static final String CALLBACK = "http://127.0.0.1:9/callback";

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    today();
    // The newest server that the official client's models know.
    try (FakeHydra hydra = FakeHydra.builder().version(HydraVersion.V2_0).start();
        ApiClient ory =
            ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build()) {
      OAuth2Api official =
          new OAuth2Api(new sh.ory.hydra.ApiClient().setBasePath(hydra.adminUrl()));
      String id = readableByTheOfficialClient(ory);
      before.Pages theirs = new before.Pages(official);
      after.Pages ours = new after.Pages(ory);
      String one =
          flow(
              hydra,
              id,
              c -> call(() -> theirs.login(c, "ann")),
              c -> call(() -> theirs.consent(c)));
      String other = flow(hydra, id, c -> ours.login(c, "ann"), ours::consent);
      guards(official, ory, one);
      guards(official, ory, other);
      check("/start-again".equals(theirs.login("unknown", "ann")), "theirs, unknown challenge");
      check("/start-again".equals(ours.login("unknown", "ann")), "ours, unknown challenge");

      Ports ports = new Ports(ory);
      String ported =
          flow(
              hydra,
              id,
              c -> ports.acceptLogin(c, "ann").redirectTo(),
              c -> ports.acceptConsent(c, true, "c-1").redirectTo());
      check("ann".equals(ports.introspect(ported).sub()), "port");
      check(ports.findLogin("unknown").isEmpty(), "port, unknown challenge");
      disable(hydra, ory, id, ported);
    }
  }

  /** Of a server of today, the official client can read neither a client nor a login. */
  private static void today() throws Exception {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory =
            ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build()) {
      fails(() -> before.StartUp.ensure(hydra.adminUrl()));
      check(ory.clients().list().stream().count() == 1, "created all the same");
      ory.clients().list().forEach(client -> ory.clients().delete(client.clientId()));

      check(after.StartUp.ensure(hydra.adminUrl()).isPresent(), "created");
      check(after.StartUp.ensure(hydra.adminUrl()).isEmpty(), "found");
      check(ory.clients().list().stream().count() == 1, "one client");

      BrowserPage login = hydra.browse(authorization(hydra, readableByTheOfficialClient(ory)));
      String challenge = login.parameter("login_challenge");
      before.Pages theirs =
          new before.Pages(
              new OAuth2Api(new sh.ory.hydra.ApiClient().setBasePath(hydra.adminUrl())));
      fails(() -> theirs.login(challenge, "ann"));
      check(new after.Pages(ory).login(challenge, "ann").startsWith("http"), "login");
    }
  }

  private static void fails(Throwing task) throws Exception {
    try {
      task.call();
    } catch (IllegalArgumentException e) {
      return;
    }
    throw new AssertionError("the official client has learned to read this");
  }

  /** With each lifespan set, which is the workaround that people found (hydra#3360). */
  private static String readableByTheOfficialClient(ApiClient ory) {
    OAuth2Client.Builder client =
        OAuth2Client.builder()
            .clientSecret(SECRET)
            .redirectUris(CALLBACK)
            .grantTypes(
                GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS)
            .responseTypes(ResponseType.CODE)
            .scope("offline invoices.read");
    OAuth2Client.PROPERTIES.stream()
        .filter(property -> property.name().endsWith("_lifespan"))
        .forEach(property -> setLifespan(client, property));
    return ory.clients().create(client.build()).clientId();
  }

  @SuppressWarnings("unchecked")
  private static void setLifespan(
      OAuth2Client.Builder client, dev.oryadmin.Property<OAuth2Client, ?> property) {
    client.set((dev.oryadmin.Property<OAuth2Client, Duration>) property, Duration.ofHours(1));
  }

  /** A code flow through the pages; returns the access token. */
  private static String flow(
      FakeHydra hydra, String id, UnaryOperator<String> login, UnaryOperator<String> consent)
      throws Exception {
    BrowserPage atLogin = hydra.browse(authorization(hydra, id));
    BrowserPage atConsent = hydra.browse(login.apply(atLogin.parameter("login_challenge")));
    BrowserPage back = hydra.browse(consent.apply(atConsent.parameter("consent_challenge")));
    String form =
        "grant_type=authorization_code&code="
            + encoded(back.parameter("code"))
            + "&redirect_uri="
            + encoded(CALLBACK);
    HttpResponse<String> answer = token(hydra, id, form);
    check(answer.statusCode() == 200, answer.body());
    return com.google.gson.JsonParser.parseString(answer.body())
        .getAsJsonObject()
        .get("access_token")
        .getAsString();
  }

  private static String authorization(FakeHydra hydra, String id) {
    return hydra.publicUrl()
        + "/oauth2/auth?response_type=code&state=12345678&scope=offline+invoices.read&client_id="
        + encoded(id)
        + "&redirect_uri="
        + encoded(CALLBACK);
  }

  private static void guards(OAuth2Api official, ApiClient ory, String token) throws Exception {
    before.TokenGuard theirs = new before.TokenGuard(official);
    after.TokenGuard ours = new after.TokenGuard(ory);
    for (String scope : List.of("invoices.read", "invoices.write")) {
      check(theirs.caller(token, scope).equals(ours.caller(token, scope)), scope);
    }
    check(ours.caller(token, "invoices.read").equals(java.util.Optional.of("ann")), "ann");
    check(ours.caller("nonsense", "invoices.read").isEmpty(), "nonsense");
  }

  private static void disable(FakeHydra hydra, ApiClient ory, String id, String token)
      throws Exception {
    check(token(hydra, id, "grant_type=client_credentials").statusCode() == 200, "enabled");
    Disabling.disable(ory, id);
    HttpResponse<String> refused = token(hydra, id, "grant_type=client_credentials");
    check(refused.body().contains("unauthorized_client"), refused.body());
    BrowserPage page = hydra.browse(authorization(hydra, id));
    check(page.url().contains("unsupported_response_type"), page.url());
    check(!ory.tokens().introspect(dev.oryadmin.Secret.of(token)).active(), "token");
  }

  private static HttpResponse<String> token(FakeHydra hydra, String id, String form)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(hydra.publicUrl() + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private interface Throwing {
    String call() throws Exception;
  }

  private static String call(Throwing task) {
    try {
      return task.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}
