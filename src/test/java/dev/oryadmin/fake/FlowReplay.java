package dev.oryadmin.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.testing.FakeHydra;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sends the requests of a recorded scenario to the fake. The recordings leave out what led to a
 * step, such as the creation of clients and the first redirects; it is made up for here, as soon as
 * a request holds a challenge, cookie or token that no answer gave.
 */
final class FlowReplay {
  private static final String SECRET = "flow-secret-flow-secret";
  private static final Pattern CHALLENGE =
      Pattern.compile("[?&](?:(login|consent|logout|device)_)?challenge=([A-Za-z0-9_-]{120,})");
  private static final Pattern STEP = Pattern.compile("/requests/(login|consent|logout|device)");
  private static final Pattern OWN_TOKEN =
      Pattern.compile("(?:token|refresh_token|id_token_hint|code)=([^&]+)");

  private final FakeHydra hydra;
  private final List<RecordedExchanges.Exchange> exchanges;
  private final Map<String, String> actual = new HashMap<>();
  private Map<String, String> jar = new LinkedHashMap<>();
  private String redirect = "";
  private boolean redirectIsOpen;

  FlowReplay(FakeHydra hydra, List<RecordedExchanges.Exchange> exchanges, List<String> clients) {
    this.hydra = hydra;
    this.exchanges = exchanges;
    for (String client : clients) {
      RawHttp.send(
          hydra.adminUrl(),
          "POST",
          "/admin/clients",
          Map.of("Content-Type", "application/json"),
          client);
    }
  }

  /** Sends one recorded request, and returns the answer. */
  RawHttp.RawAnswer send(int number) {
    RecordedExchanges.Exchange recorded = exchanges.get(number);
    prepare(number);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(recorded.headers());
    headers.remove("Content-Length");
    headers.replaceAll((name, value) -> translate(value));
    if (headers.containsKey("Cookie")) {
      headers.put("Cookie", cookies(recorded.headers().getOrDefault("Cookie", "")));
    }
    RawHttp.RawAnswer answer =
        RawHttp.send(
            recorded.admin() ? hydra.adminUrl() : hydra.publicUrl(),
            recorded.method(),
            translate(recorded.path()),
            headers,
            translate(recorded.body()));
    remember(recorded, answer);
    return answer;
  }

  private void remember(RecordedExchanges.Exchange recorded, RawHttp.RawAnswer answer) {
    learn(recorded.answer(), answer.body());
    for (String header : List.of("Location", "Set-Cookie", "Link")) {
      learn(recorded.answerHeaders().getOrDefault(header, ""), answer.header(header));
    }
    keep(answer);
    if (recorded.method().equals("PUT") && answer.body().startsWith("{\"redirect_to\"")) {
      boolean accepted = recorded.path().contains("/accept");
      redirect = accepted ? json(answer.body()).get("redirect_to").getAsString() : "";
      redirectIsOpen = false;
    } else if (!recorded.admin()) {
      redirectIsOpen = true;
    }
  }

  private void learn(String recorded, String given) {
    MaskedText expected = canonical(recorded);
    MaskedText masked = canonical(given);
    if (expected.tokens().size() == masked.tokens().size()) {
      for (int i = 0; i < expected.tokens().size(); i++) {
        put(expected.tokens().get(i), masked.tokens().get(i));
      }
    }
  }

  private void put(String recorded, String given) {
    actual.putIfAbsent(recorded, given);
    if (recorded.startsWith("ory_")) {
      actual.putIfAbsent(recorded.substring(7), given.substring(Math.min(7, given.length())));
    }
  }

  /** Masks a body; the order of listed consents means nothing. */
  static MaskedText canonical(String body) {
    if (!body.startsWith("[{")) {
      return MaskedText.of(body);
    }
    JsonArray array = JsonParser.parseString(body).getAsJsonArray();
    List<String> elements = new ArrayList<>();
    for (JsonElement element : array) {
      elements.add(element.toString());
    }
    elements.sort(Comparator.comparing(element -> MaskedText.of(element).text()));
    return MaskedText.of(elements.toString());
  }

