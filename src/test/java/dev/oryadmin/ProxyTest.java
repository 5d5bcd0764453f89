package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.examples.TransportExamples;
import java.net.InetSocketAddress;
import java.net.Proxy;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls through a proxy, by the application's OkHttpClient. */
class ProxyTest {
  @AutoClose private final MockWebServer proxy = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    proxy.start();
  }

  private Proxy address() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", proxy.getPort()));
  }

  @Test
  void plainHttpIsSentToTheProxy() throws Exception {
    proxy.enqueue(Answers.client());
    try (ApiClient ory =
        TransportExamples.behindProxy("http://hydra.example:4445", "localhost", proxy.getPort())) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
    assertThat(proxy.takeRequest().getRequestLine())
        .isEqualTo("GET http://hydra.example:4445/admin/clients/a HTTP/1.1");
  }

  @Test
  void tlsIsTunnelledThroughTheProxy() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("hydra.example").build();
    HandshakeCertificates keys =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    proxy.useHttps(keys.sslSocketFactory());
    proxy.enqueue(new MockResponse.Builder().inTunnel().build());
    proxy.enqueue(Answers.client());
    OkHttpClient http =
        new OkHttpClient.Builder()
            .proxy(address())
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .build();
    try (ApiClient ory =
        ApiClient.builder()
            .adminUrl("https://hydra.example")
            .bearerToken(UsedSecrets.text("tunnel"))
            .httpClient(http)
            .build()) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
    var connect = proxy.takeRequest();
    assertThat(connect.getRequestLine()).isEqualTo("CONNECT hydra.example:443 HTTP/1.1");
    assertThat(connect.getHeaders().get("Authorization")).isNull();
    assertThat(proxy.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + UsedSecrets.text("tunnel"));
  }

  @Test
  void refusedTunnelHasSentNothing() {
    proxy.enqueue(new MockResponse.Builder().code(403).inTunnel().build());
    try (ApiClient ory =
        ApiClient.builder()
            .adminUrl("https://hydra.example")
            .retry(RetryPolicy.none())
            .httpClient(new OkHttpClient.Builder().proxy(address()).build())
            .build()) {
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> SampleCall.CREATE.make(ory, false));
      assertThat(e).hasMessageContaining("CONNECT: 403");
      assertThat(e.mayHaveBeenSent()).isFalse();
    }
  }

  @Test
  void proxyAuthenticatorOfTheGivenClientIsUsed() throws Exception {
    proxy.enqueue(
        new MockResponse.Builder().code(407).setHeader("Proxy-Authenticate", "Basic").build());
    proxy.enqueue(Answers.client());
    OkHttpClient http =
        new OkHttpClient.Builder()
            .proxy(address())
            .proxyAuthenticator(
                (route, response) ->
                    response
                        .request()
                        .newBuilder()
                        .header("Proxy-Authorization", "Basic " + UsedSecrets.text("proxy"))
                        .build())
            .build();
    try (ApiClient ory =
        ApiClient.builder().adminUrl("http://hydra.example").httpClient(http).build()) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
    proxy.takeRequest();
    assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization"))
        .isEqualTo("Basic " + UsedSecrets.text("proxy"));
  }
}
