package dev.oryadmin;

import dev.oryadmin.Operation.RetrySafety;
import dev.oryadmin.internal.http.Time;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when another attempt follows a failed one. It knows what the attempts so far
 * may have done on the server. There is one for each execution, used by one thread at a time.
 */
final class Retry {
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);

  private final Operation operation;
  private final RetryPolicy policy;
  private final Time time;
  private int rateLimited;
  private int failed;
  private boolean conflicted;
  private volatile boolean processed;

  Retry(Operation operation, RetryPolicy policy, Time time) {
    this.operation = operation;
    this.policy = policy;
    this.time = time;
  }

  /** Returns how long to wait before the next attempt; null if there is none. */
  @Nullable Duration after(OryException failure, boolean mayHaveBeenSent) {
    if (failure instanceof RateLimitedException limited) {
      return afterRateLimit(
          limited); // any operation: the request was refused before it was processed
    }
    if (failure instanceof ConflictException conflict
        && conflict.status() == 400
        && conflict.reason() == ConflictException.Reason.CONCURRENT_WRITE) {
      return afterSerialization(); // any operation: the database rolled it back
    }
    boolean repeatable = operation.retrySafety() != RetrySafety.ONCE || !mayHaveBeenSent;
    processed |= mayHaveBeenSent;
    return repeatable && mayPass(failure) ? next(policy.failureWaits(), failed++) : null;
  }

  private @Nullable Duration afterRateLimit(RateLimitedException limited) {
    if (rateLimited == policy.rateLimitWaits().size()) {
      return null;
    }
    Duration wait = policy.rateLimitWaits().get(rateLimited++);
    Duration asked = limited.retryAfter();
    if (asked != null) {
      Duration longest = policy.longestWait();
      wait = longer(wait, asked.compareTo(longest) > 0 ? longest : asked);
    }
    return policy.jittered(wait, time.random());
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private @Nullable Duration afterSerialization() {
    if (conflicted || !policy.conflictRetried()) {
      return null;
    }
    conflicted = true;
    return next(List.of(Duration.ofMillis(200)), 0);
  }

  private @Nullable Duration next(List<Duration> waits, int index) {
    return index < waits.size() ? policy.jittered(waits.get(index), time.random()) : null;
  }

  private static boolean mayPass(OryException failure) {
    if (failure instanceof TransportException) {
      Throwable cause = failure.getCause();
      return !(cause instanceof SSLPeerUnverifiedException)
          && !(cause != null && cause.getCause() instanceof CertificateException);
    }
    OptionalInt status = failure.answerStatus();
    return status.isPresent() && PASSING.contains(status.getAsInt());
  }

  /**
   * Returns true if any failed attempt so far may have been processed. May be called by any thread.
   */
  boolean mayHaveBeenProcessed() {
    return processed;
  }

  /** Returns true if "no such client" may be the result of an earlier attempt. */
  boolean deletedBefore() {
    return processed && operation.retrySafety() == RetrySafety.DELETION;
  }

  /**
   * Returns true if a 401 may be the result of an earlier attempt that deleted the client and its
   * token.
   */
  boolean tokenMayHaveDied() {
    return processed && operation.retrySafety() == RetrySafety.TOKEN_DELETION;
  }
}
