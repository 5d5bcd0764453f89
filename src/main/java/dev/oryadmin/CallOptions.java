package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.HeaderText;
import java.time.Duration;
import okhttp3.Headers;

/**
 * Options that can be set for a client and for each of its calls.
 *
 * @param headers sent with the request
 * @param timeout the limit of one attempt
 * @param deadline the limit of all attempts and the waits between them
 * @param retry how failures are retried
 */
record CallOptions(Headers headers, Duration timeout, Duration deadline, RetryPolicy retry) {
  static final CallOptions STANDARD =
      new CallOptions(
          Headers.of(), Duration.ofSeconds(30), Duration.ofMinutes(2), RetryPolicy.standard());

  /** Returns the same options with a header, which replaces one of the same name. */
  CallOptions withHeader(String name, String value) {
    HeaderText.checkFree(name, value);
    return withHeaders(headers.newBuilder().set(name, value).build());
  }

  /**
   * Returns the same options for one of the servers. The authorization of admin calls is never sent
   * to the public server.
   */
  CallOptions forServer(Operation.Server server) {
    return server == Operation.Server.ADMIN || headers.get(Authorization.HEADER) == null
        ? this
        : withHeaders(headers.newBuilder().removeAll(Authorization.HEADER).build());
  }

  private CallOptions withHeaders(Headers headers) {
    return new CallOptions(headers, timeout, deadline, retry);
  }

  CallOptions withTimeout(Duration timeout) {
    return new CallOptions(headers, positive("timeout", timeout), deadline, retry);
  }

  CallOptions withDeadline(Duration deadline) {
    return new CallOptions(headers, timeout, positive("deadline", deadline), retry);
  }

  CallOptions withRetry(RetryPolicy retry) {
    return new CallOptions(headers, timeout, deadline, requireNonNull(retry, "retry == null"));
  }

  private static Duration positive(String name, Duration duration) {
    if (requireNonNull(duration, name + " == null").isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " is not positive: " + duration);
    }
    // Nanoseconds have to fit into 64 bits.
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }

  private static final Duration LONGEST = Duration.ofDays(365);
}
