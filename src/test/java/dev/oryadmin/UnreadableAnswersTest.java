package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.model.OAuth2Client;
import java.io.PrintWriter;
import java.io.StringWriter;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Successes whose bodies can't be read: the server has done what it was asked to. */
@Untraced
class UnreadableAnswersTest {
  @AutoClose private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  private ApiClient.Builder builder() {
    String url = server.url("/").toString();
    return ApiClient.builder().adminUrl(url).publicUrl(url).time(new TestTime());
  }

  private <E extends OryException> E failure(Class<E> type, SampleCall call, MockResponse answer) {
    server.enqueue(answer);
    try (ApiClient ory = builder().retry(RetryPolicy.none()).build()) {
      return catchThrowableOfType(type, () -> call.make(ory, true));
    }
  }

  private static MockResponse created(String body) {
    return Answers.json(201, body)
        .newBuilder()
        .setHeader("Location", "/admin/clients/made")
        .setHeader("X-Request-Id", "r-1")
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"client_id\":",
        "[]",
        "7",
        "null",
        "\"text\"",
        "{} {}",
        "{}x",
        "{\"client_id\":\"a\"",
        "{'client_id':'a'}",
        "\u0000",
        "true"
      })
  void unreadable201ReportsThatTheClientWasCreated(String body) {
    DecodeException e = failure(DecodeException.class, SampleCall.CREATE, created(body));
    assertThat(e)
        .hasMessageStartingWith("createOAuth2Client: OAuth2Client")
        .hasMessageEndingWith("; the server answered 201, so it has carried out the request")
        .message()
        .doesNotContain("\n", "\"");
    assertThat(e.answerStatus()).hasValue(201);
    assertThat(e.headers().get("Location")).isEqualTo("/admin/clients/made");
    assertThat(e.requestId()).isEqualTo("r-1");
    assertThat(e.operation()).isEqualTo("createOAuth2Client");
    assertThat(e.attempts()).isEqualTo(1);
    assertThat(e.path()).startsWith("$");
  }

  @Test
  void unreadableAnswerIsNeverRetried() {
    server.enqueue(Answers.json(200, "{"));
    try (ApiClient ory = builder().build()) {
      assertThatThrownBy(() -> ory.clients().get("a")).isInstanceOf(DecodeException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "LIST", "REPLACE", "ROTATE_SECRET", "GET_REGISTERED"})
  void emptyAnswerIsADecodeException(SampleCall call) {
    DecodeException e = failure(DecodeException.class, call, Answers.status(204));
    assertThat(e.answerStatus()).hasValue(204);
    assertThat(e).hasMessageContaining("it has carried out the request");
  }

  @Test
  void deletionIgnoresABody() {
    for (MockResponse answer :
        new MockResponse[] {Answers.status(200), Answers.json(200, "<html>"), Answers.client()}) {
      server.enqueue(answer);
      server.enqueue(answer);
      try (ApiClient ory = builder().build()) {
        assertThat(SampleCall.DELETE.make(ory, false).status()).isEqualTo(200);
        assertThat(SampleCall.DELETE_REGISTERED.make(ory, true).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void loginPageOfAProxyIsReported() {
    DecodeException e =
        failure(
            DecodeException.class,
            SampleCall.CREATE,
            new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html>Log in</html>")
                .build());
    assertThat(e)
        .hasMessageEndingWith(
            "; the answer is 200 with text/html: check that the URL is Hydra's, and no login page"
                + " is in front")
        .message()
        .doesNotContain("carried out the request", "Log in");
  }

  @Test
  void brokenBodyAfterACreationIsATransportException() {
    TransportException e =
        failure(
            TransportException.class,
            SampleCall.CREATE,
            created("{\"client_name\":\"" + "x".repeat(100_000) + "\"}")
                .newBuilder()
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
    assertThat(e)
        .hasMessageStartingWith(
            "createOAuth2Client: the server answered 201 and carried out the request, but the"
                + " connection broke within the answer: ");
    assertThat(e.mayHaveBeenSent()).isTrue();
    assertThat(e.answerStatus()).hasValue(201);
    assertThat(e.headers().get("Location")).isEqualTo("/admin/clients/made");
  }

  @Test
  void brokenBodyOfAReadIsRetried() {
    server.enqueue(
        Answers.json(200, "{\"client_name\":\"" + "x".repeat(100_000) + "\"}")
            .newBuilder()
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    server.enqueue(Answers.client());
    try (ApiClient ory = builder().build()) {
      assertThat(SampleCall.GET.make(ory, false).attempts()).isEqualTo(2);
    }
  }

  private static MockResponse zipped(String body) throws Exception {
    Buffer zipped = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(zipped))) {
      sink.writeUtf8(body);
    }
    return new MockResponse.Builder()
        .code(200)
        .setHeader("Content-Type", "application/json")
        .setHeader("Content-Encoding", "gzip")
        .body(zipped)
        .build();
  }

  @Test
  void gzipIsUnpacked() throws Exception {
    server.enqueue(zipped(SampleCall.CLIENT));
    try (ApiClient ory = builder().build()) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
  }

  @Test
  void falseGzipIsBroken() {
    TransportException e =
        failure(
            TransportException.class,
            SampleCall.REPLACE,
            Answers.client().newBuilder().setHeader("Content-Encoding", "gzip").build());
    assertThat(e.answerStatus()).hasValue(200);
  }

  @Test
  void bodyIsReadUpToTheLimit() {
    String body = "{\"client_id\":\"" + "x".repeat(1_000) + "\"}";
    server.enqueue(Answers.json(200, body));
    server.enqueue(Answers.json(200, body));
    try (ApiClient ory = builder().maxResponseBytes(body.length()).build();
        ApiClient small = builder().maxResponseBytes(body.length() - 1).build()) {
      assertThat(ory.clients().get("a").clientId()).hasSize(1_000);
      DecodeException e =
          catchThrowableOfType(DecodeException.class, () -> small.clients().get("a"));
      assertThat(e)
          .hasMessageContaining("longer than the limit of " + (body.length() - 1))
          .hasMessageContaining("it has carried out the request");
    }
  }

  @Test
  void limitAppliesAfterDecompression() throws Exception {
    server.enqueue(zipped("{\"client_name\":\"" + "0".repeat(20_000_000) + "\"}"));
    try (ApiClient ory = builder().maxResponseBytes(1 << 20).build()) {
      assertThatThrownBy(() -> ory.clients().get("a"))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("longer than the limit of 1048576");
    }
  }

  @Test
  void limitMustBePositive() {
    for (long limit : new long[] {0, -1}) {
      assertThatThrownBy(() -> builder().maxResponseBytes(limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("maxResponseBytes is not positive: " + limit);
    }
  }

  @Test
  void unreadableOptionalIsNotEmpty() {
    server.enqueue(Answers.json(200, ""));
    try (ApiClient ory = builder().build()) {
      assertThatThrownBy(() -> ory.clients().find("a")).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void wrongTypeFailsOnlyItsOwnAccessor() {
    server.enqueue(Answers.json(200, "{\"client_id\":\"a\",\"redirect_uris\":7}"));
    try (ApiClient ory = builder().build()) {
      OAuth2Client client = ory.clients().get("a");
      assertThat(client.clientId()).isEqualTo("a");
      assertThatThrownBy(client::redirectUris).isInstanceOf(DecodeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"client_secret\":\"hunter2\"}\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\"client_secret\":\"hunter2\"}\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7;\"client_secret\":\"hunter2\"}\r\n"
      })
  void bytesThatAreNotHttpAreNotQuoted(String answer) {
    try (ScriptedServer broken =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.send(answer);
                  line.close();
                });
        ApiClient ory =
            ApiClient.builder().adminUrl(broken.url()).retry(RetryPolicy.none()).build()) {
      assertThatThrownBy(() -> ory.clients().get("a"))
          .isInstanceOf(TransportException.class)
          .satisfies(
              e -> assertThat(stackTrace(e)).contains("Caused by").doesNotContain("hunter2"));
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
