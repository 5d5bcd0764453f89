package dev.oryadmin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of an attempt. */
sealed interface AttemptResult<T extends @Nullable Object> {
  /** The attempt succeeded. */
  record Done<T extends @Nullable Object>(ApiResponse<T> response) implements AttemptResult<T> {}

  /** The attempt failed, and there is no other. */
  record Failed<T extends @Nullable Object>(Throwable failure) implements AttemptResult<T> {}

  /** The attempt failed, and another follows after a wait. */
  record Again<T extends @Nullable Object>(OryException failure, Duration pause)
      implements AttemptResult<T> {}
}
