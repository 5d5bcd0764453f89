package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.examples.TransportExamples;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate authority of one's own, and with certificates of clients. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("our own").build();

  private static final HeldCertificate SERVER =
      new HeldCertificate.Builder()
          .signedBy(AUTHORITY)
          .addSubjectAlternativeName("localhost")
          .build();

  private static final HeldCertificate CLIENT =
      new HeldCertificate.Builder().signedBy(AUTHORITY).commonName("billing").build();

  @AutoClose private final MockWebServer server = new MockWebServer();
  @TempDir private Path directory = Path.of("");
  private Path authority = Path.of("");
  private Path identity = Path.of("");

  @BeforeEach
  void start() throws Exception {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(SERVER)
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();
    server.useHttps(certificates.sslSocketFactory());
    server.enqueue(Answers.client());
    authority = directory.resolve("authority.p12");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", AUTHORITY.certificate());
    write(trusted, authority);
    identity = directory.resolve("identity.p12");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "client",
        CLIENT.keyPair().getPrivate(),
        PASSWORD,
        new X509Certificate[] {CLIENT.certificate(), AUTHORITY.certificate()});
    write(keys, identity);
  }

  private static void write(KeyStore store, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
  }

  private ApiClient.Builder builder() {
    return ApiClient.builder()
        .adminUrl("https://localhost:" + server.getPort())
        .time(new TestTime())
        .bearerToken(UsedSecrets.text("tls"));
  }

  @Test
  void givenClientCanTrustAPrivateAuthority() throws Exception {
    server.start();
    OkHttpClient http = TransportExamples.trusting(authority, PASSWORD);
    try (ApiClient ory = builder().httpClient(http).build()) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHandshake()).isNotNull();
    assertThat(request.getVersion()).as("HTTP/2 comes with TLS").isEqualTo("HTTP/2");
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + UsedSecrets.text("tls"));
  }

  @Test
  void untrustedCertificateIsNotRetried() throws Exception {
    server.start();
    try (ApiClient ory = builder().build()) {
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> SampleCall.CREATE.make(ory, false));
      assertThat(e).hasMessageContaining("TLS failed with https://localhost:");
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(e.attempts()).as("it will not be trusted later either").isEqualTo(1);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void certificateOfAnotherHostIsRefused() throws Exception {
    server.start();
    OkHttpClient http = TransportExamples.trusting(authority, PASSWORD);
    try (ApiClient ory =
        builder().adminUrl("https://127.0.0.1:" + server.getPort()).httpClient(http).build()) {
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> SampleCall.CREATE.make(ory, true));
      assertThat(e)
          .hasMessageContaining("Hostname 127.0.0.1 not verified")
          .message()
          .doesNotContain("\n");
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(e.attempts()).isEqualTo(1);
    }
  }

  @Test
  void clientCertificateIsPresented() throws Exception {
    server.requireClientAuth();
    server.start();
    OkHttpClient http = TransportExamples.identified(identity, authority, PASSWORD);
    try (ApiClient ory = builder().httpClient(http).build()) {
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHandshake()).isNotNull();
    if (request.getHandshake() != null) {
      assertThat(request.getHandshake().peerPrincipal()).hasToString("CN=billing");
    }
  }

  @Test
  void requestWithoutARequiredCertificateIsNotProcessed() throws Exception {
    server.requireClientAuth();
    server.start();
    OkHttpClient http = TransportExamples.trusting(authority, PASSWORD);
    try (ApiClient ory = builder().retry(RetryPolicy.none()).httpClient(http).build()) {
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> SampleCall.CREATE.make(ory, false));
      // With TLS 1.3 the client may have sent the request before it hears of the refusal.
      assertThat(e.answerStatus()).isEmpty();
    }
    assertThat(server.getRequestCount()).isZero();
  }
}
