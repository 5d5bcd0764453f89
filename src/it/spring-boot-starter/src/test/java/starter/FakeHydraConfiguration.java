package starter;

import dev.oryadmin.testing.FakeHydra;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A Hydra in the test process, and the properties that lead to it. */
// region fake
@TestConfiguration(proxyBeanMethods = false)
class FakeHydraConfiguration {
  @Bean
  FakeHydra hydra() {
    return FakeHydra.start();
  }

  @Bean
  DynamicPropertyRegistrar hydraProperties(FakeHydra hydra) {
    return properties -> {
      properties.add("ory.hydra.admin-url", hydra::adminUrl);
      properties.add("ory.hydra.public-url", hydra::publicUrl);
    };
  }
}
// endregion
