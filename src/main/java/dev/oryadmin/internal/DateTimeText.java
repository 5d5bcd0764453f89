package dev.oryadmin.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Date-times as RFC 3339 writes them. */
final class DateTimeText {
  private DateTimeText() {}

  /** Throws {@link java.time.DateTimeException} if the text is none. */
  static Instant parse(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** Throws {@link IllegalArgumentException} if RFC 3339 has no text for the instant. */
  static String format(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    if (year < 0 || year > 9999) {
      throw new IllegalArgumentException("RFC 3339 has no year " + year);
    }
    return instant.toString();
  }
}
