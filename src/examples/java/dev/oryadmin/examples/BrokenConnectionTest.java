package dev.oryadmin.examples;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.oryadmin.ApiClient;
import dev.oryadmin.TransportException;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import dev.oryadmin.testing.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeHydraExtension.class)
class BrokenConnectionTest {
  @Test
  void partnerCanTryAgainAfterABrokenConnection(FakeHydra hydra) {
    hydra.fail(request -> request.is("POST", "/admin/clients"), Fault.disconnect());
    try (ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      PartnerAccess access = new PartnerAccess(ory);

      assertThrows(TransportException.class, () -> access.grant("acme"));
      assertTrue(access.grant("acme").isPresent());
    }
  }
}
