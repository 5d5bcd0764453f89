package dev.oryadmin.fake;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FlowUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends the recorded requests of the flows to the fake, and compares the answers. */
class FakeReplaysFlowsTest {
  private static final String OTHER_BROWSER = "a second browser, whose cookie nothing shows";
  private static final String ORDER =
      "what has to be prepared was recorded before something that comes earlier here";
  private static final String NO_DEVICE = "the device that asked is not recorded";
  private static final String NOT_SHOWN = "what was granted before is not recorded";

  /** Which exchanges are not replayed, and why; numbers count from 0. */
  private static final Map<String, Map<String, String>> SKIPPED =
      Map.ofEntries(
          entry("csrf", Map.of("3", OTHER_BROWSER)),
          entry("challenge-deleted-client", Map.of("13-16", ORDER)),
          entry("consent-sessions-list", Map.of("0-7,13-25", NOT_SHOWN)),
          entry("consent-skip", Map.of("0-14,19", NOT_SHOWN)),
          entry("consent-sessions-revoke", Map.of("41-44", ORDER)),
          entry("device-errors", Map.of("23-43", NO_DEVICE)),
          entry("embedded-client", Map.of("3,8", NOT_SHOWN, "10-11", NO_DEVICE)),
          entry("login-context", Map.of("21", NOT_SHOWN)),
          entry("login-sessions-revoke", Map.of("7,12", NOT_SHOWN)),
          entry("logout-errors", Map.of("10-11", NOT_SHOWN)),
          entry("prompts", Map.of("19-25", NOT_SHOWN)),
          entry("logout-many-clients", Map.of("0-5", NOT_SHOWN)),
          entry("logout-rp-other-browser", Map.of("3-4", OTHER_BROWSER)),
          entry("tokens-delete", Map.of("13", NOT_SHOWN)),
          entry("login-remember", Map.of("32", NOT_SHOWN)),
          entry("sessions-revoked-midflow", Map.of("0-3,12-23", ORDER)),
          entry("remember-for-odd", Map.of("9,14,19", NOT_SHOWN)),
          entry("expired", Map.of("0-16", "time passes between the steps: FakeFlowsTest")));

  /** What is known of clients that no answer shows. */
  private static final Map<String, String> MORE =
      Map.of(
          "flow-jwt", ",'access_token_strategy':'jwt'",
          "flow-out2", ",'frontchannel_logout_uri':'https://app.example.com/fc'",
          "flow-out4",
              ",'post_logout_redirect_uris':['https://app.example.com/bye'],'skip_logout_consent':true",
          "flow-out6", ",'post_logout_redirect_uris':['https://app.example.com/bye']");

  static List<String> scenarios() {
    return RecordedExchanges.flows();
  }

