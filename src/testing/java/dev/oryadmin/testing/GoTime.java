package dev.oryadmin.testing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time, read and written like Go's time.RFC3339Nano. */
final class GoTime {
  /** The year 1, which Go takes for "no time". */
  static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";
  private static final Pattern FIELD = Pattern.compile("2006|01|02|15|04|05|Z07:00|[-T:]");
  private static final Pattern FRACTION = Pattern.compile("^[.,][0-9]{1,9}");
  private static final Pattern OFFSET = Pattern.compile("^(Z|[+-][0-9]{2}:[0-9]{2})$");

  private GoTime() {}

  static Instant parse(String text) throws GoException {
    String rest = text;
    Matcher field = FIELD.matcher(LAYOUT);
    while (field.find()) {
      String expected = field.group();
      int length = expected.length();
      boolean matches;
      if (expected.equals("Z07:00")) {
        Matcher fraction = FRACTION.matcher(rest);
        if (fraction.find()) {
          rest = rest.substring(fraction.end());
        }
        matches = OFFSET.matcher(rest).matches();
        length = rest.length();
      } else if (length == 1) {
        matches = rest.startsWith(expected);
      } else {
        matches =
            rest.length() >= length && rest.substring(0, length).chars().allMatch(GoTime::isDigit);
      }
      if (!matches) {
        throw new GoException(
            "parsing time \"%s\" as \"%s\": cannot parse \"%s\" as \"%s\""
                .formatted(text, LAYOUT, rest, expected));
      }
      rest = rest.substring(length);
    }
    try {
      return OffsetDateTime.parse(text.replace(',', '.')).toInstant();
    } catch (DateTimeException e) {
      throw new GoException("parsing time \"" + text + "\": day out of range");
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Writes a time in UTC; zeros at the end of the fraction are cut off, one by one. */
  static String format(Instant time) {
    String whole = time.truncatedTo(ChronoUnit.SECONDS).toString();
    String digits = "%09d".formatted(time.get(ChronoField.NANO_OF_SECOND)).replaceAll("0+$", "");
    return digits.isEmpty() ? whole : whole.replace("Z", "." + digits + "Z");
  }
}
