package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.model.OAuth2Client;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors, whatever their bodies are. */
@Untraced
class ErrorBodiesTest {
  @AutoClose private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  private ApiClient client() {
    String url = server.url("/").toString();
    return ApiClient.builder()
        .adminUrl(url)
        .publicUrl(url)
        .time(new TestTime())
        .retry(RetryPolicy.none())
        .build();
  }

  private ApiException error(MockResponse answer) {
    server.enqueue(answer);
    try (ApiClient ory = client()) {
      return catchThrowableOfType(ApiException.class, () -> ory.clients().get("a"));
    }
  }

  private ApiException error(int status, String body) {
    return error(Answers.json(status, body));
  }

  @ParameterizedTest
  @CsvSource({
    "400, BadRequestException", "401, UnauthorizedException", "402, ApiException",
    "403, ForbiddenException", "404, NotFoundException", "405, ApiException",
    "409, ConflictException", "410, GoneException", "418, ApiException",
    "429, RateLimitedException", "431, ApiException", "499, ApiException",
    "500, ServerException", "502, ServerException", "503, ServerException",
    "504, ServerException", "599, ServerException", "302, ApiException"
  })
  void statusChoosesTheExceptionClass(int status, String name) {
    for (String body : new String[] {"", "{}", "<html>", "{\"error\":\"x\"}", "[1,2"}) {
      ApiException e = error(status, body);
      assertThat(e.getClass().getSimpleName()).isEqualTo(name);
      assertThat(e.status()).isEqualTo(status);
      assertThat(e.operation()).isEqualTo("getOAuth2Client");
      assertThat(e.attempts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "409; ; Unable to insert or update resource because a resource with that value exists"
            + " already; ID_TAKEN",
        "409; The login request was already used and can no longer be changed.; Conflict;"
            + " CHALLENGE_USED",
        "409; ; Unable to serialize access due to a concurrent update; CONCURRENT_WRITE",
        "400; ; Unable to serialize access due to a concurrent update; CONCURRENT_WRITE",
        "409; ; ; ID_TAKEN"
      })
  void conflictTellsItsReason(
      int status, @Nullable String description, @Nullable String name, String reason) {
    JsonObject body = new JsonObject();
    body.addProperty("error", name);
    body.addProperty("error_description", description);
    ApiException e = error(status, body.toString());
    assertThat(e).isInstanceOf(ConflictException.class);
    assertThat(((ConflictException) e).reason()).hasToString(reason);
  }

  @Test
  void flatErrorOfHydraIsRead() {
    ApiException e =
        error(400, "{\"error\":\"invalid_client_metadata\",\"error_description\":\"A rule.\"}");
    assertThat(e.error()).isEqualTo(new ApiError("invalid_client_metadata", "A rule."));
    assertThat(e).hasMessage("getOAuth2Client: 400 invalid_client_metadata: A rule.");
    assertThat(e.requestId()).isNull();
  }

  @Test
  void flatErrorOfOldServersHasARequestId() {
    ApiException e = error(400, "{\"error\":\"x\",\"status_code\":400,\"request_id\":\"r-1\"}");
    assertThat(e.requestId()).isEqualTo("r-1");
  }

  @Test
  void emptyDescriptionIsLeftOutOfTheMessage() {
    assertThat(error(Answers.missing()))
        .hasMessage("getOAuth2Client: 404 Unable to locate the resource");
  }

  @Test
  void reasonReplacesAnEmptyName() {
    assertThat(error(400, "{\"error\":\"\"}"))
        .hasMessageStartingWith("getOAuth2Client: 400 ")
        .message()
        .doesNotEndWith(" ");
  }

  @Test
  void nestedErrorOfRoutersIsRead() {
    ApiException e =
        error(
            500,
            "{\n \"error\": {\"code\":500,\"message\":\"Not good\",\"reason\":\"Because.\"}\n}");
    assertThat(e.error()).isEqualTo(new ApiError("Not good", "Because."));
    assertThat(e).hasMessage("getOAuth2Client: 500 Not good: Because.");
  }

  @Test
  void nestedErrorOfOryNetworkIsRead() {
    ApiException e =
        error(
            401,
            "{\"error\":{\"code\":401,\"status\":\"Unauthorized\",\"request\":\"rid-1\","
                + "\"message\":\"Access credentials are invalid\"}}");
    assertThat(e.error().name()).isEqualTo("Access credentials are invalid");
    assertThat(e.requestId()).isEqualTo("rid-1");
  }

  @Test
  void nestedErrorWithoutAMessageShowsTheStatus() {
    assertThat(error(403, "{\"error\":{\"status\":\"Forbidden\"}}").error().name())
        .isEqualTo("Forbidden");
  }

  @Test
  void requestIdOfTheHeaderWinsOverThatOfTheBody() {
    ApiException e =
        error(
            Answers.json(500, "{\"error\":\"x\",\"request_id\":\"of the body\"}")
                .newBuilder()
                .setHeader("x-request-id", "of the header")
                .build());
    assertThat(e.requestId()).isEqualTo("of the header");
    assertThat(e.headers().get("X-Request-Id")).isEqualTo("of the header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "<html><body>502 Bad Gateway</body></html>", "404 page not found\n", "null", "[]",
        "\"text\"", "{\"error\":", "{\"error\":7}", "{\"error\":null}", "{\"error\":[\"a\"]}",
        "{\"message\":\"else\"}", "{\"error\":{}}", "\u0000\u0001", "{]", "\uFEFF"
      })
  void otherBodiesAreKeptUnchanged(String body) {
    ApiException e = error(502, body);
    assertThat(e).isInstanceOf(ServerException.class);
    assertThat(e.error().description()).isNull();
    assertThat(e.getMessage()).startsWith("getOAuth2Client: 502 ").doesNotContain("\n", "<");
  }

  @Test
  void plainTextIsInTheBodyButNotInTheMessage() {
    ApiException e = error(502, "<html><body>Bad Gateway</body></html>");
    assertThat(e.body()).isEqualTo("<html><body>Bad Gateway</body></html>");
    assertThat(e).hasMessage("getOAuth2Client: 502 Server Error");
  }

  @Test
  void deeplyNestedErrorIsHarmless() {
    String body = "{\"error\":".repeat(20_000);
    assertThat(error(500, body).body()).hasSizeLessThanOrEqualTo(ErrorResponse.MAX_BYTES);
    assertThat(error(500, "[".repeat(60_000)).status()).isEqualTo(500);
  }

  @Test
  void longMessageIsTruncated() {
    ApiException e = error(400, "{\"error\":\"" + "x".repeat(10_000) + "\"}");
    assertThat(e.getMessage()).hasSizeLessThan(600).endsWith("…");
    assertThat(e.error().name()).hasSize(10_000);
  }

  @Test
  void messageIsOneLineWithoutControlCharacters() {
    ApiException e =
        error(
            400,
            "{\"error\":\"a\\r\\nb\\u0085c\\u2028d\\u001b[31me\","
                + "\"error_description\":\"x\\u202Ey\\tz\"}");
    assertThat(e).hasMessage("getOAuth2Client: 400 a b c d [31me: x y z");
  }

  @Test
  void reasonPhraseIsShownWithoutControlCharacters() {
    server.enqueue(new MockResponse.Builder().status("HTTP/1.1 500 \u001b[2JOops\u0007").build());
    try (ApiClient ory = client()) {
      assertThat(catchThrowableOfType(ApiException.class, () -> ory.clients().get("a")))
          .hasMessage("getOAuth2Client: 500 [2JOops");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, ISO-8859-1", "UTF-16BE, UTF-16BE", "windows-1252, windows-1252",
    "utf8, UTF-8", "nonsense, UTF-8", "'', UTF-8"
  })
  void charsetIsRespectedAndUnknownOnesAreReadAsUtf8(String named, String actual) {
    Buffer body = new Buffer().writeString("{\"error\":\"käse\"}", Charset.forName(actual));
    ApiException e =
        error(
            new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "application/json; charset=" + named)
                .body(body)
                .build());
    assertThat(e.error().name()).isEqualTo("käse");
  }

