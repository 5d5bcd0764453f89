package dev.oryadmin.spring;

import org.jspecify.annotations.Nullable;

/** The properties {@code ory.hydra.*} make no client. */
final class HydraSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HydraSettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
