package dev.oryadmin.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer says of rate limits: how long to wait, from {@code Retry-After} (RFC 9110)
 * and {@code x-ratelimit-reset}, and how many requests remain.
 */
public final class RateLimitHeaders {
  private static final int MOST_DIGITS = 9; // over 30 years

  /** Longer values are ignored: reading one could take longer than the wait. */
  private static final int LONGEST = 200;

  private RateLimitHeaders() {}

  /**
   * Returns the longest wait that any header asks for; null if none can be read. Where each bucket
   * says what remains of it and when it begins anew, those that are not used up ask for nothing.
   */
  public static @Nullable Duration retryAfter(Headers headers, Instant now) {
    Duration longest = null;
    for (String value : headers.values("Retry-After")) {
      longest = longer(longest, longestOf(value, now));
    }
    List<String> resets = headers.values("x-ratelimit-reset");
    List<String> remaining = headers.values("x-ratelimit-remaining");
    boolean paired = resets.size() == remaining.size() && remaining.contains("0");
    for (int i = 0; i < resets.size(); i++) {
      if (!paired || remaining.get(i).equals("0")) {
        longest = longer(longest, longestOf(resets.get(i), now));
      }
    }
    return longest;
  }

  /** One header can carry several values, one for each bucket. A date has a comma of its own. */
  private static @Nullable Duration longestOf(String value, Instant now) {
    if (value.length() > LONGEST) {
      return null; // a date has 29 characters
    }
    Duration longest = wait(value.strip(), now);
    for (String part : value.split(",", -1)) {
      longest = longer(longest, wait(part.strip(), now));
    }
    return longest;
  }

  /**
   * Returns how many requests remain, of the bucket that has the fewest; null if nothing says so.
   */
  public static @Nullable Integer remaining(Headers headers) {
    Integer least = null;
    for (String value : headers.values("x-ratelimit-remaining")) {
      if (value.length() <= LONGEST) {
        for (String part : value.split(",", -1)) {
          String digits = part.strip();
          if (digits.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            int left = Integer.parseInt(digits);
            least = least == null ? left : Math.min(least, left);
          }
        }
      }
    }
    return least;
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