  @Test
  void wrongCharsetDamagesCharactersOnly() {
    Buffer body = new Buffer().writeString("{\"error\":\"käse\"}", StandardCharsets.ISO_8859_1);
    ApiException e = error(new MockResponse.Builder().code(400).body(body).build());
    assertThat(e.error().name()).isEqualTo("k\uFFFDse");
  }

  private static Buffer gzip(String text) throws Exception {
    Buffer zipped = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(zipped))) {
      sink.writeUtf8(text);
    }
    return zipped;
  }

  @Test
  void gzipIsUnpacked() throws Exception {
    ApiException e =
        error(
            new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Encoding", "gzip")
                .body(gzip("{\"error\":\"zipped\"}"))
                .build());
    assertThat(e.error().name()).isEqualTo("zipped");
  }

  @Test
  void falseGzipKeepsTheStatus() {
    ApiException e =
        error(
            new MockResponse.Builder()
                .code(409)
                .addHeader("Content-Encoding", "gzip")
                .body("{\"error\":\"not zipped\"}")
                .build());
    assertThat(e).isInstanceOf(ConflictException.class);
    assertThat(e.body()).isEmpty();
  }

  @Test
  void gzipBombIsNotFullyUnpacked() throws Exception {
    Buffer bomb = gzip("{\"error\":\"" + "0".repeat(50_000_000) + "\"}");
    ApiException e =
        error(
            new MockResponse.Builder()
                .code(500)
                .addHeader("Content-Encoding", "gzip")
                .body(bomb)
                .build());
    assertThat(e.body()).hasSize(ErrorResponse.MAX_BYTES);
  }

  @Test
  void truncatedBodyKeepsTheStatusAndWhatWasRead() {
    ApiException e =
        error(
            Answers.json(
                    400, "{\"error\":\"invalid\",\"error_description\":\"" + "x".repeat(90_000))
                .newBuilder()
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
    assertThat(e).isInstanceOf(BadRequestException.class);
    assertThat(e.body()).startsWith("{\"error\":\"invalid\"");
    assertThat(e).hasMessage("getOAuth2Client: 400 Client Error");
  }

  /** The body never ends, and has no length: it is left after 64 KiB. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endlessBodyIsAbandoned(boolean inBackground) {
    AtomicLong sent = new AtomicLong();
    try (ScriptedServer endless =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.send("HTTP/1.1 500 Oops\r\n\r\n");
                  byte[] kilobyte = new byte[1_024];
                  while (sent.addAndGet(kilobyte.length) < 1L << 30) {
                    line.send(kilobyte);
                  }
                });
        ApiClient ory =
            ApiClient.builder().adminUrl(endless.url()).retry(RetryPolicy.none()).build()) {
      ServerException e =
          catchThrowableOfType(
              ServerException.class, () -> SampleCall.CREATE.make(ory, inBackground));
      assertThat(e.status()).isEqualTo(500);
      assertThat(e.body()).hasSize(ErrorResponse.MAX_BYTES);
      assertThat(sent.get()).as("bytes the server got rid of").isLessThan(1L << 30);
    }
  }

  @Test
  void secretsOfTheRequestAreMaskedInTheError() {
    String secret = UsedSecrets.text("with \"quotes\" & <signs> \\");
    OAuth2Client client = OAuth2Client.builder().clientSecret(secret).build();
    Consumer<String> check =
        body -> {
          server.enqueue(Answers.json(400, body));
          try (ApiClient ory = client()) {
            BadRequestException e =
                catchThrowableOfType(BadRequestException.class, () -> ory.clients().create(client));
            assertThat(e.getMessage() + e.body() + e.error()).doesNotContain(secret, "quotes");
          }
        };
    String json = new JsonPrimitive("secret " + secret + " is bad").toString();
    check.accept("{\"error\":\"x\",\"error_description\":" + json + "}");
    check.accept("{\"error\":" + json + "}");
    check.accept("{\"error\":{\"message\":" + json + ",\"reason\":" + json + "}}");
    check.accept("{\"whatever\":[{" + json + ":1}]}");
    check.accept("<p>" + secret + "</p>");
    check.accept("{\"request\":{\"client_secret\":" + json + ",\"cut\":");
  }

  @Test
  void secretsOfTheServerAreMaskedByName() {
    String secret = UsedSecrets.text("of-the-server");
    String member = "\"client_secret\":\"" + secret + "\"";
    for (String body :
        new String[] {
          "{\"error\":\"x\"," + member + "}",
          "{\"error\":\"x\",\"client\":{" + member + "}}",
          "{" + member + ",\"cut\":",
          "{\"client_secret\" : \"" + secret,
          "{\"registration_access_token\":\"a\\\"" + secret + "\"",
          "{\"keys\":[{\"kty\":\"EC\",\"d\":\"" + secret + "\"}",
          "{\"keys\":[{\"kty\":\"EC\",\"d\":\"" + secret + "\"}]}"
        }) {
      ApiException e = error(400, body);
      assertThat(e.body()).contains("***").doesNotContain(secret);
    }
  }

  @Test
  void exceptionSurvivesSerialization() throws Exception {
    ApiException e = error(404, Answers.MISSING);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(e);
    NotFoundException copy =
        (NotFoundException)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(copy).hasMessage(e.getMessage());
    assertThat(copy.status()).isEqualTo(404);
    assertThat(copy.error()).isEqualTo(e.error());
    assertThat(copy.operation()).isEqualTo("getOAuth2Client");
    assertThat(copy.attempts()).isEqualTo(1);
    assertThat(copy.resourceMissing()).isTrue();
    assertThat(copy.headers()).isEmpty();
    assertThat(copy.requestId()).isNull();
  }

  @Test
  void only404sOfHydraItselfMeanNoSuchClient() {
    server.enqueue(Answers.missing());
    try (ApiClient ory = client()) {
      assertThat(ory.clients().find("a")).isEmpty();
    }
    for (String body :
        new String[] {
          "",
          "404 page not found",
          "{\"error\":{\"code\":404,\"message\":\"Unable to locate the resource\"}}",
          "{\"error\":\"The requested resource could not be found\"}",
          "{\"error\":\"\",\"error_description\":\"Unable to locate the resource\"}"
        }) {
      server.enqueue(Answers.json(404, body));
      try (ApiClient ory = client()) {
        NotFoundException e =
            catchThrowableOfType(NotFoundException.class, () -> ory.clients().find("a"));
        assertThat(e.resourceMissing()).isFalse();
      }
    }
  }
}
