package dev.oryadmin.examples.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.ApiClient;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.ResponseType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An application that people log in to, to try the pages with. A real one leaves the protocol to an
 * OpenID Connect library, which also checks the ID token. Thread-safe.
 */
final class DemoApplication implements AutoCloseable {
  private static final String AUDIENCE = "https://photos.example/api";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ApiClient ory;
  private final String hydra;
  private final WebServer server;
  private final OAuth2Client client;

  /**
   * Starts it, and creates its client.
   *
   * @param ory where the client is created, and deleted in the end; stays open
   * @param publicUrl the URL of Hydra for applications and browsers
   */
  DemoApplication(ApiClient ory, String publicUrl) {
    this.ory = ory;
    this.hydra = publicUrl;
    this.server = WebServer.start(0, this::answer);
    this.client = ory.clients().create(client(server.url()));
  }

  private static OAuth2Client client(String url) {
    return OAuth2Client.builder()
        .clientName("Photo Prints")
        .clientUri(url)
        .logoUri(url + "/logo.svg")
        .policyUri(url + "/privacy")
        .tosUri(url + "/terms")
        .redirectUris(url + "/callback")
        .postLogoutRedirectUris(url + "/")
        .grantTypes(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.of("urn:ietf:params:oauth:grant-type:device_code"))
        .responseTypes(ResponseType.CODE)
        .scope("openid offline_access email photos.read")
        .audience(AUDIENCE)
        .build();
  }

  String url() {
    return server.url() + "/";
  }

  private void answer(Visit visit) throws IOException {
    switch (visit.path()) {
      case "/" -> visit.show(200, new Page("Photo Prints", HOME));
      case "/login" -> login(visit);
      case "/callback" -> callback(visit);
      case "/tv" -> device(visit);
      case "/logo.svg" -> visit.send(200, "image/svg+xml", LOGO);
      case "/privacy" -> visit.show(200, Page.message("Privacy", "This demo keeps nothing."));
      case "/terms" -> visit.show(200, Page.message("Terms", "This demo promises nothing."));
      default -> throw new BadVisitException(404, "There is no such page.");
    }
  }

  private void login(Visit visit) throws IOException {
    String state = random();
    visit.setCookie("demo_state", state);
    visit.redirect(
        hydra
            + "/oauth2/auth?"
            + form(
                Map.of(
                    "client_id",
                    client.clientId(),
                    "response_type",
                    "code",
                    "scope",
                    "openid offline_access email photos.read",
                    "audience",
                    AUDIENCE,
                    "redirect_uri",
                    server.url() + "/callback",
                    "state",
                    state)));
  }

  private void callback(Visit visit) throws IOException {
    if (visit.cookie("demo_state").isEmpty()
        || !visit.cookie("demo_state").equals(visit.parameter("state"))) {
      throw new BadVisitException(403, "This answer is not for this browser.");
    }
    if (!visit.parameter("error").isEmpty()) {
      show(visit, "Not logged in", Map.of("error", visit.parameter("error")), "/", "Back");
      return;
    }
    JsonObject tokens =
        post(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                visit.parameter("code"),
                "redirect_uri",
                server.url() + "/callback"));
    if (!tokens.has("access_token")) {
      show(visit, "Not logged in", texts(tokens, "error"), "/", "Back"); // such as a used code
      return;
    }
    if (!tokens.has("id_token")) {
      show(visit, "Logged in", texts(tokens, "scope"), "/", "Back");
      return;
    }
    String idToken = tokens.get("id_token").getAsString();
    String claims = new String(Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]), UTF_8);
    Map<String, String> shown =
        texts(JsonParser.parseString(claims).getAsJsonObject(), "sub", "email", "auth_time");
    shown.putAll(texts(tokens, "scope"));
    String logout =
        hydra
            + "/oauth2/sessions/logout?"
            + form(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", url()));
    show(visit, "Hello " + shown.getOrDefault("email", shown.get("sub")), shown, logout, "Log out");
  }

  private void device(Visit visit) throws IOException {
    Map<String, String> form =
        Map.of("client_id", client.clientId(), "scope", "openid photos.read");
    JsonObject started = post("/oauth2/device/auth", form);
    Map<String, String> shown = texts(started, "user_code", "error");
    JsonElement link = started.get("verification_uri_complete");
    show(visit, "A device", shown, link == null ? "/" : link.getAsString(), "Connect it");
  }

  private static void show(
      Visit visit, String title, Map<String, String> facts, String link, String text)
      throws IOException {
    List<Html> rows = new ArrayList<>();
    facts.forEach((name, value) -> rows.add(Html.of("<dt>{}</dt><dd>{}</dd>\n", name, value)));
    Html content =
        Html.of(
            "<h1>{}</h1>\n<dl>\n{}</dl>\n<div class=\"actions\"><a class=\"button\" href=\"{}\">"
                + "{}</a></div>",
            title,
            Html.join(rows),
            link,
            text);
    visit.show(200, new Page(title, content));
  }

  /** Returns some members of an object, as far as they are there. */
  private static Map<String, String> texts(JsonObject json, String... names) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names) {
      if (json.has(name)) {
        texts.put(name, json.get(name).getAsString());
      }
    }
    return texts;
  }

  private JsonObject post(String path, Map<String, String> fields) throws IOException {
    String login = client.clientId() + ":" + client.require(OAuth2Client.CLIENT_SECRET).reveal();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hydra + path))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build();
    try {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      return JsonParser.parseString(answer).getAsJsonObject();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Stops it, and deletes its client. */
  @Override
  public void close() {
    ory.clients().delete(client.clientId());
    server.close();
  }

  private static final Html HOME =
      Html.of(
          """
          <div class="client"><p>Photo Prints</p></div>
          <h1>Your photos, on paper</h1>
          <p>This is an application that knows no passwords. It leaves the login to others.</p>
          <div class="actions">
          <a class="button" href="/login">Log in</a>
          <a class="button second" href="/tv">Connect a device</a>
          </div>
          """);

  private static final String LOGO =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
      <rect width="64" height="64" rx="14" fill="#0f766e"/>
      <circle cx="44" cy="21" r="6" fill="#fde68a"/>
      <path d="M8 48l16-20 11 13 7-8 14 15z" fill="#ccfbf1"/>
      </svg>
      """;
}
