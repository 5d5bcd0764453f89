package starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ApiClient;
import dev.oryadmin.spring.HydraAutoConfiguration;
import dev.oryadmin.testing.FakeHydra;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The client and a fake server alone: no web server, no other part of the application. */
// region slice
@SpringJUnitConfig(FakeHydraConfiguration.class)
@ImportAutoConfiguration(HydraAutoConfiguration.class)
class SliceTest {
  @Autowired ApiClient ory;
  @Autowired FakeHydra hydra;

  @Test
  void unknownClientIsNotFound() {
    assertThat(ory.clients().find("nobody")).isEmpty();
    assertThat(hydra.requests()).hasSize(1);
  }
}
// endregion
