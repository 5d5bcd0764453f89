package dev.oryadmin.spring;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Masks the token and the headers in the endpoints env and configprops, also if these show all. */
@AutoConfiguration(after = HydraAutoConfiguration.class)
@ConditionalOnClass(SanitizingFunction.class)
@ConditionalOnBean(HydraProperties.class)
public class HydraSanitizingAutoConfiguration {
  /** For Spring. */
  public HydraSanitizingAutoConfiguration() {}

  @Bean
  static SanitizingFunction hydraSanitizingFunction(HydraProperties properties) {
    return new HydraSecretSanitizer(properties);
  }
}