  @Test
  void skippedExchangesExistAndHaveAReason() {
    assertThat(RecordedExchanges.flows()).hasSize(41).containsAll(SKIPPED.keySet());
    SKIPPED.forEach(
        (name, ranges) -> {
          int size = RecordedExchanges.flow(name).exchanges().size();
          ranges.forEach(
              (range, reason) -> {
                assertThat(reason).as(name).isNotBlank();
                assertThat(numbers(range)).as(name).allMatch(number -> number < size);
              });
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void answersEqualThoseOfTheRealServer(String name) {
    List<RecordedExchanges.Exchange> exchanges = RecordedExchanges.flow(name).exchanges();
    Set<Integer> skipped = new TreeSet<>();
    SKIPPED.getOrDefault(name, Map.of()).keySet().forEach(r -> skipped.addAll(numbers(r)));
    SoftAssertions softly = new SoftAssertions();
    try (FakeHydra hydra = FakeHydra.start()) {
      hydra.url(FlowUrl.LOGIN, hydra.publicUrl() + "/dummy-login");
      hydra.url(FlowUrl.CONSENT, hydra.publicUrl() + "/dummy-consent");
      FlowReplay replay = new FlowReplay(hydra, exchanges, clients(exchanges));
      for (int number = 0; number < exchanges.size(); number++) {
        boolean byServer = exchanges.get(number).path().startsWith("/backchannel-logout");
        if (!skipped.contains(number) && !byServer) {
          compare(softly, name + " " + number, exchanges.get(number), replay.send(number));
        }
      }
    }
    softly.assertAll();
  }

  private static void compare(
      SoftAssertions softly,
      String name,
      RecordedExchanges.Exchange recorded,
      RawHttp.RawAnswer answer) {
    String what =
        "%s: %s %s".formatted(name, recorded.method(), recorded.path().split("\\?", 2)[0]);
    softly.assertThat(answer.status()).as(what).isEqualTo(recorded.status());
    softly
        .assertThat(headers(answer.headers()))
        .as(what)
        .isEqualTo(headers(recorded.answerHeaders()));
    boolean page = recorded.answer().startsWith("<html>");
    if (!page) {
      softly
          .assertThat(FlowReplay.canonical(LaterProperties.removedFrom(answer.body())).text())
          .as(what)
          .isEqualTo(FlowReplay.canonical(recorded.answer()).text());
    }
  }

  private static Map<String, String> headers(Map<String, String> all) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach((name, value) -> headers.put(name, MaskedText.of(value).text()));
    List.of("Date", "Content-Length", "Transfer-Encoding", "Connection").forEach(headers::remove);
    return headers;
  }

  private static Set<Integer> numbers(String text) {
    Set<Integer> numbers = new TreeSet<>();
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", 2);
      for (int n = Integer.parseInt(ends[0]); n <= Integer.parseInt(ends[ends.length - 1]); n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }

  /** The clients of a scenario as its answers show them; of others the id is all that is known. */
  private static List<String> clients(List<RecordedExchanges.Exchange> exchanges) {
    Map<String, JsonObject> clients = new LinkedHashMap<>();
    for (RecordedExchanges.Exchange exchange : exchanges) {
      if (exchange.method().equals("PATCH")) {
        continue; // it shows the client as it is only from then on
      }
      if (exchange.answer().startsWith("{") || exchange.answer().startsWith("[")) {
        collect(JsonParser.parseString(exchange.answer()), clients);
      }
    }
    for (RecordedExchanges.Exchange exchange : exchanges) {
      for (String id : FlowReplay.clientIds(exchange)) {
        clients.computeIfAbsent(id, FakeReplaysFlowsTest::usualClient);
      }
    }
    List<String> bodies = new ArrayList<>();
    for (JsonObject client : clients.values()) {
      client.remove("created_at");
      client.remove("updated_at");
      if (!client.get("token_endpoint_auth_method").getAsString().equals("none")) {
        client.addProperty("client_secret", "flow-secret-flow-secret");
      }
      bodies.add(client.toString());
    }
    return bodies;
  }

  private static void collect(JsonElement json, Map<String, JsonObject> clients) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(element -> collect(element, clients));
    } else if (json.isJsonObject()) {
      JsonObject object = json.getAsJsonObject();
      if (object.has("client_id") && object.has("redirect_uris")) {
        clients.putIfAbsent(object.get("client_id").getAsString(), object.deepCopy());
      }
      object.asMap().values().forEach(value -> collect(value, clients));
    }
  }

  private static JsonObject usualClient(String id) {
    String grants = "'authorization_code','refresh_token','client_credentials','implicit'";
    String json =
        """
        {'client_id':'%s','client_name':'Example App','redirect_uris':['%s'],
         'grant_types':[%s],'scope':'openid offline offline_access profile photos.read',
         'response_types':['code','code id_token','id_token','token','token id_token'],
         'audience':['https://api.example.com'],'token_endpoint_auth_method':'%s'%s}
        """
            .formatted(
                id,
                CodeFlow.REDIRECT_URI,
                id.matches("flow-dev2?|flow-exp")
                    ? grants + ",'urn:ietf:params:oauth:grant-type:device_code'"
                    : grants,
                id.endsWith("-public") ? "none" : "client_secret_basic",
                MORE.getOrDefault(id, ""));
    return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
  }
}
