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
   * Returns how long the server asks to wait: the longer of {@code Retry-After} and {@code
   * x-ratelimit-reset}; null if it sends neither. May be zero even while the limit is in force.
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
