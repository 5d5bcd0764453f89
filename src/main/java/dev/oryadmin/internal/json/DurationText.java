package dev.oryadmin.internal.json;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * Durations as Go reads and writes them: {@code time.ParseDuration} and {@code Duration.String}.
 *
 * <p>A Go duration is a signed 64-bit count of nanoseconds, about 292 years either way.
 */
public final class DurationText {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", MICRO,
          "\u00b5s", MICRO, // micro sign
          "\u03bcs", MICRO, // Greek small mu
          "ms", MILLI,
          "s", SECOND,
          "m", MINUTE,
          "h", HOUR);

  /**
   * The size of the smallest duration as an unsigned number: it is one more than that of the
   * largest.
   */
  private static final long LIMIT = Long.MIN_VALUE;

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException if Go would refuse the text
   */
  public static Duration parse(String text) {
    int at = 0;
    boolean negative = text.startsWith("-");
    if (negative || text.startsWith("+")) {
      at = 1;
    }
    if (text.substring(at).equals("0")) {
      return Duration.ZERO;
    }
    if (at == text.length()) {
      throw invalid();
    }
    long nanos = 0; // unsigned
    while (at < text.length()) {
      int start = at;
      at = digits(text, at);
      String whole = text.substring(start, at);
      String fraction = "";
      if (at < text.length() && text.charAt(at) == '.') {
        start = at + 1;
        at = digits(text, start);
        fraction = text.substring(start, at);
      }
      if (whole.isEmpty() && fraction.isEmpty()) {
        throw invalid();
      }
      start = at;
      while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
        at++;
      }
      Long unit = UNITS.get(text.substring(start, at));
      if (unit == null) {
        throw invalid();
      }
      nanos = bounded(nanos + bounded(whole(whole, unit) + fraction(fraction, unit)));
    }
    if (negative) {
      return Duration.ofNanos(-nanos);
    }
    if (nanos == LIMIT) {
      throw invalid();
    }
    return Duration.ofNanos(nanos);
  }

  private static long whole(String digits, long unit) {
    long count = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (Long.compareUnsigned(count, Long.divideUnsigned(LIMIT, 10)) > 0) {
        throw invalid();
      }
      count = bounded(count * 10 + (digits.charAt(i) - '0'));
    }
    if (Long.compareUnsigned(count, Long.divideUnsigned(LIMIT, unit)) > 0) {
      throw invalid();
    }
    return count * unit;
  }

  /**
   * Returns the nanoseconds of a fraction. It computes with doubles because Go does:
   * 0.3333333333333333333h is exactly 20 minutes.
   */
  private static long fraction(String digits, long unit) {
    long count = 0;
    double scale = 1;
    // Digits beyond 63 bits are ignored.
    for (int i = 0; i < digits.length() && count <= Long.MAX_VALUE / 10; i++) {
      long next = count * 10 + (digits.charAt(i) - '0');
      if (Long.compareUnsigned(next, LIMIT) > 0) {
        break;
      }
      count = next;
      scale *= 10;
    }
    double exact = count == LIMIT ? 0x1p63 : count;
    return (long) (exact * (unit / scale));
  }

  /**
   * Returns the number if it is within the limit. A sum of two numbers at the limit wraps around to
   * 0, as in Go.
   */
  private static long bounded(long unsigned) {
    if (Long.compareUnsigned(unsigned, LIMIT) > 0) {
      throw invalid();
    }
    return unsigned;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException("not a Go duration");
  }

  /**
   * Writes a duration the way Go does: {@code 1h30m0s}, {@code 1.5s}, {@code 100ms}, {@code 0s}.
   *
   * @throws IllegalArgumentException if it is beyond 64 bits of nanoseconds
   */
  public static String format(Duration duration) {
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "duration is beyond 64 bits of nanoseconds, about 292 years: " + duration, e);
    }
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    // Unsigned from here on: the least long has no positive counterpart.
    long size = nanos < 0 ? -nanos : nanos;
    if (Long.compareUnsigned(size, MICRO) < 0) {
      return sign + size + "ns";
    }
    if (Long.compareUnsigned(size, MILLI) < 0) {
      return sign + decimal(size, MICRO) + "\u00b5s";
    }
    if (Long.compareUnsigned(size, SECOND) < 0) {
      return sign + decimal(size, MILLI) + "ms";
    }
    long hours = Long.divideUnsigned(size, HOUR);
    long rest = Long.remainderUnsigned(size, HOUR);
    String seconds = decimal(rest % MINUTE, SECOND) + "s";
    if (hours > 0) {
      return sign + hours + "h" + rest / MINUTE + "m" + seconds;
    }
    return sign + (rest >= MINUTE ? rest / MINUTE + "m" : "") + seconds;
  }

  private static String decimal(long nanos, long unit) {
    BigDecimal number = new BigDecimal(nanos).divide(new BigDecimal(unit));
    return number.stripTrailingZeros().toPlainString();
  }
}
