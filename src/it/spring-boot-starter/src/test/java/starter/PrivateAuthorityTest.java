package starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ApiClient;
import dev.oryadmin.TransportException;
import dev.oryadmin.spring.HydraAutoConfiguration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A server whose certificate only an SSL bundle trusts. */
class PrivateAuthorityTest {
  @Test
  void customizerTrustsTheBundle() throws Exception {
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(
          new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory());
      server.enqueue(
          new MockResponse.Builder().code(200).body("{\"client_id\":\"billing\"}").build());
      server.start();
      ApplicationContextRunner runner =
          new ApplicationContextRunner()
              .withConfiguration(
                  AutoConfigurations.of(HydraAutoConfiguration.class, SslAutoConfiguration.class))
              .withPropertyValues(
                  "ory.hydra.admin-url=https://127.0.0.1:" + server.getPort(),
                  "ory.hydra.retry=false",
                  "spring.ssl.bundle.pem.hydra.truststore.certificate=" + own.certificatePem());
      runner.run(
          context ->
              assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("billing"))
                  .isInstanceOf(TransportException.class));
      runner
          .withUserConfiguration(PrivateAuthority.class)
          .run(
              context ->
                  assertThat(context.getBean(ApiClient.class).clients().get("billing").clientId())
                      .isEqualTo("billing"));
    }
  }
}
