package dev.oryadmin;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a call when it fails.
 *
 * @param operation the operationId
 * @param status the status of the last answer; null if there was none
 * @param headers the headers of the last answer; empty if there was none
 * @param attempts the number of attempts
 */
record CallFacts(
    @Nullable String operation, @Nullable Integer status, Headers headers, int attempts) {
  /** For failures outside of a call. */
  static final CallFacts NONE = new CallFacts(null, null, Headers.of(), 0);

  String prefix() {
    return operation == null ? "" : operation + ": ";
  }
}
