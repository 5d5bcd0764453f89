package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** How fast calls that go side by side may begin, by what answers say about rate limits. */
class PaceTest {
  private static final Headers SILENT = Headers.of();

  private final TestTime time = new TestTime();
  private final Pace pace = new Pace(time);

  private static Headers remaining(int requests, int secondsToReset) {
    return Headers.of(
        "x-ratelimit-remaining", String.valueOf(requests),
        "x-ratelimit-reset", String.valueOf(secondsToReset));
  }

  @Test
  void answersThatSayNothingLimitNothing() {
    pace.answered("list", 200, SILENT);
    pace.answered("list", 500, SILENT);
    assertThat(pace.pause()).isZero();
    assertThat(pace.permits(1_000)).isTrue();
  }

  @Test
  void refusalWithoutAWaitPausesForASecond() {
    pace.answered("list", 429, SILENT);
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(1));
    time.pass(Duration.ofMillis(400));
    assertThat(pace.pause()).isEqualTo(Duration.ofMillis(600));
    time.pass(Duration.ofMillis(600));
    assertThat(pace.pause()).isZero();
  }

  @Test
  void refusalPausesAsLongAsItAsks() {
    pace.answered("list", 429, Headers.of("Retry-After", "7"));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void noPauseIsLongerThanAMinute() {
    pace.answered("list", 429, Headers.of("Retry-After", "3600"));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void refusalThatAsksForNoWaitPausesForASecondAllTheSame() {
    pace.answered("list", 429, Headers.of("Retry-After", "0"));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shorterPauseDoesNotEndALongerOne() {
    pace.answered("list", 429, Headers.of("Retry-After", "9"));
    pace.answered("list", 429, Headers.of("Retry-After", "3"));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(9));
    pace.answered("list", 429, Headers.of("Retry-After", "12"));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void newPauseCountsFromItsOwnAnswer() {
    pace.answered("list", 429, Headers.of("Retry-After", "5"));
    time.pass(Duration.ofSeconds(5));
    assertThat(pace.pause()).isZero();
    pace.answered("list", 429, Headers.of("Retry-After", "2"));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void nobodyBeginsOnceNothingRemains() {
    pace.answered("list", 200, remaining(0, 4));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(4));
    assertThat(pace.permits(1)).isFalse();
    assertThat(pace.permits(0)).as("somebody has to ask again").isTrue();
  }

  @Test
  void resetAtOncePausesNobody() {
    pace.answered("list", 200, remaining(0, 0));
    assertThat(pace.pause()).isZero();
  }

  @Test
  void noMoreBeginThanRequestsRemain() {
    pace.answered("list", 200, remaining(3, 30));
    assertThat(pace.pause()).isZero();
    assertThat(pace.permits(2)).isTrue();
    assertThat(pace.permits(3)).isFalse();
  }

  @Test
  void operationWithTheFewestDecides() {
    pace.answered("list", 200, remaining(8, 30));
    pace.answered("get", 200, remaining(2, 30));
    assertThat(pace.permits(1)).isTrue();
    assertThat(pace.permits(2)).isFalse();
    pace.answered("get", 200, remaining(9, 30));
    assertThat(pace.permits(7)).isTrue();
    assertThat(pace.permits(8)).isFalse();
  }

  @Test
  void everythingIsPermittedAgainInANewWindow() {
    pace.answered("list", 429, SILENT);
    assertThat(pace.permits(1)).isFalse();
    time.pass(Duration.ofSeconds(1));
    assertThat(pace.pause()).isZero();
    assertThat(pace.permits(1_000)).isTrue();
  }
}
