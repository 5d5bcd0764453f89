package dev.oryadmin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.contract.FlowBrowser.Stop;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.Credentials;
import okhttp3.Headers;
import org.junit.jupiter.api.BeforeEach;

/** A group of rules on flows: an application, its login page, and a browser of one person. */
abstract class FlowRules extends Rules {
  static final String REDIRECT_URI = "https://app.example.com/callback";
  static final String AUDIENCE = "https://api.example.com";
  static final String SECRET = "the-secret-of-the-app";
  static final String STATE = "state-of-the-app";
  static final String REQUESTS = "/admin/oauth2/auth/requests/";
  static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private FlowBrowser browser;
  private String subject;

  @BeforeEach
  void openBrowser() {
    browser = new FlowBrowser(server());
    subject = fresh();
  }

  FlowBrowser browser() {
    return browser;
  }

  /** The person, whom nobody else knows. */
  String subject() {
    return subject;
  }

  /** Creates an application that may do everything. */
  String app() {
    return app("");
  }

  /**
   * Creates an application.
   *
   * @param more further members, each after a comma
   */
  String app(String more) {
    return madeId(
        ("{'client_name':'The app','client_secret':'%s','redirect_uris':['%s'],'audience':['%s'],"
                + "'grant_types':['authorization_code','refresh_token','client_credentials','%s'],"
                + "'response_types':['code'],'scope':'openid offline photos.read'%s}")
            .formatted(SECRET, REDIRECT_URI, AUDIENCE, DEVICE_GRANT, more));
  }

  /** Begins a flow, with these names and values besides the usual ones. */
  Stop begin(String id, String... namesAndValues) {
    return begin(browser, id, namesAndValues);
  }

  static Stop begin(FlowBrowser browser, String id, String... namesAndValues) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("client_id", id);
    all.put("response_type", "code");
    all.put("scope", "openid offline photos.read");
    all.put("redirect_uri", REDIRECT_URI);
    all.put("state", STATE);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return browser.open("/oauth2/auth?" + form(all));
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + FlowBrowser.encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String challenge(Stop stop, String step) {
    String challenge = stop.parameter(step + "_challenge");
    assertThat(challenge).as("%s of %s", step, stop.parameter("error")).isNotEmpty();
    return challenge;
  }

  /** Reads the request that a browser has brought. */
  ServerAnswer request(Stop stop, String step) {
    return request(step, challenge(stop, step));
  }

  ServerAnswer request(String step, String challenge) {
    return server().admin("GET", path(step, "", challenge), null);
  }

  static String path(String step, String action, String challenge) {
    return REQUESTS
        + step
        + (action.isEmpty() ? "" : "/" + action)
        + "?"
        + step
        + "_challenge="
        + FlowBrowser.encoded(challenge);
  }

  /** Sends an answer to a request: accept or reject. */
  ServerAnswer answer(Stop stop, String step, String action, String body) {
    return server().admin("PUT", path(step, action, challenge(stop, step)), body);
  }

  /** Accepts a step, and goes on in the browser. */
  Stop accepted(Stop stop, String step, String body) {
    return browser.open(answer(stop, step, "accept", body).is(200).text("redirect_to"));
  }

  /** Logs the person in, with further members of the answer, each after a comma. */
  Stop logIn(Stop stop, String more) {
    return accepted(stop, "login", "{'subject':'" + subject + "'" + more + "}");
  }

  /** Allows all, with further members of the answer, each after a comma. */
  Stop allow(Stop stop, String more) {
    return accepted(
        stop, "consent", "{'grant_scope':['openid','offline','photos.read']" + more + "}");
  }

  /** Goes from the beginning to the page of the application. */
  Stop finished(String id) {
    return allow(logIn(begin(id), ""), "");
  }

  ServerAnswer exchange(String id, Stop end) {
    assertThat(end.has("code")).as(end.parameter("error")).isTrue();
    return token(
        id,
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            end.parameter("code"),
            "redirect_uri",
            REDIRECT_URI));
  }

  ServerAnswer refresh(String id, String token) {
    return token(id, Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  /** Asks the token endpoint, with the secret of the application. */
  ServerAnswer token(String id, Map<String, String> fields) {
    return post(id, "/oauth2/token", fields);
  }

  /** Posts a form to the public server, with the secret of the application. */
  ServerAnswer post(String id, String path, Map<String, String> fields) {
    Headers headers =
        Headers.of(
            "Authorization",
            Credentials.basic(id, SECRET),
            "Content-Type",
            "application/x-www-form-urlencoded");
    return server().open("POST", path, form(fields), headers);
  }

  /** Goes through a whole flow, and returns the tokens. */
  ServerAnswer tokens(String id) {
    return exchange(id, finished(id)).is(200);
  }

  ServerAnswer introspected(String token) {
    return introspected(Map.of("token", token));
  }

  ServerAnswer introspected(Map<String, String> fields) {
    return server()
        .admin(
            "POST",
            "/admin/oauth2/introspect",
            form(fields),
            Headers.of("Content-Type", "application/x-www-form-urlencoded"))
        .is(200);
  }

  boolean isActive(String token) {
    return introspected(token).get("active").getAsBoolean();
  }

  /** Reads what a token of three parts says. */
  static JsonObject claims(String token) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  /** Is back at the application, with this error. */
  static void assertError(Stop stop, String error) {
    assertThat(stop.url()).startsWith(REDIRECT_URI);
    assertThat(stop.parameter("error")).isEqualTo(error);
    assertThat(stop.parameter("state")).isEqualTo(STATE);
  }
}
