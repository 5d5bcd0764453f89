package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransportTest {
  /** A client that reaches no server by https is set up without TLS. */
  @Test
  void tlsIsSetUpIfOneServerUsesHttps() {
    try (ScriptedServer plain =
            ScriptedServer.start(
                line -> {
                  line.send("HTTP/1.1 400 No\r\n\r\n");
                  line.hang();
                });
        ApiClient ory =
            ApiClient.builder()
                .adminUrl("https://127.0.0.1:" + plain.port())
                .publicUrl(plain.url())
                .retry(RetryPolicy.none())
                .build()) {
      assertThatThrownBy(() -> ory.clients().get("id"))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("TLS failed");
    }
  }
}
