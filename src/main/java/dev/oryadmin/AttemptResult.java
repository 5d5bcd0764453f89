package dev.oryadmin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
sealed interface AttemptResult<T extends @Nullable Object> {
  /** With an answer. */
  record Done<T extends @Nullable Object>(ApiResponse<T> response) implements AttemptResult<T> {}

  /** For good, with a RuntimeException or an Error. */
  record Failed<T extends @Nullable Object>(Throwable failure) implements AttemptResult<T> {}

  /** With a failure, and a wait before the next attempt. */
  record Again<T extends @Nullable Object>(OryException failure, Duration pause)
      implements AttemptResult<T> {}
}
