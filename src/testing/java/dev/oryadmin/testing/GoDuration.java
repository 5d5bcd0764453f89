package dev.oryadmin.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** A span of time in nanoseconds, read and written like Go's time.Duration. */
record GoDuration(long nanos) {
  /** The size of the least duration as an unsigned number: one more than the greatest has. */
  private static final long LIMIT = Long.MIN_VALUE;

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  static GoDuration parse(String text) throws GoException {
    int at = 0;
    boolean negative = text.startsWith("-");
    if (negative || text.startsWith("+")) {
      at++;
    }
    if (text.substring(at).equals("0")) {
      return new GoDuration(0);
    }
    if (at == text.length()) {
      throw invalid(text);
    }
    long sum = 0; // unsigned, as everything is until the sign comes in
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
        throw invalid(text);
      }
      long count = number(whole, text);
      start = at;
      at = unit(text, at);
      String unit = text.substring(start, at);
      if (unit.isEmpty()) {
        throw new GoException("time: missing unit in duration " + GoText.quote(text));
      }
      Long scale = UNITS.get(unit);
      if (scale == null) {
        throw new GoException(
            "time: unknown unit " + GoText.quote(unit) + " in duration " + GoText.quote(text));
      }
      if (exceeds(count, Long.divideUnsigned(LIMIT, scale))) {
        throw invalid(text);
      }
      long part = count * scale + fraction(fraction, scale);
      if (exceeds(part, LIMIT) || exceeds(sum + part, LIMIT)) {
        throw invalid(text);
      }
      sum += part;
    }
    if (sum == LIMIT && !negative) {
      throw invalid(text);
    }
    return new GoDuration(negative ? -sum : sum);
  }

  private static long number(String digits, String text) throws GoException {
    long count = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (exceeds(count, Long.divideUnsigned(LIMIT, 10))) {
        throw invalid(text);
      }
      count = count * 10 + (digits.charAt(i) - '0');
      if (exceeds(count, LIMIT)) {
        throw invalid(text);
      }
    }
    return count;
  }

  /**
   * Through floating point, as in Go: exact arithmetic is one nanosecond off for {@code
   * 0.3333333333333333333h}. Digits that do not fit into 63 bits are passed over.
   */
  private static long fraction(String digits, long unit) {
    long count = 0;
    double scale = 1;
    for (int i = 0; i < digits.length() && count <= Long.MAX_VALUE / 10; i++) {
      long longer = count * 10 + (digits.charAt(i) - '0');
      if (exceeds(longer, LIMIT)) {
        break;
      }
      count = longer;
      scale *= 10;
    }
    double size = count == LIMIT ? -(double) LIMIT : count;
    return (long) (size * (unit / scale));
  }

  private static boolean exceeds(long unsigned, long limit) {
    return Long.compareUnsigned(unsigned, limit) > 0;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** A unit goes on until the next number. */
  private static int unit(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static GoException invalid(String text) {
    return new GoException("time: invalid duration " + GoText.quote(text));
  }

  /** Returns the canonical text, such as {@code 1h30m0s}, {@code 1.5s} or {@code 500ms}. */
  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    BigInteger size = BigInteger.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    if (size.compareTo(BigInteger.valueOf(1_000)) < 0) {
      return sign + size + "ns";
    }
    if (size.compareTo(BigInteger.valueOf(1_000_000)) < 0) {
      return sign + scaled(size, 3) + "µs";
    }
    if (size.compareTo(BigInteger.valueOf(1_000_000_000)) < 0) {
      return sign + scaled(size, 6) + "ms";
    }
    BigInteger[] minutes = size.divideAndRemainder(BigInteger.valueOf(60_000_000_000L));
    String seconds = scaled(minutes[1], 9) + "s";
    BigInteger[] hours = minutes[0].divideAndRemainder(BigInteger.valueOf(60));
    if (minutes[0].signum() == 0) {
      return sign + seconds;
    }
    return hours[0].signum() == 0
        ? sign + hours[1] + "m" + seconds
        : sign + hours[0] + "h" + hours[1] + "m" + seconds;
  }

  private static String scaled(BigInteger units, int digits) {
    BigDecimal value = new BigDecimal(units, digits).stripTrailingZeros();
    return value.toPlainString();
  }
}
