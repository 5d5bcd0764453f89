package dev.oryadmin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Status 429: too many requests. The request was not processed. */
public final class RateLimitedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  RateLimitedException(ErrorBody body, CallFacts facts, @Nullable Duration retryAfter) {
    super(body, facts);
    this.retryAfter = retryAfter;
  }

  /**
   * Returns how long the server asks to wait: the longest of {@code Retry-After} and {@code
   * x-ratelimit-reset}; null if it does not say. May be zero, which is not to be trusted.
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
