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
 * Decides whether a failed attempt is followed by another, and when. Knows what the attempts so far
 * can have done on the server. One for each execution; used by one thread at a time.
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
      return afterRateLimit(limited); // refused before it was processed, whatever the operation
    }
    if (failure instanceof ConflictException conflict
        && conflict.status() == 400
        && conflict.reason() == ConflictException.Reason.CONCURRENT_WRITE) {
      return afterSerialization(); // rolled back, whatever the operation
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

  /** True if any failed attempt so far may have been processed all the same. Any thread may ask. */
  boolean mayHaveBeenProcessed() {
    return processed;
  }

  /** True if "no such client" can be the work of an attempt before. */
  boolean deletedBefore() {
    return processed && operation.retrySafety() == RetrySafety.DELETION;
  }

  /** True if a 401 can be the work of an attempt before, which deleted the client and its token. */
  boolean tokenMayHaveDied() {
    return processed && operation.retrySafety() == RetrySafety.TOKEN_DELETION;
  }
}
