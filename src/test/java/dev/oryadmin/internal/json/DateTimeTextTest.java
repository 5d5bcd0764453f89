package dev.oryadmin.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "2026-07-24T17:02:16Z,                2026-07-24T17:02:16Z",
    "2026-07-24T17:02:16.1Z,              2026-07-24T17:02:16.100Z",
    "2026-07-24T17:02:16.74558Z,          2026-07-24T17:02:16.745580Z",
    "2026-07-24T17:02:16.123456789Z,      2026-07-24T17:02:16.123456789Z",
    "2026-07-24T17:02:16.123456+02:00,    2026-07-24T15:02:16.123456Z",
    "2026-07-24T17:02:16-05:30,           2026-07-24T22:32:16Z",
    "2026-07-24T17:02:16-00:00,           2026-07-24T17:02:16Z",
    "2026-07-24T00:00:00+23:59,           2026-07-23T00:01:00Z",
    "2026-07-24T00:00:00-23:59,           2026-07-24T23:59:00Z",
    "2026-07-24t17:02:16z,                2026-07-24T17:02:16Z",
    "2024-02-29T23:59:59Z,                2024-02-29T23:59:59Z",
    "0001-01-01T00:00:00Z,                0001-01-01T00:00:00Z",
    "0000-01-01T00:00:00+01:00,           -0001-12-31T23:00:00Z",
    "9999-12-31T23:59:59.999999999Z,      9999-12-31T23:59:59.999999999Z",
  })
  void anyDateTimeOfRfc3339IsRead(String text, String expected) {
    assertThat(DateTimeText.parse(text)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-07-24",
        "2026-07-24T17:02Z",
        "2026-07-24T17:02:16",
        "2026-07-24T17:02:16.Z",
        "2026-07-24T17:02:16.1234567890Z",
        "2026-07-24T17:02:16,5Z",
        "2026-07-24T24:00:00Z",
        "2026-07-24T17:60:00Z",
        "2026-07-24T17:02:60Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-07-24T17:02:16+24:00",
        "2026-07-24T17:02:16+01:60",
        "2026-07-24T17:02:16+0100",
        "2026-07-24T17:02:16+1:00",
        "+2026-07-24T17:02:16Z",
        "-0001-07-24T17:02:16Z",
        "10000-01-01T00:00:00Z",
        "2026-07-24T17:02:16Z ",
        "\u0662026-07-24T17:02:16Z",
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> DateTimeText.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-07-24T17:02:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
  void writtenDateTimesAreReadBack(String text) {
    assertThat(DateTimeText.format(Instant.parse(text))).isEqualTo(text);
    assertThat(DateTimeText.parse(text)).isEqualTo(Instant.parse(text));
  }

  @Test
  void otherYearsAreRefused() {
    for (String text : new String[] {"+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z"}) {
      assertThatThrownBy(() -> DateTimeText.format(Instant.parse(text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("RFC 3339 has no year");
    }
  }
}
