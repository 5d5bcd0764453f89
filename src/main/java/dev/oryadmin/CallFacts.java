package dev.oryadmin;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call when it fails.
 *
 * @param operation the operationId
 * @param status the status of the last answer
 * @param headers of the last answer; empty without one
 * @param attempts how many times the request was tried
 */
record CallFacts(
    @Nullable String operation, @Nullable Integer status, Headers headers, int attempts) {
  /** Nothing is known: it was not a call. */
  static final CallFacts NONE = new CallFacts(null, null, Headers.of(), 0);

  String prefix() {
    return operation == null ? "" : operation + ": ";
  }
}
