package dev.oryadmin.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.oryadmin.ApiClient;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeHydraExtension.class)
class PartnerAccessTest {
  @Test
  void eachPartnerGetsOneClient(FakeHydra hydra) {
    try (ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      PartnerAccess access = new PartnerAccess(ory);

      assertTrue(access.grant("acme").isPresent());
      assertTrue(access.grant("acme").isEmpty());
      assertEquals("orders.read", ory.clients().get("acme").scope());
    }
  }
}
