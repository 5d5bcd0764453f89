package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a call is retried, and how long it waits before each retry.
 *
 * <p>Whether a failure may be retried at all depends on the operation ({@link
 * Operation.RetrySafety}) and can't be set. A call never waits beyond its deadline. Immutable and
 * safe for use by several threads.
 */
public final class RetryPolicy {
  private static final Duration MAX = Duration.ofDays(1);

  private static final RetryPolicy NONE =
      new RetryPolicy(List.of(), List.of(), Duration.ZERO, 0, false);

  // Together, the waits after a 429 exceed the one-minute windows of Ory Network.
  private static final RetryPolicy STANDARD =
      new RetryPolicy(
          seconds(1, 2, 4, 8, 16, 30),
          List.of(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800)),
          Duration.ofSeconds(60),
          0.25,
          true);

  private final List<Duration> rateLimitWaits;
  private final List<Duration> failureWaits;
  private final Duration longestWait;
  private final double jitter;
  private final boolean conflictRetried;

  private RetryPolicy(
      List<Duration> rateLimitWaits,
      List<Duration> failureWaits,
      Duration longestWait,
      double jitter,
      boolean conflictRetried) {
    this.rateLimitWaits = rateLimitWaits;
    this.failureWaits = failureWaits;
    this.longestWait = longestWait;
    this.jitter = jitter;
    this.conflictRetried = conflictRetried;
  }

  /**
   * Returns the default policy.
   *
   * <p>Status 429: six retries, after at least 1, 2, 4, 8, 16 and 30 seconds. The server's {@code
   * Retry-After} or {@code x-ratelimit-reset} can make a wait longer, up to 60 seconds.
   *
   * <p>Failed connections and status 502, 503 and 504: three retries, after 0.2, 0.4 and 0.8
   * seconds.
   *
   * <p>Two writes that the database could not serialize: one retry.
   *
   * <p>A random part of up to a quarter is added to each wait.
   */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  /** Returns a policy without retries. */
  public static RetryPolicy none() {
    return NONE;
  }

  /** Returns a copy with other minimum waits after a 429. There are as many retries as waits. */
  @CheckReturnValue
  public RetryPolicy rateLimitWaits(Duration... waits) {
    return new RetryPolicy(check(waits), failureWaits, longestWait, jitter, conflictRetried);
  }

  /** Returns a copy with other waits after other failures. There are as many retries as waits. */
  @CheckReturnValue
  public RetryPolicy failureWaits(Duration... waits) {
    return new RetryPolicy(rateLimitWaits, check(waits), longestWait, jitter, conflictRetried);
  }

  /** Returns a copy with another maximum for a wait that the server asks for. */
  @CheckReturnValue
  public RetryPolicy longestWait(Duration longest) {
    return new RetryPolicy(rateLimitWaits, failureWaits, check(longest), jitter, conflictRetried);
  }

  /**
   * Returns a copy with another jitter.
   *
   * @param share the largest random part that is added to a wait: 0 adds nothing, 1 up to the same
   *     time again
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  @CheckReturnValue
  public RetryPolicy jitter(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("jitter is not from 0 to 1: " + share);
    }
    return new RetryPolicy(rateLimitWaits, failureWaits, longestWait, share, conflictRetried);
  }

  /** Returns the minimum wait before each retry of a 429; unmodifiable. */
  public List<Duration> rateLimitWaits() {
    return rateLimitWaits;
  }

  /** Returns the wait before each retry of another failure; unmodifiable. */
  public List<Duration> failureWaits() {
    return failureWaits;
  }

  /** Returns the maximum for a wait that the server asks for. */
  public Duration longestWait() {
    return longestWait;
  }

  /** Returns the largest random part that is added to a wait, from 0 to 1. */
  public double jitter() {
    return jitter;
  }

  boolean conflictRetried() {
    return conflictRetried;
  }

  /** Adds the jitter to a wait. */
  Duration jittered(Duration wait, double random) {
    return wait.plusNanos((long) (wait.toNanos() * jitter * random));
  }

  private static List<Duration> check(Duration... waits) {
    for (Duration wait : requireNonNull(waits, "waits == null")) {
      check(wait);
    }
    return List.of(waits);
  }

  private static Duration check(Duration wait) {
    if (requireNonNull(wait, "wait == null").isNegative() || wait.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("wait is not from 0 to 1 day: " + wait);
    }
    return wait;
  }

  private static List<Duration> seconds(int... seconds) {
    List<Duration> waits = new ArrayList<>();
    for (int s : seconds) {
      waits.add(Duration.ofSeconds(s));
    }
    return List.copyOf(waits);
  }

  @Override
  public String toString() {
    return "RetryPolicy{rateLimitWaits=" + rateLimitWaits + ", failureWaits=" + failureWaits + "}";
  }
}
