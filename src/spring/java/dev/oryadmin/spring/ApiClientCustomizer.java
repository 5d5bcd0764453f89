package dev.oryadmin.spring;

import dev.oryadmin.ApiClient;

/**
 * Changes how the {@link ApiClient} of the application is set up: for what has no property, such as
 * an HTTP client with another trust store.
 *
 * <p>Beans of this type are called in their order, after the properties and after the observer of
 * the starter were set: what they set wins.
 */
@FunctionalInterface
public interface ApiClientCustomizer {
  /** Changes the builder, which is not built here. */
  void customize(ApiClient.Builder builder);
}
