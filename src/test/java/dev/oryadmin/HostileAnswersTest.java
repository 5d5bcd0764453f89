package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.oryadmin.SampleCall.Outcome;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no server should give, and what application code makes of good ones. */
@Untraced
class HostileAnswersTest {
  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

  private static final HandshakeCertificates CERTIFICATES =
      new HandshakeCertificates.Builder()
          .heldCertificate(CERTIFICATE)
          .addTrustedCertificate(CERTIFICATE.certificate())
          .build();

  private static ApiClient.Builder builder(ScriptedServer server) {
    return ApiClient.builder().adminUrl(server.url()).publicUrl(server.url()).time(new TestTime());
  }

  private static ScriptedServer.Script raw(String answer) {
    return line -> {
      line.readRequest();
      line.send(answer);
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void impossibleLengthReportsThatTheRequestWasSent(boolean inBackground) {
    try (ScriptedServer server =
            ScriptedServer.start(raw("HTTP/1.1 201 Created\r\nContent-Length: -5\r\n\r\n{}"));
        ApiClient ory = builder(server).build()) {
      DecodeException e =
          Outcome.of(SampleCall.CREATE.prepare(ory), inBackground).failure(DecodeException.class);
      assertThat(e)
          .hasMessageContaining("the server answered 201, so it has carried out the request");
      assertThat(e.answerStatus()).hasValue(201);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void exceptionAfterTheAnswerReportsThatTheRequestWasSent(boolean inBackground) {
    RuntimeException reason = new IllegalArgumentException("from an interceptor");
    OkHttpClient theirs =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  throw reason;
                })
            .build();
    try (ScriptedServer server = ScriptedServer.start(raw("HTTP/1.1 204 Gone\r\n\r\n"));
        ApiClient ory = builder(server).httpClient(theirs).build()) {
      TransportException e =
          Outcome.of(SampleCall.DELETE.prepare(ory), inBackground)
              .failure(TransportException.class);
      assertThat(e).hasCause(reason).hasMessageContaining("the request was sent");
      assertThat(e.mayHaveBeenSent()).isTrue();
      assertThat(server.requests()).as("not repeated").hasSize(1);
    }
  }

  /** OkHttp would report these connections as leaked, and never use or close them. */
  @ParameterizedTest
  @CsvSource({
    "true, Content-Length: 2",
    "false, Content-Length: -5",
    "true, Content-Length: -5",
    "false, Content-Length: 9"
  })
  void noConnectionStaysInUseAfterAFailure(boolean throwing, String length) {
    OkHttpClient theirs =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool())
            .addInterceptor(
                chain -> {
                  Response unread = chain.proceed(chain.request());
                  if (throwing) {
                    throw new IllegalStateException("status " + unread.code());
                  }
                  return unread;
                })
            .build();
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.send("HTTP/1.1 200 OK\r\n" + length + "\r\n\r\n{}");
                  line.close();
                });
        ApiClient ory = builder(server).httpClient(theirs).retry(RetryPolicy.none()).build()) {
      for (boolean inBackground : new boolean[] {false, true}) {
        Outcome.of(SampleCall.GET.prepare(ory), inBackground).failure(OryException.class);
        ConnectionPool pool = theirs.connectionPool();
        assertThat(pool.connectionCount() - pool.idleConnectionCount()).as("in use").isZero();
      }
    }
  }

  @Test
  void aLongErrorIsNotReadToItsEnd() {
    ConnectionPool pool = new ConnectionPool();
    OkHttpClient theirs = new OkHttpClient.Builder().connectionPool(pool).build();
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(500, "{\"error\":\"" + "x".repeat(1 << 20));
                });
        ApiClient ory = builder(server).httpClient(theirs).retry(RetryPolicy.none()).build()) {
      Outcome.of(SampleCall.GET.prepare(ory), false).failure(ServerException.class);
      assertThat(pool.connectionCount() - pool.idleConnectionCount()).as("in use").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "DELETE", "CREATE"})
  void a407WithoutAProxyIsAnOrdinaryError(SampleCall call) {
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(407, "{\"error\":\"odd\"}");
                });
        ApiClient ory = builder(server).build()) {
      ApiException e = Outcome.of(call.prepare(ory), false).failure(ApiException.class);
      assertThat(e.status()).isEqualTo(407);
      assertThat(e.error().name()).isEqualTo("odd");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205})
  void deletionSucceedsIfA204DeclaresALength(int status) {
    try (ScriptedServer server =
            ScriptedServer.start(
                raw("HTTP/1.1 " + status + " None\r\nContent-Length: 5\r\n\r\nhello"),
                line -> {
                  line.readRequest();
                  line.answer(200, SampleCall.CLIENT);
                });
        ApiClient ory = builder(server).build()) {
      assertThat(SampleCall.DELETE.make(ory, false).status()).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** How a connection is made. */
  enum Wire {
    OURS,
    GIVEN,
    PROXY,
    TLS
  }

  /** How bytes behind an answer arrive: with the last part of a long one, with it, or later. */
  enum Behind {
    LONG,
    TOGETHER,
    APART
  }

  static Stream<Arguments> bytesBehind() {
    return Stream.of(Behind.values())
        .flatMap(
            behind ->
                Stream.of(Wire.values())
                    .flatMap(
                        how ->
                            Stream.of(SampleCall.GET, SampleCall.CREATE, SampleCall.DELETE)
                                .map(call -> Arguments.of(call, behind, how))));
  }

  @ParameterizedTest
  @MethodSource("bytesBehind")
  void bytesBehindAnAnswerAreNotTheNextOne(SampleCall call, Behind when, Wire how)
      throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    String name = when == Behind.LONG ? "n".repeat(20_000) : "n";
    String first = answer("{\"client_id\":\"a\",\"client_name\":\"" + name + "\"}");
    String behind = answer("{\"client_id\":\"foreign\"}");
    ServerSocketFactory sockets =
        how == Wire.TLS
            ? CERTIFICATES.sslContext().getServerSocketFactory()
            : ServerSocketFactory.getDefault();
    try (ScriptedServer server =
            ScriptedServer.start(
                sockets,
                line -> {
                  line.readRequest();
                  line.send(when == Behind.APART ? first : first + behind);
                  if (when == Behind.APART) {
                    line.send(behind);
                  }
                  sent.countDown();
                },
                line -> {
                  line.readRequest();
                  line.answer(call.status(), call.body());
                });
        ApiClient ory = client(server, how)) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
      assertThat(sent.await(5, TimeUnit.SECONDS)).isTrue();
      Outcome outcome = Outcome.of(call.prepare(ory), false);
      if (outcome.failure() == null) {
        ApiResponse<?> answer = outcome.orThrow();
        assertThat(answer.status()).isEqualTo(call.status());
        assertThat(String.valueOf(answer.value())).doesNotContain("foreign");
      } else {
        TransportException e = outcome.failure(TransportException.class);
        assertThat(call).isEqualTo(SampleCall.CREATE);
        assertThat(e).hasMessageContaining("behind an earlier answer");
        assertThat(e.mayHaveBeenSent()).isTrue();
      }
    }
  }

  private static ApiClient client(ScriptedServer server, Wire how) {
    ApiClient.Builder builder = builder(server);
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    int port = URI.create(server.url()).getPort();
    return switch (how) {
      case OURS -> builder.build();
      case GIVEN -> builder.httpClient(http.build()).build();
      case PROXY ->
          builder
              .adminUrl("http://hydra.example")
              .httpClient(
                  http.proxy(
                          new Proxy(
                              Proxy.Type.HTTP,
                              new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                      .build())
              .build();
      case TLS ->
          builder
              .adminUrl("https://localhost:" + port)
              .httpClient(
                  http.sslSocketFactory(
                          CERTIFICATES.sslSocketFactory(), CERTIFICATES.trustManager())
                      .build())
              .build();
    };
  }

  @Test
  void manySmallValuesExceedTheMemoryLimit() throws IOException {
    byte[] packed = gzip("[" + "{},".repeat(700_000) + "{}]");
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.send(
                      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + packed.length
                          + "\r\n\r\n");
                  line.send(packed);
                });
        ApiClient ory = builder(server).build()) {
      assertThatThrownBy(() -> SampleCall.LIST.make(ory, false))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("limit of 16777216");
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void fullPageOfOrdinaryClientsIsFarBelowTheLimit() {
    String client =
        "{\"client_id\":\"a\",\"redirect_uris\":[\"https://app.example/cb\"],\"metadata\":{},"
            + "\"client_name\":\""
            + "n".repeat(1_100)
            + "\"},";
    String page = "[" + client.repeat(499) + SampleCall.CLIENT + "]";
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(200, page);
                });
        ApiClient ory = builder(server).maxResponseBytes(1 << 20).build()) {
      assertThat(ory.clients().listCall().execute().items()).hasSize(500);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry-After", "x-ratelimit-reset", "Link", "X-Request-Id", "Location"})
  void hugeHeaderTakesLittleTime(String name) {
    String value = ", x".repeat(66_000);
    try (ScriptedServer server =
            ScriptedServer.start(
                raw(
                    "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n"
                        + name
                        + ": 1"
                        + value
                        + "\r\n\r\n"));
        ApiClient ory = builder(server).retry(RetryPolicy.none()).build()) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadCpuTime(); // it says the same on a busy machine
      assertThat(catchThrowable(() -> SampleCall.LIST.make(ory, false)))
          .isInstanceOf(RateLimitedException.class);
      long nanos = threads.getCurrentThreadCpuTime() - before;
      assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void valuesWithTheSameHashAreFoundQuickly() {
    Set<GrantType> types = new HashSet<>();
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 1 << 15; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 15; bit++) {
              text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            types.add(GrantType.of(text.toString()));
          }
        });
    assertThat(types).hasSize(1 << 15).doesNotContain(GrantType.of("Aa"));
  }

  @Test
  void deepNestingDoesNotOverflowASmallStack() throws Exception {
    String json = "{\"metadata\":" + "[".repeat(998) + "]".repeat(998) + "}";
    FutureTask<Throwable> read =
        new FutureTask<>(() -> catchThrowable(() -> OAuth2Client.fromJson(json).toJson()));
    new Thread(null, read, "small", 256 << 10).start();
    Throwable e = read.get(10, TimeUnit.SECONDS);
    if (e != null) {
      assertThat(e).isInstanceOf(DecodeException.class).hasMessageContaining("nests");
    }
  }
}
