package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is logged about calls, and what never is. */
class LoggingTest {
  private static final Logger LOGGER = Logger.getLogger("dev.oryadmin.http");

  @AutoClose private final MockWebServer server = new MockWebServer();
  private final List<String> lines = new ArrayList<>();
  private final TestTime time = new TestTime();

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void start() throws Exception {
    server.start();
    handler.setLevel(Level.ALL);
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(handler);
    LOGGER.setLevel(Level.ALL);
  }

  private ApiClient.Builder builder() {
    String url = server.url("/").toString();
    return ApiClient.builder().adminUrl(url).publicUrl(url).time(time);
  }

  @ParameterizedTest
  @EnumSource
  void debugIsOneLineForEachAttempt(SampleCall call) {
    LOGGER.setLevel(Level.FINE);
    server.enqueue(Answers.status(429));
    server.enqueue(Answers.success(call));
    try (ApiClient ory = builder().build()) {
      ApiCall<?> prepared = call.prepare(ory);
      call.make(ory, false);
      String start =
          "FINE %s %s %s, attempt "
              .formatted(
                  prepared.request.operation().id(),
                  prepared.request.operation().method(),
                  prepared.request.url().encodedPath());
      assertThat(lines)
          .containsExactly(
              start + "1: 429 in 0 ms, next in 1000 ms",
              start + "2: " + call.status() + " in 0 ms");
    }
  }

  @Test
  void asyncCallsAreLoggedAlike() {
    LOGGER.setLevel(Level.FINE);
    server.enqueue(Answers.missing());
    try (ApiClient ory = builder().build()) {
      assertThatThrownBy(() -> ory.clients().getCall("a").executeAsync().join())
          .hasCauseInstanceOf(NotFoundException.class);
    }
    assertThat(lines)
        .containsExactly("FINE getOAuth2Client GET /admin/clients/a, attempt 1: 404 in 0 ms");
  }

