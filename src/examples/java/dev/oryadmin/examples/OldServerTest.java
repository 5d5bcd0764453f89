package dev.oryadmin.examples;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.oryadmin.ApiClient;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import dev.oryadmin.testing.HydraVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldServerTest {
  @RegisterExtension
  static final FakeHydraExtension HYDRA =
      new FakeHydraExtension(FakeHydra.builder().version(HydraVersion.V25_4));

  @Test
  void secretsCanNotBeRotated(FakeHydra hydra) {
    try (ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      assertThrows(NotFoundException.class, () -> ory.clients().rotateSecret("billing"));
    }
  }
}