  private String translate(String text) {
    if (text.startsWith("Basic ")) {
      return text;
    }
    Matcher token = MaskedText.TOKEN.matcher(text);
    return token.replaceAll(
        match -> {
          String known = actual.get(MaskedText.bare(match.group()));
          return Matcher.quoteReplacement(known == null ? match.group() : known);
        });
  }

  private String cookies(String header) {
    List<String> cookies = new ArrayList<>();
    for (String cookie : header.split("; ", -1)) {
      String[] pair = cookie.split("=", 2);
      String known = actual.get(MaskedText.bare(pair[1]));
      if (known == null) {
        known = jar.getOrDefault(pair[0], pair[1]);
        put(MaskedText.bare(pair[1]), known);
      }
      cookies.add(pair[0] + "=" + known);
    }
    return String.join("; ", cookies);
  }

  // What the recordings leave out:

  private void prepare(int number) {
    RecordedExchanges.Exchange recorded = exchanges.get(number);
    if (recorded.status() == 404) {
      return;
    }
    Matcher challenge = CHALLENGE.matcher(recorded.path());
    Matcher step = STEP.matcher(recorded.path());
    if (challenge.find() && step.find() && !actual.containsKey(challenge.group(2))) {
      String made =
          switch (step.group(1)) {
            case "login" -> loginChallenge(number, challenge.group(2));
            case "consent" -> consentChallenge(number, challenge.group(2));
            case "logout" -> logoutChallenge(number, challenge.group(2));
            default -> deviceChallenge();
          };
      put(challenge.group(2), made);
    }
    Matcher token = OWN_TOKEN.matcher(recorded.path() + "&" + recorded.body());
    while (token.find()) {
      String text = token.group(1);
      boolean inactive = recorded.answer().startsWith("{\"active\":false");
      if (!inactive && MaskedText.TOKEN.matcher(text).matches() && !actual.containsKey(text)) {
        makeToken(number, text);
      }
    }
    if (recorded.headers().getOrDefault("Cookie", "").contains("ory_hydra_session_dev")
        && !jar.containsKey("ory_hydra_session_dev")) {
      jar = new LinkedHashMap<>();
      Map<String, String> query = parameters(number, "");
      query.keySet().removeAll(List.of("prompt", "max_age", "id_token_hint"));
      flow(query, subject(number, ""), true, "{}", "\"remember\":false");
    }
  }

  private String loginChallenge(int number, String recorded) {
    Map<String, String> query = parameters(number, recorded);
    JsonObject shown = shown(recorded);
    jar = new LinkedHashMap<>();
    if (shown.has("skip") && shown.get("skip").getAsBoolean()) {
      String subject = shown.get("subject").getAsString();
      Map<String, String> plain = new LinkedHashMap<>(query);
      plain.remove("prompt");
      flow(plain, subject, true, "{}", "\"remember\":false");
    }
    return parameter(visit("/oauth2/auth?" + form(query)), "login_challenge");
  }

  private String consentChallenge(int number, String recorded) {
    if (!redirectIsOpen && redirect.contains("login_verifier=") && !jar.isEmpty()) {
      return parameter(visit(redirect.substring(hydra.publicUrl().length())), "consent_challenge");
    }
    jar = new LinkedHashMap<>();
    JsonObject shown = shown(recorded);
    String context = shown.has("context") ? shown.get("context").toString() : "null";
    return toConsent(
        parameters(number, recorded),
        subject(number, recorded),
        hasSessionNext(number),
        "\"context\":" + context);
  }

  /** Returns whether the browser has a session cookie when it comes back. */
  private boolean hasSessionNext(int number) {
    for (RecordedExchanges.Exchange later : exchanges.subList(number, exchanges.size())) {
      if (later.headers().containsKey("Cookie")) {
        return later.headers().getOrDefault("Cookie", "").contains("ory_hydra_session_dev");
      }
    }
    return false;
  }

