package dev.oryadmin.examples;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.oryadmin.ApiClient;
import dev.oryadmin.TransportException;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import dev.oryadmin.testing.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeHydraExtension.class)
class BillingTest {
  @Test
  void brokenConnectionIsReported(FakeHydra hydra) {
    hydra.fail(request -> request.method().equals("POST"), Fault.disconnect());
    try (ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      assertThrows(TransportException.class, () -> ory.clients().rotateSecret("billing"));
    }
  }
}
