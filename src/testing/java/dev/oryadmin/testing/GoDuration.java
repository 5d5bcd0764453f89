package dev.oryadmin.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A span of time in nanoseconds, read and written like Go's time.Duration. */
record GoDuration(long nanos) {
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Pattern NUMBER = Pattern.compile("([0-9]*)(?:\\.([0-9]*))?");
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
    BigInteger sum = BigInteger.ZERO;
    while (at < text.length()) {
      Matcher number = NUMBER.matcher(text).region(at, text.length());
      if (!number.lookingAt() || number.group().equals(".") || number.end() == at) {
        throw invalid(text);
      }
      at = number.end();
      int start = at;
      while (at < text.length() && !isNumeric(text.charAt(at))) {
        at++;
      }
      String unit = text.substring(start, at);
      if (unit.isEmpty()) {
        throw new GoException("time: missing unit in duration " + GoText.quote(text));
      }
      Long scale = UNITS.get(unit);
      if (scale == null) {
        throw new GoException(
            "time: unknown unit " + GoText.quote(unit) + " in duration " + GoText.quote(text));
      }
      String whole = number.group(1).isEmpty() ? "0" : number.group(1);
      sum = sum.add(new BigInteger(whole).multiply(BigInteger.valueOf(scale)));
      sum = sum.add(BigInteger.valueOf(fraction(number.group(2), scale)));
    }
    if (sum.compareTo(negative ? MAX.add(BigInteger.ONE) : MAX) > 0) {
      throw invalid(text);
    }
    return new GoDuration((negative ? sum.negate() : sum).longValue());
  }

  /** Go reads as many digits as a long holds, and then goes through a double. */
  private static long fraction(@Nullable String digits, long unit) {
    long value = 0;
    double scale = 1;
    for (int i = 0; digits != null && i < digits.length(); i++) {
      if (value > Long.MAX_VALUE / 10) {
        break;
      }
      long next = value * 10 + (digits.charAt(i) - '0');
      if (next < 0) {
        break;
      }
      value = next;
      scale *= 10;
    }
    return (long) (value * (unit / scale));
  }

  private static boolean isNumeric(char c) {
    return c == '.' || (c >= '0' && c <= '9');
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
