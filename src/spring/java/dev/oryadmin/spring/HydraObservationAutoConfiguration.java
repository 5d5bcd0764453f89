package dev.oryadmin.spring;

import dev.oryadmin.CallObserver;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes an observation of each call and each attempt, if the application has a registry. */
@AutoConfiguration(
    before = HydraAutoConfiguration.class,
    after = ObservationAutoConfiguration.class)
@ConditionalOnClass({ObservationRegistry.class, ObservationAutoConfiguration.class})
@ConditionalOnBean(ObservationRegistry.class)
public class HydraObservationAutoConfiguration {
  /** For Spring. */
  public HydraObservationAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(CallObserver.class)
  CallObserver hydraCallObserver(ObservationRegistry registry) {
    return new MicrometerCallObserver(registry);
  }
}
