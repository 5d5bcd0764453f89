package dev.oryadmin.spring;

import dev.oryadmin.Secret;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Masks by name what holds a secret of ours, and by value whatever repeats one: a placeholder takes
 * it from a variable of any name, and the JVM's command line and {@code SPRING_APPLICATION_JSON}
 * hold whole properties.
 */
final class HydraSecretSanitizer implements SanitizingFunction {
  private final HydraProperties properties;

  HydraSecretSanitizer(HydraProperties properties) {
    this.properties = properties;
  }

  @Override
  public SanitizableData apply(SanitizableData data) {
    Object value = data.getValue();
    boolean secret = value != null && (namesSecret(data.getKey()) || holdsSecret(value.toString()));
    return secret ? data.withSanitizedValue() : data;
  }

  /** As Spring compares names: {@code ORY_HYDRA_BEARERTOKEN} is one of them. */
  private static boolean namesSecret(String key) {
    String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return plain.contains("oryhydrabearertoken")
        || plain.contains("oryhydraheaders")
        || plain.equals("oryapikey");
  }

  private boolean holdsSecret(String value) {
    return Stream.concat(
            Stream.ofNullable(properties.bearerToken()), properties.headers().values().stream())
        .filter(Objects::nonNull)
        .map(Secret::reveal)
        .anyMatch(secret -> !secret.isBlank() && value.contains(secret));
  }
}
