package dev.oryadmin;

import dev.oryadmin.internal.http.RateLimitHeaders;
import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run over many clients within the rate limits.
 *
 * <p>A single call that is refused waits by itself. Of many calls side by side, each would be
 * refused first. Here, after a 429 or an answer that says that no request remains, no further
 * client is started until the limit is over. And no more clients are started than requests remain.
 * Safe for use by several threads.
 */
final class Pace {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Time time;
  private long pausedUntil;
  private boolean paused;

  /** What each operation was told to have left. */
  private final Map<String, Integer> remaining = new HashMap<>();

  Pace(Time time) {
    this.time = time;
  }

  /** Takes note of an answer. Most say nothing, and then no thread waits for another one here. */
  void answered(String operation, int status, Headers headers) {
    Integer said = RateLimitHeaders.remaining(headers);
    boolean refused = status == TOO_MANY_REQUESTS;
    if (said != null || refused) {
      limited(operation, said == null ? 0 : said, refused, headers);
    }
  }

  private synchronized void limited(String operation, int left, boolean refused, Headers headers) {
    remaining.put(operation, left);
    if (refused || left == 0) {
      Duration asked = RateLimitHeaders.retryAfter(headers, time.now());
      Duration pause = bounded(asked, refused ? SHORTEST : Duration.ZERO);
      long until = time.nanos() + pause.toNanos();
      if (!paused || until - pausedUntil > 0) {
        pausedUntil = until;
        paused = true;
      }
    }
  }

  private static Duration bounded(@Nullable Duration asked, Duration shortest) {
    if (asked == null || asked.compareTo(shortest) < 0) {
      return shortest;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  /** Returns how long to wait before the next one begins. */
  synchronized Duration pause() {
    if (!paused) {
      return Duration.ZERO;
    }
    long left = pausedUntil - time.nanos();
    if (left > 0) {
      return Duration.ofNanos(left);
    }
    paused = false;
    remaining.clear(); // a new window; the next answers say how many
    return Duration.ZERO;
  }

  /** Returns true if one more may begin beside so many that are under way. */
  synchronized boolean permits(int underWay) {
    return underWay == 0 || remaining.values().stream().allMatch(left -> underWay < left);
  }
}
