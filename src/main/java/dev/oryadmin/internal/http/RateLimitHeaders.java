package dev.oryadmin.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long an answer asks to wait, from {@code Retry-After} (RFC 9110) and {@code
 * x-ratelimit-reset}.
 */
public final class RateLimitHeaders {
  private static final int MOST_DIGITS = 9; // over 30 years

  /** Longer values are ignored: reading one could take longer than the wait. */
  private static final int LONGEST = 200;

  private RateLimitHeaders() {}

  /** Returns the longest wait that any header asks for; null if none can be read. */
  public static @Nullable Duration retryAfter(Headers headers, Instant now) {
    Duration longest = null;
    for (String name : List.of("Retry-After", "x-ratelimit-reset")) {
      for (String value : headers.values(name)) {
        if (value.length() > LONGEST) {
          continue; // a date has 29 characters
        }
        longest = longer(longest, wait(value.strip(), now));
        // One header can carry several values, one for each bucket. A date has a comma of its own.
        for (String part : value.split(",", -1)) {
          longest = longer(longest, wait(part.strip(), now));
        }
      }
    }
    return longest;
  }

  private static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
    return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
  }

  private static @Nullable Duration wait(String text, Instant now) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      String digits = text.length() > MOST_DIGITS ? "9".repeat(MOST_DIGITS) : text;
      return Duration.ofSeconds(Long.parseLong(digits));
    }
    try {
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      Duration wait = Duration.between(now, until);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null; // ignored
    }
  }
}