  @Test
  void secretChecksAreLogged() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory =
            ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build()) {
      ory.clients().create(OAuth2Client.builder().clientId("a").build());
      new ClientRegistry(ory).rotateSecret("a", secret -> {});
    }
    assertThat(lines)
        .anyMatch(line -> line.startsWith("FINE oauth2TokenExchange POST /oauth2/token, attempt 1"))
        .anyMatch(line -> line.matches("FINER oauth2TokenExchange > .*Authorization: \\*\\*\\*.*"));
  }

  @Test
  void transportFailuresAreLogged() {
    LOGGER.setLevel(Level.FINE);
    server.enqueue(
        Answers.client().newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build());
    server.enqueue(Answers.json(200, "{"));
    try (ApiClient ory = builder().build()) {
      assertThatThrownBy(() -> ory.clients().get("a")).isInstanceOf(DecodeException.class);
    }
    assertThat(lines.get(0))
        .startsWith(
            "FINE getOAuth2Client GET /admin/clients/a, attempt 1: connection failed: unexpected"
                + " end")
        .endsWith(" in 0 ms, next in 200 ms");
    assertThat(lines.get(1)).contains("attempt 2: OAuth2Client: JSON is empty or truncated at $");
  }

  @Test
  void applicationExceptionsAreLoggedByClassOnly() {
    LOGGER.setLevel(Level.FINE);
    String secret = UsedSecrets.text("thrown");
    try (ApiClient ory =
        builder()
            .bearerToken(
                () -> {
                  throw new IllegalArgumentException(secret);
                })
            .build()) {
      assertThatThrownBy(() -> ory.clients().get("a")).hasMessage(secret);
    }
    assertThat(lines)
        .containsExactly(
            "FINE getOAuth2Client GET /admin/clients/a, attempt 1:"
                + " java.lang.IllegalArgumentException in 0 ms");
  }

  @Test
  void debugShowsNoQuery() {
    LOGGER.setLevel(Level.FINE);
    server.enqueue(Answers.json(200, "[]"));
    try (ApiClient ory = builder().build()) {
      ory.clients().listCall(q -> q.owner("somebody").pageToken("t")).execute();
    }
    assertThat(lines)
        .containsExactly("FINE listOAuth2Clients GET /admin/clients, attempt 1: 200 in 0 ms");
  }

  @Test
  void lineBreakInAnIdStartsNoLogLine() {
    LOGGER.setLevel(Level.FINE);
    server.enqueue(Answers.client());
    try (ApiClient ory = builder().build()) {
      ory.clients().get("a\nFINE forged \u001b[31m");
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).isASCII().doesNotContain("\n", "\u001b");
  }

  @Test
  void nothingIsLoggedAtInfo() {
    LOGGER.setLevel(Level.INFO);
    AtomicInteger bodies = new AtomicInteger();
    server.enqueue(Answers.status(429));
    server.enqueue(Answers.client());
    OkHttpClient counting =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  bodies.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .build();
    try (ApiClient ory = builder().httpClient(counting).build()) {
      ory.clients().get("a");
    }
    assertThat(bodies).hasValue(2);
    assertThat(lines).isEmpty();
  }

  @Test
  void traceShowsHeadersAndBodiesWithoutSecrets() {
    server.enqueue(
        Answers.json(
                201,
                "{\"client_id\":\"a\",\"client_secret\":\"%s\",\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"d\":\"%s\"}]}}"
                    .formatted(UsedSecrets.text("made"), UsedSecrets.text("key")))
            .newBuilder()
            .setHeader("Location", "/admin/clients/a")
            .setHeader("Set-Cookie", UsedSecrets.text("cookie"))
            .build());
    try (ApiClient ory =
        builder()
            .bearerToken(UsedSecrets.text("trace"))
            .header("X-Forwarded-Proto", "https")
            .header("X-Anything", UsedSecrets.text("anything"))
            .build()) {
      ory.clients()
          .create(
              OAuth2Client.builder()
                  .clientName("a\nb\u202E")
                  .clientSecret(UsedSecrets.text("given"))
                  .jwks(
                      JsonWebKeySet.fromJson(
                          "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"x\",\"d\":\"%s\"}]}"
                              .formatted(UsedSecrets.text("private"))))
                  .metadata(
                      JsonParser.parseString(
                          "{\"api_key\":\"%s\",\"echo\":\"is %s\"}"
                              .formatted(UsedSecrets.text("api-key"), UsedSecrets.text("given"))))
                  .build());
    }
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("FINER createOAuth2Client > POST " + server.url("/admin/clients") + " {")
        .contains("Authorization: ***", "X-Forwarded-Proto: https", "X-Anything: ***")
        .contains("\"client_secret\":\"***\"", "{\"d\":\"***\",\"kty\":\"RSA\",\"n\":\"x\"}")
        .contains("\"api_key\":\"***\",\"echo\":\"is ***\"")
        .contains("\"client_name\":\"a\\nb \"")
        .doesNotContain("\n");
    assertThat(lines.get(1))
        .startsWith("FINER createOAuth2Client < 201 {Content-Type: application/json")
        .contains("Location: /admin/clients/a", "Set-Cookie: ***", "\"client_secret\":\"***\"")
        .contains("{\"kty\":\"EC\",\"d\":\"***\"}");
    assertThat(lines.get(2))
        .isEqualTo("FINE createOAuth2Client POST /admin/clients, attempt 1: 201 in 0 ms");
    for (String line : lines) {
      assertThat(line).doesNotContain("hush");
    }
  }

  @Test
  void traceShowsTheQueryWithoutTokens() {
    server.enqueue(Answers.json(200, "[]"));
    try (ApiClient ory = builder().build()) {
      ory.clients()
          .listCall(q -> q.owner("me").pageToken("next"))
          .query("access_token", UsedSecrets.text("query"))
          .execute();
    }
    assertThat(lines.get(0))
        .contains("owner=me", "page_token=***", "access_token=***")
        .doesNotContain("hush");
  }

  @Test
  void traceMasksSecretsInPatches() {
    server.enqueue(Answers.client());
    try (ApiClient ory = builder().build()) {
      ory.clients().patch("a", p -> p.replace(CLIENT_SECRET, UsedSecrets.text("patch")));
    }
    assertThat(lines.get(0))
        .contains("{\"op\":\"replace\",\"path\":\"/client_secret\",\"value\":\"***\"}");
  }

  @Test
  void traceHidesBodiesThatAreNotJson() {
    server.enqueue(Answers.json(502, "<html>" + UsedSecrets.text("html") + "</html>"));
    server.enqueue(Answers.json(500, "{\"client_secret\":\"" + UsedSecrets.text("cut")));
    server.enqueue(Answers.json(200, "{\"x\":\"" + "y".repeat(1 << 20) + "\"}"));
    server.enqueue(
        Answers.json(200, "{\"x\":\"" + "y".repeat(100_000) + "\"}")
            .newBuilder()
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    try (ApiClient ory = builder().retry(RetryPolicy.none()).build()) {
      for (int i = 0; i < 4; i++) {
        try {
          ory.clients().get("a");
        } catch (OryException e) {
          // it is about the log
        }
      }
    }
    List<String> answers = lines.stream().filter(line -> line.contains(" < ")).toList();
    assertThat(answers.get(0)).contains("} (").endsWith(" bytes, not JSON)");
    assertThat(answers.get(1)).endsWith(" bytes, not JSON)");
    assertThat(answers.get(2)).endsWith("} (longer than 1 MiB)");
    assertThat(answers.get(3)).endsWith("} (broken off)");
  }

  @Test
  void traceDoesNotConsumeTheAnswer() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory =
            ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build()) {
      OAuth2Client made = ory.registration().create(OAuth2Client.builder().build());
      UsedSecrets.used(made.require(CLIENT_SECRET).reveal());
      UsedSecrets.used(made.require(REGISTRATION_ACCESS_TOKEN).reveal());
      String rotated =
          UsedSecrets.used(
              ory.clients().rotateSecret(made.clientId()).require(CLIENT_SECRET).reveal());
      assertThat(rotated).hasSize(26);
      assertThat(String.join("\n", lines)).contains("\"client_secret\":\"***\"");
    }
  }

  @Test
  void handlerThatThrowsKeepsNoConnectionOpen() {
    server.enqueue(new MockResponse.Builder().body(" ".repeat(2 << 20)).build());
    OkHttpClient http = new OkHttpClient();
    Handler throwing =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (record.getMessage().contains(" < 200 ")) {
              throw new IllegalStateException("the disk is full");
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    throwing.setLevel(Level.ALL);
    LOGGER.addHandler(throwing);
    try (ApiClient ory = builder().retry(RetryPolicy.none()).httpClient(http).build()) {
      assertThatThrownBy(() -> ory.clients().get("a"))
          .hasRootCauseInstanceOf(IllegalStateException.class);
    } finally {
      LOGGER.removeHandler(throwing);
    }
    assertThat(http.connectionPool().connectionCount())
        .isEqualTo(http.connectionPool().idleConnectionCount());
  }

  @Test
  void suiteLogKeepsEveryLine() {
    server.enqueue(Answers.client());
    int before = SuiteLog.lines().size();
    try (ApiClient ory = builder().build()) {
      ory.clients().get("a");
    }
    assertThat(SuiteLog.lines().size()).isGreaterThanOrEqualTo(before + 3);
  }
}