  private String logoutChallenge(int number, String recorded) {
    JsonObject shown = shown(recorded);
    jar = new LinkedHashMap<>();
    Map<String, String> query = parameters(number, "");
    if (shown.has("client") && shown.get("client").isJsonObject()) {
      query.put("client_id", shown.getAsJsonObject("client").get("client_id").getAsString());
    }
    query.put("scope", "openid");
    JsonObject tokens = flow(query, subject(number, recorded), true, "{}", "\"remember\":false");
    String hint = CodeFlow.encoded(tokens.get("id_token").getAsString());
    return parameter(visit("/oauth2/sessions/logout?id_token_hint=" + hint), "logout_challenge");
  }

  private String deviceChallenge() {
    return parameter(visit("/oauth2/device/verify"), "device_challenge");
  }

  private void makeToken(int number, String recorded) {
    RecordedExchanges.Exchange exchange = exchanges.get(number);
    if (recorded.startsWith("ory_ac_")
        && !redirectIsOpen
        && redirect.contains("consent_verifier")) {
      RawHttp.RawAnswer app = visit(redirect.substring(hydra.publicUrl().length()));
      put(recorded, parameter(app, "code"));
      redirectIsOpen = true;
      return;
    }
    JsonObject claims =
        recorded.startsWith("eyJ")
            ? json(MaskedText.claims(recorded))
            : exchange.answer().startsWith("{\"active\":true")
                ? json(exchange.answer())
                : new JsonObject();
    if (claims.has("sub") && claims.get("sub").equals(claims.get("client_id"))) {
      JsonObject made =
          token(
              claims.get("sub").getAsString(),
              "grant_type=client_credentials&scope="
                  + (claims.has("scope") ? CodeFlow.encoded(text(claims, "scope")) : ""));
      put(recorded, text(made, "access_token"));
      return;
    }
    Map<String, String> query = parameters(number, "");
    String client = text(claims, "client_id");
    if (client.isEmpty() && claims.has("aud")) {
      client = claims.getAsJsonArray("aud").get(0).getAsString();
    }
    if (client.isEmpty()) {
      client = basicClient(exchange);
    }
    if (!client.isEmpty()) {
      query.put("client_id", client);
    }
    query.put("scope", claims.has("scope") ? text(claims, "scope") : "openid offline");
    query.keySet().removeAll(List.of("prompt", "max_age", "id_token_hint"));
    if (claims.has("aud") && claims.has("client_id") && !claims.getAsJsonArray("aud").isEmpty()) {
      query.put("audience", claims.getAsJsonArray("aud").get(0).getAsString());
    }
    String ext = claims.has("ext") ? claims.get("ext").toString() : "{}";
    String subject = claims.has("sub") ? text(claims, "sub") : subject(number, "");
    jar = new LinkedHashMap<>();
    JsonObject tokens = flow(query, subject, true, ext, "\"remember\":true");
    String kind =
        recorded.startsWith("ory_rt_")
            ? "refresh_token"
            : recorded.startsWith("eyJ") && claims.has("sid") ? "id_token" : "access_token";
    put(recorded, text(tokens, kind));
    if (kind.equals("id_token")) {
      put(text(claims, "sid"), text(json(MaskedText.claims(text(tokens, kind))), "sid"));
    } else {
      pairUp(number, recorded, tokens);
    }
  }

  /** The refresh token of the same flow may come later in the recording. */
  private void pairUp(int number, String recorded, JsonObject tokens) {
    String client = client(exchanges.get(number));
    for (RecordedExchanges.Exchange later : exchanges.subList(number, exchanges.size())) {
      Matcher token = OWN_TOKEN.matcher(later.body());
      while (token.find()) {
        String other = token.group(1);
        String kind = other.startsWith("ory_rt_") ? "refresh_token" : "access_token";
        boolean differs =
            !other.substring(0, Math.min(7, other.length())).equals(recorded.substring(0, 7));
        if (differs
            && other.startsWith("ory_rt_")
            && tokens.has(kind)
            && !actual.containsKey(other)
            && (client(later).equals(client) || client(later).isEmpty())) {
          put(other, text(tokens, kind));
          return;
        }
      }
    }
  }

  private static String client(RecordedExchanges.Exchange exchange) {
    return exchange.answer().startsWith("{\"active\":true")
        ? text(json(exchange.answer()), "client_id")
        : basicClient(exchange);
  }

