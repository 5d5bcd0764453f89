package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

class TransportTest {
  /** A client that reaches no server by https is set up without TLS. */
  @Test
  void oneServerByHttpsIsEnoughForTls() throws IOException {
    try (MockWebServer plain = new MockWebServer()) {
      plain.start();
      String url = "localhost:" + plain.getPort();
      try (ApiClient ory =
          ApiClient.builder()
              .adminUrl("https://" + url)
              .publicUrl("http://" + url)
              .retry(RetryPolicy.none())
              .build()) {
        assertThatThrownBy(() -> ory.clients().get("id"))
            .isInstanceOf(TransportException.class)
            .hasMessageContaining("TLS failed");
      }
    }
  }
}
