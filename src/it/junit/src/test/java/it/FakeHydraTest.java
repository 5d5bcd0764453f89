package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has a fake of its own, which knows nothing of the other's clients. */
@ExtendWith(FakeHydraExtension.class)
class FakeHydraTest {
  @Test
  void firstTestSeesItsOwnClientAlone(FakeHydra hydra) {
    ownClientIsTheOnlyOne(hydra);
  }

  @Test
  void secondTestSeesItsOwnClientAlone(FakeHydra hydra) {
    ownClientIsTheOnlyOne(hydra);
  }

  private static void ownClientIsTheOnlyOne(FakeHydra hydra) {
    try (ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      assertFalse(ory.clients().list().iterator().hasNext());
      ory.clients().create(OAuth2Client.builder().clientName("billing").build());
      assertEquals(1, ory.clients().list().stream().count());
    }
  }
}
