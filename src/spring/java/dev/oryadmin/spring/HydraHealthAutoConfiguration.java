package dev.oryadmin.spring;

import dev.oryadmin.ApiClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Tells the health of the server, unless {@code management.health.hydra.enabled} is false. */
@AutoConfiguration(after = HydraAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(ApiClient.class)
@ConditionalOnEnabledHealthIndicator("hydra")
public class HydraHealthAutoConfiguration {
  /** For Spring. */
  public HydraHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "hydraHealthIndicator")
  HealthIndicator hydraHealthIndicator(ApiClient client) {
    return new HydraHealthIndicator(client);
  }
}
