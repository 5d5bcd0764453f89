package dev.oryadmin.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends recorded requests to the fake and compares its answers with those of the real server. */
class FakeReplaysRecordingsTest {
  private static final Map<String, String> JSON =
      Map.of("Accept", "application/json", "Content-Type", "application/json");

  static List<ReplayPlan.Scenario> scenarios() {
    return ReplayPlan.read().scenarios();
  }

  @Test
  void everyRecordedExchangeIsReplayedOrHasAReason() {
    Map<String, TreeSet<Integer>> planned = new TreeMap<>();
    for (ReplayPlan.Scenario scenario : scenarios()) {
      TreeSet<Integer> numbers = new TreeSet<>(scenario.replayed());
      scenario
          .skipped()
          .forEach(
              (number, reason) -> {
                assertThat(reason).as(scenario.name()).isNotBlank();
                assertThat(numbers.add(number))
                    .as("%s %s is both replayed and skipped", scenario.name(), number)
                    .isTrue();
              });
      planned.put(scenario.name(), numbers);
    }
    Map<String, TreeSet<Integer>> recorded = new TreeMap<>();
    for (String name : RecordedExchanges.names()) {
      TreeSet<Integer> numbers = new TreeSet<>();
      for (int i = 0; i < RecordedExchanges.read(name).exchanges().size(); i++) {
        numbers.add(i);
      }
      recorded.put(name, numbers);
    }
    assertThat(planned).isEqualTo(recorded);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void answersEqualThoseOfTheRealServer(ReplayPlan.Scenario scenario) {
    FakeHydra.Builder builder = FakeHydra.builder().clock(new SteppingClock());
    scenario
        .server()
        .forEach(
            (name, value) -> {
              if (name.equals("registration")) {
                builder.dynamicRegistration(value.equals("on"));
              } else {
                builder.defaultScope(value);
              }
            });
    try (FakeHydra hydra = builder.start()) {
      new Replay(hydra, scenario).run();
    }
  }

  /** The day of the recordings, a little later each time it is read. */
  private static final class SteppingClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T13:23:03.663613207Z");

    @Override
    public synchronized Instant instant() {
      now = now.plus(Duration.ofNanos(1_000_003));
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Replay {
    private final FakeHydra hydra;
    private final ReplayPlan.Scenario scenario;
    private final List<RecordedExchanges.Exchange> exchanges;
    private final Substitutions values = new Substitutions();
    private final SoftAssertions softly = new SoftAssertions();
    private String setUp = "";

    Replay(FakeHydra hydra, ReplayPlan.Scenario scenario) {
      this.hydra = hydra;
      this.scenario = scenario;
      this.exchanges = RecordedExchanges.read(scenario.name()).exchanges();
      for (String port : List.of("4444", "9544")) {
        values.put("http://127.0.0.1:" + port, hydra.publicUrl());
      }
    }

    void run() {
      for (int number : scenario.replayed()) {
        for (ReplayPlan.Step step : scenario.steps()) {
          if (step.before().contains(number)) {
            prepare(step);
          }
        }
        replay(number);
      }
      softly.assertAll();
    }

    private void prepare(ReplayPlan.Step step) {
      String[] words = step.rest().split(" ", 3);
      if (step.verb().equals("known")) {
        values.put(
            words[1], JsonParser.parseString(setUp).getAsJsonObject().get(words[0]).getAsString());
        return;
      }
      String path = words[1];
      String body = words.length < 3 ? "" : words[2];
      if (path.equals("the-path-of")) {
        path = exchanges.get(Integer.parseInt(body)).path();
        body = "";
      } else if (body.startsWith("the-answer-of ")) {
        body = exchanges.get(Integer.parseInt(body.substring("the-answer-of ".length()))).answer();
      }
      String server = path.startsWith("/oauth2") ? hydra.publicUrl() : hydra.adminUrl();
      RawHttp.RawAnswer answer = RawHttp.send(server, words[0], values.in(path), JSON, body);
      if (step.verb().equals("given")) {
        assertThat(answer.status()).as("set-up %s", step.rest()).isBetween(200, 204);
      }
      setUp = answer.body();
    }

    private void replay(int number) {
      RecordedExchanges.Exchange recorded = exchanges.get(number);
      Map<String, String> headers = new TreeMap<>(recorded.headers());
      headers.replaceAll((name, value) -> values.inHeader(value));
      RawHttp.RawAnswer answer =
          RawHttp.send(
              recorded.admin() ? hydra.adminUrl() : hydra.publicUrl(),
              recorded.method(),
              values.in(recorded.path()),
              headers,
              values.in(recorded.body()));
      values.learn(recorded, answer);
      String name =
          "%s %d: %s %s".formatted(scenario.name(), number, recorded.method(), recorded.path());
      softly.assertThat(answer.status()).as(name).isEqualTo(recorded.status());
      softly.assertThat(headers(answer.headers())).as(name).isEqualTo(expectedHeaders(recorded));
      if (recorded.answer().startsWith("<!doctype html>")) {
        softly.assertThat(answer.body()).as(name).startsWith("<!doctype html>");
      } else {
        softly
            .assertThat(Substitutions.withoutTimes(LaterProperties.removedFrom(answer.body())))
            .as(name)
            .isEqualTo(Substitutions.withoutTimes(values.in(recorded.answer())));
      }
    }

    private Map<String, String> expectedHeaders(RecordedExchanges.Exchange recorded) {
      Map<String, String> expected = headers(recorded.answerHeaders());
      expected.replaceAll((name, value) -> values.in(value));
      return expected;
    }

    private static Map<String, String> headers(Map<String, String> all) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(all);
      headers.keySet().removeAll(List.of("Date", "Content-Length"));
      if (!LaterProperties.names().isEmpty()) {
        headers.remove("Transfer-Encoding"); // a longer answer may go in chunks
      }
      return headers;
    }
  }
}