  /** Returns the clients that a request is about; those that don't exist are called nobody. */
  static List<String> clientIds(RecordedExchanges.Exchange exchange) {
    List<String> ids = new ArrayList<>();
    String text = exchange.path() + "&" + exchange.body();
    Matcher id = Pattern.compile("client(?:_id)?=(flow-[a-z0-9-]+)").matcher(text);
    while (id.find()) {
      ids.add(id.group(1));
    }
    Matcher shown =
        Pattern.compile("client_id(?:\":\"|=)(flow-[a-z0-9-]+)").matcher(exchange.answer());
    while (shown.find()) {
      ids.add(shown.group(1));
    }
    String own = basicClient(exchange);
    if (own.startsWith("flow-")) {
      ids.add(own);
    }
    Matcher audience =
        Pattern.compile("\"aud\":\\[\"(flow-[a-z0-9-]+)").matcher(MaskedText.of(text).text());
    while (audience.find()) {
      ids.add(audience.group(1));
    }
    return ids;
  }

  private static String basicClient(RecordedExchanges.Exchange exchange) {
    String header = exchange.headers().getOrDefault("Authorization", "");
    return header.startsWith("Basic ")
        ? new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
            .replaceFirst(":.*", "")
        : "";
  }

  /** Plays a whole code flow, and returns the tokens. */
  private JsonObject flow(
      Map<String, String> query, String subject, boolean remember, String ext, String consent) {
    String challenge = toConsent(query, subject, remember, "\"context\":null");
    String scopes =
        List.of(query.getOrDefault("scope", "openid").split(" ", -1)).stream()
            .map(scope -> "\"" + scope + "\"")
            .collect(Collectors.joining(","));
    String audience = query.containsKey("audience") ? "\"" + query.get("audience") + "\"" : "";
    String next =
        accept(
            "consent",
            challenge,
            "{\"grant_scope\":[%s],\"grant_access_token_audience\":[%s],%s,\"session\":{\"access_token\":%s}}"
                .formatted(scopes, audience, consent, ext));
    String code = parameter(visit(next), "code");
    return token(
        query.getOrDefault("client_id", ""),
        "grant_type=authorization_code&code="
            + code
            + "&redirect_uri="
            + CodeFlow.encoded(query.getOrDefault("redirect_uri", CodeFlow.REDIRECT_URI)));
  }

  private String toConsent(
      Map<String, String> query, String subject, boolean remember, String more) {
    String login = parameter(visit("/oauth2/auth?" + form(query)), "login_challenge");
    String quoted = new JsonPrimitive(subject).toString();
    String next =
        accept(
            "login",
            login,
            "{\"subject\":%s,\"remember\":%s,%s}".formatted(quoted, remember, more));
    return parameter(visit(next), "consent_challenge");
  }

  private String accept(String step, String challenge, String body) {
    RawHttp.RawAnswer answer =
        RawHttp.send(
            hydra.adminUrl(),
            "PUT",
            "/admin/oauth2/auth/requests/%s/accept?%s_challenge=%s"
                .formatted(step, step, challenge),
            Map.of("Content-Type", "application/json"),
            body);
    if (answer.status() != 200) {
      throw new AssertionError("preparing a " + step + ": " + answer.body());
    }
    return json(answer.body())
        .get("redirect_to")
        .getAsString()
        .substring(hydra.publicUrl().length());
  }

