package dev.oryadmin.fake;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.testing.BrowserPage;
import dev.oryadmin.testing.FakeHydra;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An application, its login page and its consent page, by plain HTTP. */
final class CodeFlow {
  static final String REDIRECT_URI = "https://app.example.com/callback";
  static final String SECRET = "a-secret-of-the-app";

  private final FakeHydra hydra;
  final String clientId;

  /** Creates a client that may do everything. */
  CodeFlow(FakeHydra hydra) {
    this(hydra, "");
  }

  /**
   * Creates a client.
   *
   * @param more further members of its JSON, each after a comma, with single quotes
   */
  CodeFlow(FakeHydra hydra, String more) {
    this.hydra = hydra;
    String client =
        """
        {'client_name':'Example App','client_secret':'%s',
         'redirect_uris':['%s'],'audience':['https://api.example.com'],
         'grant_types':['authorization_code','refresh_token','client_credentials','implicit',
           'urn:ietf:params:oauth:grant-type:device_code'],
         'response_types':['code','id_token','token','token id_token','code id_token'],
         'scope':'openid offline photos.read'%s}
        """
            .formatted(SECRET, REDIRECT_URI, more)
            .replace('\'', '"');
    String created = expect(201, admin("POST", "/admin/clients", client)).body();
    this.clientId =
        JsonParser.parseString(created).getAsJsonObject().get("client_id").getAsString();
  }

  RawHttp.RawAnswer admin(String method, String path, String body) {
    return RawHttp.send(
        hydra.adminUrl(), method, path, Map.of("Content-Type", "application/json"), body);
  }

  private static RawHttp.RawAnswer expect(int status, RawHttp.RawAnswer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + " instead of " + status + ": " + answer.body());
    }
    return answer;
  }

  /** Returns the URL of an authorization request with these parameters besides the usual ones. */
  String url(Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("client_id", clientId);
    all.put("response_type", "code");
    all.put("scope", "openid offline");
    all.put("redirect_uri", REDIRECT_URI);
    all.put("state", "state-of-the-app");
    all.put("nonce", "nonce-of-the-app");
    all.putAll(parameters);
    return hydra.publicUrl() + "/oauth2/auth?" + form(all);
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Answers a step, and returns where the browser goes on. */
  String answer(BrowserPage page, String step, String action, String body) {
    String challenge = encoded(page.parameter(step + "_challenge"));
    String path =
        "/admin/oauth2/auth/requests/%s/%s?%s_challenge=%s"
            .formatted(step, action, step, challenge);
    return JsonParser.parseString(expect(200, admin("PUT", path, body.replace('\'', '"'))).body())
        .getAsJsonObject()
        .get("redirect_to")
        .getAsString();
  }

  BrowserPage login(BrowserPage page, String body) {
    return hydra.browse(answer(page, "login", "accept", body));
  }

  BrowserPage consent(BrowserPage page, String body) {
    return hydra.browse(answer(page, "consent", "accept", body));
  }

  /** Goes all the way, and returns the page of the application. */
  BrowserPage finish(Map<String, String> parameters, String login, String consent) {
    return consent(login(hydra.browse(url(parameters)), login), consent);
  }

  /** Returns what the token endpoint gives for a whole flow. */
  JsonObject tokens() {
    BrowserPage app =
        finish(
            Map.of(),
            "{'subject':'user-1','remember':true}",
            "{'grant_scope':['openid','offline'],'remember':true}");
    return exchange(app.parameter("code"));
  }

  JsonObject exchange(String code) {
    RawHttp.RawAnswer answer =
        token(
            Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT_URI));
    return JsonParser.parseString(expect(200, answer).body()).getAsJsonObject();
  }

  RawHttp.RawAnswer token(Map<String, String> fields) {
    return open("/oauth2/token", fields);
  }

  /** Posts a form to the public server, with the secret of the client. */
  RawHttp.RawAnswer open(String path, Map<String, String> fields) {
    String basic =
        Base64.getEncoder()
            .encodeToString((clientId + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    return RawHttp.send(
        hydra.publicUrl(),
        "POST",
        path,
        Map.of(
            "Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded"),
        form(fields));
  }

  boolean isActive(String token) {
    RawHttp.RawAnswer answer =
        RawHttp.send(
            hydra.adminUrl(),
            "POST",
            "/admin/oauth2/introspect",
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "token=" + encoded(token));
    return JsonParser.parseString(answer.body()).getAsJsonObject().get("active").getAsBoolean();
  }
}
