package dev.oryadmin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.oryadmin.ApiCall;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ApiException;
import dev.oryadmin.Model;
import dev.oryadmin.Page;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.flows.RecordedCall.Excluded;
import dev.oryadmin.flows.RecordedCall.Exclusion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The SDK sends what was recorded of a real server, in all scenarios, and reads what that server
 * answered, losing nothing.
 */
class FlowReplayTest {
  private final MockWebServer server = new MockWebServer();
  private @Nullable ApiClient client;

  static Iterable<String> scenarios() {
    return RecordedFlow.scenarios();
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
    client =
        ApiClient.builder().adminUrl(server.url("/").toString()).retry(RetryPolicy.none()).build();
  }

  @AfterEach
  void stop() {
    ory().close();
    server.close();
  }

  private ApiClient ory() {
    if (client == null) {
      throw new IllegalStateException("not started");
    }
    return client;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void sendsTheSameAndReadsEverything(String scenario) throws Exception {
    for (RecordedFlow recorded : RecordedFlow.of(scenario)) {
      ApiCall<?> call;
      try {
        call = RecordedCall.of(ory(), recorded);
      } catch (Excluded e) {
        continue; // counted below
      }
      server.enqueue(recorded.response());

      String read = answer(call, recorded);

      assertSame(recorded, server.takeRequest());
      if (recorded.status() < 300) {
        assertThat(tree(read)).as("%s", recorded).isEqualTo(tree(recorded.answer()));
      }
    }
  }

  private static String answer(ApiCall<?> call, RecordedFlow recorded) {
    try {
      var response = call.executeWithResponse();
      assertThat(response.status()).as("%s", recorded).isEqualTo(recorded.status());
      Object value = response.value();
      if (value instanceof Page<?> page) {
        JsonArray items = new JsonArray();
        page.items().forEach(item -> items.add(JsonParser.parseString(json(item))));
        return items.toString();
      }
      return value == null ? "" : json(value);
    } catch (ApiException e) {
      assertThat(e.status()).as("%s", recorded).isEqualTo(recorded.status()).isGreaterThan(399);
      for (String value : recorded.url().queryParameterNames()) {
        if (value.endsWith("_challenge")) {
          assertThat(e).asString().doesNotContain(recorded.url().queryParameter(value));
        }
      }
      return "";
    }
  }

  private static String json(Object item) {
    return ((Model<?>) item).toJson();
  }

  private static void assertSame(RecordedFlow recorded, RecordedRequest sent) {
    assertThat(sent.getMethod()).isEqualTo(recorded.method());
    assertThat(sent.getUrl().encodedPath()).isEqualTo(recorded.url().encodedPath());
    Map<String, String> parameters = parameters(sent.getUrl());
    if (!recorded.url().queryParameterNames().contains("page_size")) {
      parameters.remove("page_size", "500"); // what the SDK adds
    }
    assertThat(parameters).as("%s", recorded).isEqualTo(parameters(recorded.url()));
    ByteString bytes = sent.getBody();
    String body = bytes == null ? "" : bytes.utf8();
    if (recorded.operation().startsWith("POST")) {
      assertThat(parameters(HttpUrl.get("http://localhost/?" + body)))
          .isEqualTo(parameters(HttpUrl.get("http://localhost/?" + recorded.body())));
    } else if (recorded.operation().contains("/logout/")) {
      assertThat(body).isEmpty();
    } else {
      assertThat(tree(body)).as("%s", recorded).isEqualTo(tree(recorded.body()));
    }
  }

  private static Map<String, String> parameters(HttpUrl url) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : url.queryParameterNames()) {
      parameters.put(name, String.valueOf(url.queryParameterValues(name)).replaceAll("^.|.$", ""));
    }
    return parameters;
  }

  /** A text of JSON in which members are sorted and numbers keep their text. */
  private static String tree(String json) {
    if (json.isBlank()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    print(JsonParser.parseString(json), text);
    return text.toString();
  }

  private static void print(JsonElement value, StringBuilder to) {
    if (value.isJsonObject()) {
      to.append('{');
      for (String name : new TreeSet<>(value.getAsJsonObject().keySet())) {
        to.append('\n').append(name).append(": ");
        print(value.getAsJsonObject().get(name), to);
      }
      to.append('}');
    } else if (value.isJsonArray()) {
      to.append('[');
      for (JsonElement item : value.getAsJsonArray()) {
        print(item, to);
        to.append(", ");
      }
      to.append(']');
    } else {
      to.append(value);
    }
  }

  /** So that nothing is left out unseen. */
  @Test
  void leftOutExchangesHaveAReason() {
    Map<Exclusion, Integer> excluded = new EnumMap<>(Exclusion.class);
    List<String> refusedThoughTaken = new ArrayList<>();
    int all = 0;
    for (String scenario : RecordedFlow.scenarios()) {
      for (RecordedFlow recorded : RecordedFlow.of(scenario)) {
        all++;
        try {
          ApiCall<?> unused = RecordedCall.of(ory(), recorded);
        } catch (Excluded e) {
          excluded.merge(e.reason, 1, Integer::sum);
          if (e.reason == Exclusion.REFUSED && recorded.status() < 300) {
            String why = String.valueOf(e.getCause()).replaceAll("^[^:]*: ", "");
            refusedThoughTaken.add(scenario + "[" + recorded.index() + "] " + why);
          }
        }
      }
    }
    assertThat(RecordedFlow.scenarios()).hasSize(41);
    assertThat(all).isEqualTo(1035);
    assertThat(excluded)
        .hasToString("{NO_OPERATION=354, OTHER_PARAMETERS=77, OTHER_BODY=45, REFUSED=50}");
    // What the server takes for something else than it says.
    assertThat(refusedThoughTaken)
        .hasSize(18)
        .allMatch(
            refused ->
                refused.contains("remember_for: negative")
                    || refused.contains("expected a string but was null")
                    || refused.contains("server would change this number")
                    || refused.contains("status_code: not from 400 to 599")
                    || refused.contains("remember needs rememberFor"));
  }
}