  private JsonObject token(String client, String body) {
    String basic =
        Base64.getEncoder()
            .encodeToString((client + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    RawHttp.RawAnswer answer =
        RawHttp.send(
            hydra.publicUrl(),
            "POST",
            "/oauth2/token",
            Map.of(
                "Authorization",
                "Basic " + basic,
                "Content-Type",
                "application/x-www-form-urlencoded"),
            body);
    if (answer.status() != 200) {
      throw new AssertionError("preparing tokens of " + client + ": " + answer.body());
    }
    return json(answer.body());
  }

  private RawHttp.RawAnswer visit(String path) {
    String cookies =
        jar.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    Map<String, String> headers = cookies.isEmpty() ? Map.of() : Map.of("Cookie", cookies);
    RawHttp.RawAnswer answer = RawHttp.send(hydra.publicUrl(), "GET", path, headers, "");
    keep(answer);
    return answer;
  }

  private void keep(RawHttp.RawAnswer answer) {
    for (String cookie : answer.header("Set-Cookie").split(", (?=[a-z_0-9]+=)", -1)) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (cookie.contains("Max-Age=0")) {
        jar.remove(pair[0]);
      } else if (pair.length == 2) {
        jar.put(pair[0], pair[1]);
      }
    }
  }

  private static String parameter(RawHttp.RawAnswer answer, String name) {
    Matcher value = Pattern.compile("[?&#]" + name + "=([^&]*)").matcher(answer.header("Location"));
    if (!value.find()) {
      throw new AssertionError("no " + name + " in " + answer.header("Location") + answer.body());
    }
    return value.group(1);
  }

  /** Returns the parameters of the request that a challenge began with. */
  private Map<String, String> parameters(int number, String challenge) {
    List<RecordedExchanges.Exchange> near =
        new ArrayList<>(exchanges.subList(number, exchanges.size()));
    List<RecordedExchanges.Exchange> before = new ArrayList<>(exchanges.subList(0, number));
    Collections.reverse(before);
    near.addAll(before);
    for (RecordedExchanges.Exchange exchange : near) {
      String text = (exchange.answer() + exchange.path()).replace("\\u0026", "&");
      Matcher url = Pattern.compile("/oauth2/auth\\?([^\" ]*client_id=[^\" ]*)").matcher(text);
      if (url.find() && exchange.path().contains(challenge)) {
        return query(url.group(1));
      }
    }
    for (RecordedExchanges.Exchange exchange : near) {
      String text = (exchange.answer() + exchange.path()).replace("\\u0026", "&");
      Matcher url = Pattern.compile("/oauth2/auth\\?([^\" ]*client_id=[^\" ]*)").matcher(text);
      if (url.find()) {
        return query(url.group(1));
      }
    }
    return query(
        "client_id="
            + near.stream().flatMap(exchange -> clientIds(exchange).stream()).findFirst().orElse("")
            + "&response_type=code&scope=openid+offline&state=state-of-the-app"
            + "&nonce=nonce-of-the-app&redirect_uri="
            + CodeFlow.encoded(CodeFlow.REDIRECT_URI));
  }

  /** Writes parameters in the order and with the escapes of the recorded requests. */
  private static String form(Map<String, String> query) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name :
        List.of("client_id", "response_type", "scope", "redirect_uri", "state", "nonce")) {
      if (query.containsKey(name)) {
        ordered.put(name, query.get(name));
      }
    }
    ordered.putAll(query);
    return CodeFlow.form(ordered).replace("+", "%20");
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (!parts[0].endsWith("_verifier") && parts.length == 2) {
        query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  /** Returns what some answer shows of a challenge. */
  private JsonObject shown(String challenge) {
    for (RecordedExchanges.Exchange exchange : exchanges) {
      if (exchange.method().equals("GET")
          && exchange.status() == 200
          && exchange.path().contains(challenge)) {
        return json(exchange.answer());
      }
    }
    return new JsonObject();
  }

  private String subject(int number, String challenge) {
    JsonObject shown = challenge.isEmpty() ? new JsonObject() : shown(challenge);
    if (!text(shown, "subject").isEmpty()) {
      return text(shown, "subject");
    }
    Pattern name = Pattern.compile("(?:subject=|\"su(?:bject|b)\":\")(user-(?!x\\b)[a-z0-9-]+)");
    List<RecordedExchanges.Exchange> near =
        new ArrayList<>(exchanges.subList(number, exchanges.size()));
    near.addAll(exchanges.subList(0, number));
    for (RecordedExchanges.Exchange exchange : near) {
      Matcher found = name.matcher(exchange.path() + exchange.body() + exchange.answer());
      if (found.find()) {
        return found.group(1);
      }
    }
    return parameters(number, "").getOrDefault("client_id", "").replaceFirst("flow-", "user-");
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
