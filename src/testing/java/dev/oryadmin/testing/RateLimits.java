package dev.oryadmin.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import okhttp3.Headers;

/**
 * Counts requests per bucket in windows of time. The first request of a bucket opens its window; as
 * on Ory Network, each bucket that a request counts for sends its own header values. Thread-safe.
 */
final class RateLimits {
  private final Clock clock;
  private final Map<RateLimitBucket, Window> windows = new EnumMap<>(RateLimitBucket.class);

  RateLimits(Clock clock, Map<RateLimitBucket, Limit> limits) {
    this.clock = clock;
    limits.forEach((bucket, limit) -> windows.put(bucket, new Window(limit)));
  }

  record Limit(int requests, Duration window) {}

  /** What the limits say about one request. */
  record Verdict(boolean refused, Headers headers) {}

  synchronized Verdict count(ReceivedRequest request) {
    RateLimitBucket own = RateLimitBucket.of(request);
    Headers.Builder headers = new Headers.Builder();
    boolean refused = false;
    for (Map.Entry<RateLimitBucket, Window> entry : windows.entrySet()) {
      if (entry.getKey() == RateLimitBucket.ANY || entry.getKey() == own) {
        refused |= !entry.getValue().take(clock.instant());
      }
    }
    for (Map.Entry<RateLimitBucket, Window> entry : windows.entrySet()) {
      if (entry.getKey() == RateLimitBucket.ANY || entry.getKey() == own) {
        entry.getValue().describe(headers, clock.instant());
      }
    }
    return new Verdict(refused, headers.build());
  }

  synchronized void reset() {
    windows.values().forEach(window -> window.used = 0);
  }

  private static final class Window {
    private final Limit limit;
    private Instant end = Instant.MIN;
    private int used;

    Window(Limit limit) {
      this.limit = limit;
    }

    boolean take(Instant now) {
      if (!now.isBefore(end)) {
        end = now.plus(limit.window());
        used = 0;
      }
      used = Math.min(used + 1, limit.requests() + 1);
      return used <= limit.requests();
    }

    void describe(Headers.Builder headers, Instant now) {
      Duration left = Duration.between(now, end);
      headers.add("x-ratelimit-limit", Integer.toString(limit.requests()));
      headers.add("x-ratelimit-remaining", Integer.toString(Math.max(0, limit.requests() - used)));
      headers.add("x-ratelimit-reset", Long.toString(left.plusNanos(999_999_999).toSeconds()));
    }
  }
}
