package dev.oryadmin.spring;

import dev.oryadmin.ApiClient;
import dev.oryadmin.CallObserver;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Sets up one {@link ApiClient} from the properties {@code ory.hydra.*}, unless the application has
 * one of its own. It is closed with the application.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "ory.hydra.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HydraProperties.class)
public class HydraAutoConfiguration {
  /** For Spring. */
  public HydraAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  ApiClient oryApiClient(
      HydraProperties properties,
      ObjectProvider<CallObserver> observer,
      ObjectProvider<ApiClientCustomizer> customizers) {
    ApiClient.Builder builder = ApiClient.builder();
    boolean anyServer = setServers(properties, builder);
    builder
        .timeout(properties.timeout())
        .deadline(properties.deadline())
        .maxResponseBytes(properties.maxResponseSize().toBytes());
    if (!properties.retry()) {
      builder.retry(RetryPolicy.none());
    }
    if (properties.allowInsecureHttp()) {
      builder.allowInsecureHttp();
    }
    Secret token = properties.bearerToken();
    if (token != null) {
      set("bearer-token", () -> builder.bearerToken(token.reveal()));
    }
    properties
        .headers()
        .forEach((name, value) -> set("headers", () -> builder.header(name, value.reveal())));
    observer.ifUnique(builder::observer);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    try {
      return builder.build();
    } catch (IllegalStateException e) {
      throw anyServer ? e : new HydraSettingsException("no server is set", e);
    }
  }

  private static boolean setServers(HydraProperties properties, ApiClient.Builder builder) {
    String project = blankAsNull(properties.projectUrl());
    String admin = blankAsNull(properties.adminUrl());
    String open = blankAsNull(properties.publicUrl());
    if (project != null) {
      if (admin != null || open != null) {
        throw new HydraSettingsException(
            "ory.hydra.project-url is set, and so is admin-url or public-url", null);
      }
      set("project-url", () -> builder.projectUrl(project));
    }
    if (admin != null) {
      set("admin-url", () -> builder.adminUrl(admin));
    }
    if (open != null) {
      set("public-url", () -> builder.publicUrl(open));
    }
    return project != null || admin != null || open != null;
  }

  /** An environment variable can be empty, but hardly be taken away. */
  private static @Nullable String blankAsNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static void set(String property, Runnable setting) {
    try {
      setting.run();
    } catch (IllegalArgumentException e) {
      throw new HydraSettingsException("ory.hydra." + property + ": " + e.getMessage(), e);
    }
  }
}
