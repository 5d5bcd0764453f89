package dev.oryadmin.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Date-times as RFC 3339 writes them. */
final class DateTimeText {
  /** The parts are local time, sign, hours and minutes of the offset. */
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?)"
              + "(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))",
          Pattern.CASE_INSENSITIVE);

  private DateTimeText() {}

  /**
   * Returns the instant.
   *
   * @throws DateTimeException if the text is no date-time
   */
  static Instant parse(String text) {
    Matcher parts = DATE_TIME.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException("not a date-time of RFC 3339");
    }
    Instant local = LocalDateTime.parse(parts.group(1)).toInstant(ZoneOffset.UTC);
    String sign = parts.group(2);
    if (sign == null) {
      return local;
    }
    // Not by ZoneOffset, which ends at 18 hours.
    long minutes = 60L * Integer.parseInt(parts.group(3)) + Integer.parseInt(parts.group(4));
    return local.plusSeconds(60 * (sign.equals("-") ? minutes : -minutes));
  }

  /**
   * Returns the text.
   *
   * @throws IllegalArgumentException if RFC 3339 has none for the instant
   */
  static String format(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    if (year < 0 || year > 9999) {
      throw new IllegalArgumentException("RFC 3339 has no year " + year);
    }
    return instant.toString();
  }
}
