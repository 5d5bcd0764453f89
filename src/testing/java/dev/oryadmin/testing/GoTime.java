package dev.oryadmin.testing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time, read and written like Go's time.RFC3339Nano. */
final class GoTime {
  /** The year 1, which Go takes for "no time". */
  static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";
  private static final Pattern FRACTION = Pattern.compile("[.,]([0-9]+)");
  private static final Pattern OFFSET = Pattern.compile("Z|([+-])([0-9]{2}):([0-9]{2})");
  private static final int NANO_DIGITS = 9;

  private final String text;
  private String rest;

  private GoTime(String text) {
    this.text = text;
    this.rest = text;
  }

  /** Reads the text between the quotes as it was sent: an escape is not undone. */
  static Instant parse(String text) throws GoException {
    return new GoTime(text).read();
  }

  private Instant read() throws GoException {
    int year = number("2006", 4, 4);
    literal("-");
    int month = inRange(number("01", 2, 2), 1, 12, "month");
    literal("-");
    int day = number("02", 2, 2);
    literal("T");
    int hour = inRange(number("15", 1, 2), 0, 23, "hour");
    literal(":");
    int minute = inRange(number("04", 2, 2), 0, 59, "minute");
    literal(":");
    int second = inRange(number("05", 2, 2), 0, 59, "second");
    int nanos = fraction();
    int offset = offset();
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
          .toInstant(ZoneOffset.UTC)
          .minusSeconds(offset);
    } catch (DateTimeException e) {
      throw outOfRange("day");
    }
  }

  private int number(String layout, int min, int max) throws GoException {
    int length = 0;
    while (length < max && length < rest.length() && isDigit(rest.charAt(length))) {
      length++;
    }
    if (length < min) {
      throw unreadable(layout);
    }
    int number = Integer.parseInt(rest.substring(0, length));
    rest = rest.substring(length);
    return number;
  }

  private void literal(String expected) throws GoException {
    if (!rest.startsWith(expected)) {
      throw unreadable(expected);
    }
    rest = rest.substring(1);
  }

  private int fraction() {
    Matcher fraction = FRACTION.matcher(rest);
    if (!fraction.lookingAt()) {
      return 0;
    }
    rest = rest.substring(fraction.end());
    String digits = fraction.group(1) + "0".repeat(NANO_DIGITS);
    return Integer.parseInt(digits.substring(0, NANO_DIGITS));
  }

  /** An offset may be of 24 hours, and have 60 minutes. */
  private int offset() throws GoException {
    Matcher offset = OFFSET.matcher(rest);
    if (!offset.matches()) {
      throw unreadable("Z07:00");
    }
    if (offset.group(1) == null) {
      return 0;
    }
    int hours = inRange(Integer.parseInt(offset.group(2)), 0, 24, "time zone offset hour");
    int minutes = inRange(Integer.parseInt(offset.group(3)), 0, 60, "time zone offset minute");
    int seconds = (hours * 60 + minutes) * 60;
    return rest.startsWith("-") ? -seconds : seconds;
  }

  private int inRange(int value, int min, int max, String what) throws GoException {
    if (value < min || value > max) {
      throw outOfRange(what);
    }
    return value;
  }

  private GoException outOfRange(String what) {
    return new GoException("parsing time " + GoText.quote(text) + ": " + what + " out of range");
  }

  private GoException unreadable(String layout) {
    return new GoException(
        "parsing time %s as \"%s\": cannot parse %s as \"%s\""
            .formatted(GoText.quote(text), LAYOUT, GoText.quote(rest), layout));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Writes a time in UTC; zeros at the end of the fraction are cut off, one by one. */
  static String format(Instant time) {
    String whole = time.truncatedTo(ChronoUnit.SECONDS).toString();
    String digits = "%09d".formatted(time.get(ChronoField.NANO_OF_SECOND)).replaceAll("0+$", "");
    return digits.isEmpty() ? whole : whole.replace("Z", "." + digits + "Z");
  }
}
