package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Cache;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OkHttp would do by itself, and does not do here: to repeat, redirect, or store. */
class OkHttpDefaultsTest {
  @AutoClose private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  private void always(MockResponse answer) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
  }

  private ApiClient.Builder builder() {
    String url = server.url("/").toString();
    return ApiClient.builder()
        .adminUrl(url)
        .publicUrl(url)
        .time(new TestTime())
        .retry(RetryPolicy.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", "99999999999999999999", "soon"})
  void okHttpDoesNotRepeatA503(String retryAfter) {
    always(Answers.status(503).newBuilder().setHeader("Retry-After", retryAfter).build());
    try (ApiClient ory = builder().build()) {
      for (SampleCall call : SampleCall.values()) {
        ServerException e =
            catchThrowableOfType(ServerException.class, () -> call.make(ory, false));
        assertThat(e.headers().get("Retry-After")).isEqualTo(retryAfter);
      }
    }
    assertThat(server.getRequestCount()).isEqualTo(SampleCall.values().length);
  }

  @Test
  void okHttpDoesNotRepeatA408() {
    always(Answers.status(408));
    try (ApiClient ory = builder().build()) {
      for (SampleCall call : SampleCall.values()) {
        assertThat(catchThrowableOfType(ApiException.class, () -> call.make(ory, true)).status())
            .isEqualTo(408);
      }
    }
    assertThat(server.getRequestCount()).isEqualTo(SampleCall.values().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void redirectsAreNotFollowed(int status) throws Exception {
    try (MockWebServer other = new MockWebServer()) {
      other.start();
      always(
          Answers.status(status)
              .newBuilder()
              .setHeader("Location", other.url("/admin/clients/a"))
              .build());
      try (ApiClient ory =
          builder()
              .bearerToken(UsedSecrets.text("redirected"))
              .httpClient(new OkHttpClient())
              .build()) {
        ApiException e =
            catchThrowableOfType(ApiException.class, () -> SampleCall.CREATE.make(ory, false));
        assertThat(e.status()).isEqualTo(status);
        assertThat(e).hasMessageContaining("redirects are not followed");
      }
      assertThat(other.getRequestCount()).isZero();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  /** Two names of one server share a connection; OkHttp repeats what one of them does not serve. */
  @ParameterizedTest
  @EnumSource(names = {"GET", "CREATE", "DELETE"})
  void okHttpDoesNotRepeatA421(SampleCall call) throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("one.example")
            .addSubjectAlternativeName("two.example")
            .build();
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    List<Integer> seen = new CopyOnWriteArrayList<>();
    Interceptor reader =
        chain -> {
          Response response = chain.proceed(chain.request());
          seen.add(response.code());
          return response;
        };
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .dns(host -> List.of(InetAddress.getLoopbackAddress()))
            .addInterceptor(reader)
            .build();
    server.enqueue(Answers.client());
    server.enqueue(Answers.json(421, "{\"error\":\"not mine\"}"));
    server.enqueue(Answers.client());
    String one = "https://one.example:" + server.getPort();
    String two = "https://two.example:" + server.getPort();
    try (ApiClient first = builder().adminUrl(one).httpClient(client).build();
        ApiClient second = builder().adminUrl(two).httpClient(client).build()) {
      SampleCall.GET.make(first, false);
      ApiException e = catchThrowableOfType(ApiException.class, () -> call.make(second, false));
      assertThat(e.status()).isEqualTo(421);
      assertThat(e.error().name()).isEqualTo("not mine");
    }
    assertThat(server.takeRequest().getConnectionIndex()).isZero();
    assertThat(server.takeRequest().getConnectionIndex()).as("the same connection").isZero();
    assertThat(server.getRequestCount()).isEqualTo(2);
    assertThat(seen).as("what an interceptor of the application sees").containsExactly(200, 421);
  }

  @ParameterizedTest
  @EnumSource
  void okHttpDoesNotReconnect(SampleCall call) {
    always(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    OkHttpClient stubborn = new OkHttpClient.Builder().retryOnConnectionFailure(true).build();
    try (ApiClient ory = builder().httpClient(stubborn).build()) {
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> call.make(ory, false));
      assertThat(e.mayHaveBeenSent()).isTrue();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyWorkingAddressOfAHostIsUsed(boolean fastFallback) throws Exception {
    always(Answers.client());
    // Only one of these addresses has a server: the other ones refuse.
    InetAddress here = InetAddress.getByName(server.getHostName());
    List<InetAddress> addresses =
        List.of(InetAddress.getByName("127.0.0.77"), InetAddress.getByName("127.0.0.78"), here);
    OkHttpClient client =
        new OkHttpClient.Builder().fastFallback(fastFallback).dns(host -> addresses).build();
    try (ApiClient ory =
        builder()
            .adminUrl("http://many.localhost:" + server.getPort())
            .httpClient(client)
            .build()) {
      assertThat(SampleCall.CREATE.make(ory, false).attempts()).isEqualTo(1);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void onlyOneAddressOfAHostGetsTheRequest() throws Exception {
    always(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    InetAddress here = InetAddress.getByName(server.getHostName());
    OkHttpClient client = new OkHttpClient.Builder().dns(host -> List.of(here, here, here)).build();
    try (ApiClient ory =
        builder()
            .adminUrl("http://many.localhost:" + server.getPort())
            .httpClient(client)
            .build()) {
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> SampleCall.CREATE.make(ory, false));
      assertThat(e.mayHaveBeenSent()).isTrue();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void answersAreNeitherCachedNorReadFromACache(@TempDir File directory) throws Exception {
    always(Answers.client().newBuilder().setHeader("Cache-Control", "max-age=3600").build());
    try (Cache cache = new Cache(directory, 1 << 20);
        ApiClient ory =
            builder().httpClient(new OkHttpClient.Builder().cache(cache).build()).build()) {
      ory.clients().get("a");
      ory.clients().get("a");
      assertThat(cache.requestCount()).isZero();
    }
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void timeLimitsOfTheSdkReplaceThoseOfTheGivenClient() {
    always(Answers.client().newBuilder().headersDelay(300, TimeUnit.MILLISECONDS).build());
    OkHttpClient hasty =
        new OkHttpClient.Builder()
            .readTimeout(Duration.ofMillis(50))
            .writeTimeout(Duration.ofMillis(50))
            .callTimeout(Duration.ofMillis(50))
            .build();
    try (ApiClient ory = builder().httpClient(hasty).build()) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
  }

  @Test
  void givenClientIsNotChanged() {
    OkHttpClient client = new OkHttpClient();
    try (ApiClient ory = builder().httpClient(client).build()) {
      assertThat(ory).isNotNull();
    }
    assertThat(client.followRedirects()).isTrue();
    assertThat(client.retryOnConnectionFailure()).isTrue();
    assertThat(client.interceptors()).isEmpty();
    assertThat(client.dispatcher().executorService().isShutdown()).isFalse();
  }

  /** What is hidden from OkHttp belongs to one answer only. */
  @Test
  void hiddenRetryAfterIsNotAddedToTheNextAnswer() {
    server.enqueue(Answers.status(503).newBuilder().setHeader("Retry-After", "0").build());
    server.enqueue(Answers.client());
    OkHttpClient patient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (ApiClient ory = builder().httpClient(patient).build()) {
      assertThat(ory.clients().getCall("a").executeWithResponse().headers().get("Retry-After"))
          .isNull();
    }
  }
}
