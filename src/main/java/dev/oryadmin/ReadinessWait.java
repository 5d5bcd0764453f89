package dev.oryadmin;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.internal.http.Time;
import java.time.Duration;

/** One run of {@link ClientRegistry#awaitReady}: asks for a list until one comes. */
record ReadinessWait(ClientsApi clients, Time time) {
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Duration FOR_EVER = Duration.ofDays(365); // nanoseconds have to fit

  void atMost(Duration atMost) {
    long end = time.nanos() + shorter(atMost, FOR_EVER).toNanos();
    Duration wait = FIRST_WAIT;
    while (true) {
      Duration left = Duration.ofNanos(Math.max(1, end - time.nanos()));
      ApiCall<?> probe = clients.listCall(query -> query.pageSize(1)).retry(RetryPolicy.none());
      try {
        probe.timeout(shorter(left, LONGEST_PROBE)).execute();
        return;
      } catch (RateLimitedException | ServerException | TransportException e) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (interrupted || time.nanos() + wait.toNanos() - end >= 0) {
          throw interrupted ? e : notReady(atMost, e);
        }
      }
      Pause.of(wait, time, "awaitReady");
      wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
    }
  }

  private static TransportException notReady(Duration atMost, OryException last) {
    return new TransportException(
        "not ready within " + TransportFailure.inWords(atMost) + ": " + last.words(),
        last,
        false,
        last.facts());
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
