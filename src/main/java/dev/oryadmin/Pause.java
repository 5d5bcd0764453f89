package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** A wait between calls. An interrupt ends it as it ends a call. */
final class Pause {
  private Pause() {}

  /**
   * Waits on the calling thread.
   *
   * @param operation the operation to name if the thread is interrupted; null for none
   * @throws TransportException if the thread is interrupted; the interrupt flag stays set
   */
  static void of(Duration duration, Time time, @Nullable String operation) {
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(
          "interrupted", e, false, new CallFacts(operation, null, Headers.of(), 0));
    }
  }
}
