package dev.oryadmin.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an answer asks to wait, and how many requests it says remain. */
class RateLimitHeadersTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static @Nullable Duration wait(Headers headers) {
    return RateLimitHeaders.retryAfter(headers, NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                             | PT7S
          1, 9, 3                       | PT9S
          0                             | PT0S
          Thu, 01 Jan 2026 00:00:05 GMT | PT5S
          Thu, 01 Jan 2026 00:00:00 GMT | PT0S
          Wed, 31 Dec 2025 23:59:59 GMT | PT0S
          -1                            |
          soon                          |
          1.5                           |
          """)
  void aWaitIsReadFromEitherHeader(String value, @Nullable Duration expected) {
    assertThat(wait(Headers.of("Retry-After", value))).isEqualTo(expected);
    assertThat(wait(Headers.of("x-ratelimit-reset", value))).isEqualTo(expected);
  }

  @Test
  void theLongestWaitCounts() {
    assertThat(wait(Headers.of("Retry-After", "2", "Retry-After", "5", "x-ratelimit-reset", "4")))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(wait(Headers.of("Retry-After", "2", "x-ratelimit-reset", "4")))
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(wait(Headers.of())).isNull();
  }

  @Test
  void bucketsThatAreNotUsedUpAskForNothing() {
    Headers.Builder buckets =
        new Headers.Builder()
            .add("x-ratelimit-remaining", "100")
            .add("x-ratelimit-reset", "3600")
            .add("x-ratelimit-remaining", "0")
            .add("x-ratelimit-reset", "2");
    assertThat(wait(buckets.build())).isEqualTo(Duration.ofSeconds(2));
    assertThat(RateLimitHeaders.remaining(buckets.build())).isZero();
    buckets.add("x-ratelimit-reset", "9");
    assertThat(wait(buckets.build())).as("not in pairs").isEqualTo(Duration.ofHours(1));
  }

  @Test
  void ifNoBucketIsUsedUpTheLongestResetCounts() {
    Headers headers =
        new Headers.Builder()
            .add("x-ratelimit-remaining", "1")
            .add("x-ratelimit-reset", "30")
            .add("x-ratelimit-remaining", "2")
            .add("x-ratelimit-reset", "40")
            .build();
    assertThat(wait(headers)).isEqualTo(Duration.ofSeconds(40));
    assertThat(RateLimitHeaders.remaining(headers)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5          | 5
          7, 3, 9    | 3
          x, 4       | 4
          -1         |
          99999999999999999999 |
          """)
  void fewestRemainingRequestsCount(String value, @Nullable Integer expected) {
    assertThat(RateLimitHeaders.remaining(Headers.of("x-ratelimit-remaining", value)))
        .isEqualTo(expected);
  }

  @Test
  void veryLongValuesAreNotRead() {
    String most = "0".repeat(99) + "7";
    assertThat(RateLimitHeaders.remaining(Headers.of("x-ratelimit-remaining", "1, ".repeat(90))))
        .isNull();
    assertThat(wait(Headers.of("Retry-After", most + ", ".repeat(100)))).isNull();
  }
}
