package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** A wait between calls, ended by an interrupt in the same way as a call is. */
final class Pause {
  private Pause() {}

  /**
   * Waits on the calling thread.
   *
   * @param operation what is to be named if it is interrupted; null for nothing
   * @throws TransportException if the thread is interrupted, whose flag stays set
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
