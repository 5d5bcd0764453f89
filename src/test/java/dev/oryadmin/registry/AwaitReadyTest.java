package dev.oryadmin.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.TransportException;
import dev.oryadmin.UnauthorizedException;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** Waiting for a server that is starting up. */
class AwaitReadyTest {
  @Test
  void readyServerCausesNoWait() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.registry.awaitReady(Duration.ofSeconds(1));
      assertThat(it.hydra.requests()).hasSize(1);
      assertThat(it.time.waits()).isEmpty();
    }
  }

  @Test
  void temporaryFailuresAreWaitedOut() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.hydra.fail(request -> true, Fault.disconnect());
      it.hydra.fail(request -> true, Fault.answer(503, ""));
      it.hydra.fail(request -> true, Fault.answer(500, "no database"));
      it.hydra.fail(request -> true, Fault.answer(429, Headers.of(), ""));

      it.registry.awaitReady(Duration.ofMinutes(1));

      assertThat(it.hydra.requests()).hasSize(5);
      assertThat(it.time.waits())
          .extracting(Duration::toMillis)
          .containsExactly(100L, 200L, 400L, 800L);
    }
  }

  @Test
  void timeoutReportsTheLastFailure() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.hydra.close();

      assertThatThrownBy(() -> it.registry.awaitReady(Duration.ofSeconds(30)))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.mayHaveBeenSent()).isFalse())
          .hasMessageStartingWith("listOAuth2Clients: not ready within 30 s: no connection: ")
          .cause()
          .isInstanceOf(TransportException.class);
      Duration waited = it.time.waits().stream().reduce(Duration.ZERO, Duration::plus);
      assertThat(waited).isBetween(Duration.ofSeconds(27), Duration.ofSeconds(30));
    }
  }

  @Test
  void permanentFailuresAreThrownAtOnce() {
    try (RegistryTesting it = new RegistryTesting(FakeHydra.builder().gateway("ory_pat_key"))) {
      assertThatThrownBy(() -> it.registry.awaitReady(Duration.ofMinutes(1)))
          .isInstanceOf(UnauthorizedException.class);
      assertThat(it.time.waits()).isEmpty();
    }
  }

  @Test
  void interruptEndsTheWait() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.registry.awaitReady(Duration.ofSeconds(1)); // loads classes, where tools lose interrupts
      it.hydra.close();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> it.registry.awaitReady(Duration.ofMinutes(1)))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
      assertThat(it.time.waits()).isEmpty();
    }
  }

  @Test
  void timeMustBePositive() {
    try (RegistryTesting it = new RegistryTesting()) {
      assertThatIllegalArgumentException().isThrownBy(() -> it.registry.awaitReady(Duration.ZERO));
    }
  }

  @Test
  void hugeTimeMeansForEver() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.hydra.fail(request -> true, Fault.answer(503, "").times(100));

      it.registry.awaitReady(ChronoUnit.FOREVER.getDuration());

      assertThat(it.hydra.requests()).hasSize(101);
    }
  }

  @Test
  void shortTimesAreShownInMilliseconds() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.hydra.fail(request -> true, Fault.answer(503, "").always());

      assertThatThrownBy(() -> it.registry.awaitReady(Duration.ofMillis(500)))
          .hasMessage("listOAuth2Clients: not ready within 500 ms: 503 Service Unavailable");
    }
  }
}
