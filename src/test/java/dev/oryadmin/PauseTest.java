package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A wait between two calls. */
class PauseTest {
  @Test
  void interruptEndsTheWaitAndIsKept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pause.of(Duration.ofHours(1), Time.SYSTEM, "awaitReady"))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.mayHaveBeenSent()).isFalse())
        .hasMessage("awaitReady: interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
  }

  @Test
  void waitsForTheGivenTime() {
    TestTime time = new TestTime();

    Pause.of(Duration.ofSeconds(3), time, null);

    assertThat(time.waits()).containsExactly(Duration.ofSeconds(3));
  }
}
