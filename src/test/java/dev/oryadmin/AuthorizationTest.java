package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which token travels with which call, and which way no token goes. */
class AuthorizationTest {
  private static final String ADMIN = UsedSecrets.text("admin-token");

  @AutoClose private final MockWebServer admin = new MockWebServer();
  @AutoClose private final MockWebServer open = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    for (MockWebServer server : List.of(admin, open)) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return request.getTarget().startsWith("/admin/clients?")
                  ? Answers.success(SampleCall.LIST)
                  : Answers.client();
            }
          });
      server.start();
    }
  }

  private ApiClient.Builder builder() {
    return ApiClient.builder()
        .adminUrl(admin.url("/").toString())
        .publicUrl(open.url("/").toString())
        .time(new TestTime());
  }

  private List<String> sent(SampleCall call, ApiClient.Builder builder) throws Exception {
    try (ApiClient ory = builder.build()) {
      call.make(ory, false);
    }
    return (call.isPublic() ? open : admin).takeRequest().getHeaders().values("Authorization");
  }

  /** What a call sends that has a token of its own. */
  private static List<String> own(SampleCall call) {
    return switch (call) {
      case GET_REGISTERED, REPLACE_REGISTERED, DELETE_REGISTERED ->
          List.of("Bearer " + UsedSecrets.text("registration-token"));
      default -> List.of();
    };
  }

  @ParameterizedTest
  @EnumSource
  void noTokenIsSentUnlessSet(SampleCall call) throws Exception {
    assertThat(sent(call, builder())).isEqualTo(own(call));
  }

  @ParameterizedTest
  @EnumSource
  void adminTokenIsSentWithAdminCallsOnly(SampleCall call) throws Exception {
    List<String> expected = call.isPublic() ? own(call) : List.of("Bearer " + ADMIN);
    assertThat(sent(call, builder().bearerToken(ADMIN))).isEqualTo(expected);
    assertThat(sent(call, builder().bearerToken(() -> ADMIN))).isEqualTo(expected);
    assertThat(sent(call, builder().header("authorization", "Bearer " + ADMIN)))
        .isEqualTo(expected);
    assertThat(
            sent(
                call,
                builder()
                    .projectUrl(admin.url("/").toString())
                    .bearerToken(ADMIN)
                    .publicUrl(open.url("/").toString())))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "GET_REGISTERED"})
  void authorizationHeaderOfACallReplacesTheToken(SampleCall call) throws Exception {
    try (ApiClient ory = builder().bearerToken(ADMIN).build()) {
      call.prepare(ory)
          .header("Authorization", "Basic " + UsedSecrets.text("basic"))
          .executeWithResponse();
    }
    assertThat((call.isPublic() ? open : admin).takeRequest().getHeaders().values("Authorization"))
        .containsExactly("Basic " + UsedSecrets.text("basic"));
  }

  @Test
  void tokenSupplierIsAskedForEachAttempt() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    List<String> answers = new ArrayList<>();
    admin.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            answers.add(String.valueOf(request.getHeaders().get("Authorization")));
            return answers.size() < 3 ? Answers.status(429) : Answers.client();
          }
        });
    try (ApiClient ory =
        builder().bearerToken(() -> UsedSecrets.text("token-" + asked.incrementAndGet())).build()) {
      ory.clients().get("a");
      ory.registration().get("a", Secret.of(UsedSecrets.text("registration-token")));
    }
    assertThat(answers)
        .containsExactly(
            "Bearer " + UsedSecrets.text("token-1"),
            "Bearer " + UsedSecrets.text("token-2"),
            "Bearer " + UsedSecrets.text("token-3"));
    assertThat(asked).as("not for a registration call").hasValue(3);
  }

  @Test
  void missingTokenOfASupplierIsReported() {
    for (String none : new String[] {null, "", " ", "line\nbreak", "Ümlaut"}) {
      try (ApiClient ory = builder().bearerToken(() -> none).build()) {
        assertThatThrownBy(() -> ory.clients().get("a"))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("the supplier of bearer tokens returned n");
      }
    }
    assertThat(admin.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\r\nX: y", "é", "\u0000"})
  void invalidTokenIsRefusedAndNotShown(String token) {
    assertThatThrownBy(() -> builder().bearerToken(token))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("\n");
    try (ApiClient ory = builder().build()) {
      assertThatThrownBy(() -> ory.registration().getCall("a", Secret.of(token)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  // Plain http to another machine.

  /** A name that is no loopback one, though it leads to this machine. */
  private OkHttpClient.Builder elsewhere() {
    return new OkHttpClient.Builder().dns(host -> List.of(InetAddress.getLoopbackAddress()));
  }

  private void isRefused(ApiClient.Builder builder, SampleCall call) {
    try (ApiClient ory = builder.build()) {
      for (boolean inBackground : new boolean[] {false, true}) {
        assertThatThrownBy(() -> call.make(ory, inBackground))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("a token would be sent unencrypted to ")
            .hasMessageContaining("allowInsecureHttp()")
            .message()
            .doesNotContain(ADMIN);
      }
    }
    assertThat(admin.getRequestCount() + open.getRequestCount()).isZero();
  }

  @Test
  void tokenIsRefusedOverPlainHttpToAnotherMachine() {
    String url = "http://hydra.example:" + admin.getPort();
    isRefused(
        builder().adminUrl(url).bearerToken(ADMIN).httpClient(elsewhere().build()), SampleCall.GET);
    isRefused(
        builder()
            .adminUrl(url)
            .header("Authorization", "Bearer " + ADMIN)
            .httpClient(elsewhere().build()),
        SampleCall.CREATE);
    isRefused(
        builder()
            .publicUrl("http://hydra.example:" + open.getPort())
            .httpClient(elsewhere().build()),
        SampleCall.GET_REGISTERED);
  }

  @Test
  void tokenIsRefusedWhenAnInterceptorAddsItOrChangesTheUrl() {
    String url = "http://hydra.example:" + admin.getPort();
    isRefused(
        builder()
            .adminUrl(url)
            .httpClient(
                elsewhere()
                    .addInterceptor(
                        chain ->
                            chain.proceed(
                                chain
                                    .request()
                                    .newBuilder()
                                    .header("Authorization", "Bearer " + ADMIN)
                                    .build()))
                    .build()),
        SampleCall.GET);
    isRefused(
        builder()
            .bearerToken(ADMIN)
            .httpClient(
                elsewhere()
                    .addInterceptor(
                        chain ->
                            chain.proceed(chain.request().newBuilder().url(url + "/x").build()))
                    .build()),
        SampleCall.GET);
  }

  @Test
  void tokenIsRefusedWhenLocalhostResolvesToAnotherMachine() throws Exception {
    // Nobody has to be there: 192.0.2.0/24 is for documentation (RFC 5737). The connection is
    // made by a socket that goes to this machine, but tells the address it was made for.
    InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dns(host -> List.of(documentation))
            .socketFactory(new DetourSockets(admin.getPort()))
            .build();
    isRefused(
        builder().adminUrl("http://hydra.localhost").bearerToken(ADMIN).httpClient(client),
        SampleCall.GET);
  }

  @Test
  void tokenIsRefusedThroughAProxyOnAnotherMachine() throws Exception {
    InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(documentation, 3128));
    OkHttpClient client =
        new OkHttpClient.Builder()
            .proxy(proxy)
            .socketFactory(new DetourSockets(admin.getPort()))
            .build();
    isRefused(builder().bearerToken(ADMIN).httpClient(client), SampleCall.GET);
  }

  @Test
  void tokenIsAllowedThroughALocalProxy() throws Exception {
    Proxy proxy =
        new Proxy(
            Proxy.Type.HTTP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), admin.getPort()));
    try (ApiClient ory =
        builder()
            .bearerToken(ADMIN)
            .httpClient(new OkHttpClient.Builder().proxy(proxy).build())
            .build()) {
      ory.clients().get("a");
    }
    assertThat(admin.takeRequest().getTarget()).startsWith("http://");
  }

  private ApiClient.Builder throughProxyNamed(String host) {
    Proxy proxy =
        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, admin.getPort()));
    OkHttpClient client =
        new OkHttpClient.Builder()
            .proxy(proxy)
            .dns(name -> List.of(InetAddress.getLoopbackAddress()))
            .build();
    return builder().bearerToken(ADMIN).httpClient(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "proxy.localhost"})
  void aProxyThatIsNamedAsThisMachineIsLocal(String host) throws Exception {
    try (ApiClient ory = throughProxyNamed(host).build()) {
      ory.clients().get("a");
    }
    assertThat(admin.takeRequest().getTarget()).startsWith("http://");
  }

  /** Another lookup of that name may find another machine. */
  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "localhost.example"})
  void tokenIsRefusedThroughAProxyThatOnlyResolvesToThisMachine(String host) {
    isRefused(throughProxyNamed(host), SampleCall.GET);
  }

  @Test
  void allowInsecureHttpPermitsPlainHttp() throws Exception {
    String url = "http://hydra.example:" + admin.getPort();
    assertThat(
            sent(
                SampleCall.GET,
                builder()
                    .adminUrl(url)
                    .bearerToken(ADMIN)
                    .allowInsecureHttp()
                    .httpClient(elsewhere().build())))
        .containsExactly("Bearer " + ADMIN);
  }

  @Test
  void plainHttpIsAllowedWithoutAToken() throws Exception {
    String url = "http://hydra.example:" + admin.getPort();
    assertThat(sent(SampleCall.GET, builder().adminUrl(url).httpClient(elsewhere().build())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "hydra.localhost", "LOCALHOST"})
  void loopbackHostsCountAsThisMachine(String host) {
    String url = "http://" + host + ":" + admin.getPort();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dns(name -> List.of(InetAddress.getByName(admin.getHostName())))
            .socketFactory(new DetourSockets(admin.getPort()))
            .build();
    try (ApiClient ory = builder().adminUrl(url).bearerToken(ADMIN).httpClient(client).build()) {
      assertThatCode(() -> ory.clients().get("a")).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1.example", "localhost.example", "notlocalhost", "1127.0.0.1.example"})
  void hostsThatOnlyLookLikeLoopbackAreRefused(String host) {
    isRefused(
        builder()
            .adminUrl("http://" + host + ":" + admin.getPort())
            .bearerToken(ADMIN)
            .httpClient(elsewhere().build()),
        SampleCall.GET);
  }

  @Test
  void echoedTokenIsMasked() {
    admin.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return Answers.json(
                401,
                "{\"error\":\"no\",\"error_description\":\"you sent %s\"}"
                    .formatted(request.getHeaders().get("Authorization")));
          }
        });
    for (ApiClient.Builder builder :
        List.of(
            builder().bearerToken(ADMIN), builder().header("Authorization", "Bearer " + ADMIN))) {
      try (ApiClient ory = builder.build()) {
        UnauthorizedException e =
            catchThrowableOfType(UnauthorizedException.class, () -> ory.clients().get("a"));
        assertThat(e.error().description()).startsWith("you sent ").doesNotContain(ADMIN);
        assertThat(e.body()).contains("you sent").doesNotContain(ADMIN);
        assertThat(e.getMessage()).doesNotContain(ADMIN);
      }
    }
  }

  @Test
  void noToStringShowsTheToken() {
    ApiClient.Builder builder = builder().bearerToken(ADMIN).header("X-Key", ADMIN);
    try (ApiClient ory = builder.build()) {
      assertThat(ory.toString()).doesNotContain(ADMIN);
      assertThat(ory.clients().getCall("a").toString()).isEqualTo("ApiCall{getOAuth2Client}");
    }
  }
}
