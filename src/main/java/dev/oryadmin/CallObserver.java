package dev.oryadmin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each call and each of its attempts: for metrics and tracing.
 *
 * <p>Has to be safe for use by several threads. What it throws changes nothing of the call.
 */
public interface CallObserver {
  /**
   * A call begins. Runs on the thread of the caller, also if the call goes on in the background:
   * the place to keep the caller's context.
   *
   * @param operation what is called
   * @return what is told of the rest of this call
   */
  Observation begin(Operation operation);

  /** The observation of one call. Its methods run one after the other, on any thread. */
  interface Observation {
    /**
     * An attempt is made on this thread. Runs before the interceptors of an OkHttpClient that was
     * given, and after those the result is closed: the place to make the caller's context current.
     */
    default Scope enter() {
      return () -> {};
    }

    /** An attempt has ended. */
    default void attempted(Ended attempt) {}

    /** The call has ended, with its last attempt, or while it waited for another. */
    default void ended(Ended call) {}
  }

  /** Ends what {@link Observation#enter} began, on the same thread. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** How an attempt or a call ended. */
  enum Outcome {
    /** With an answer that the caller gets. */
    SUCCEEDED,
    /** With a failure, and another attempt follows. */
    RETRIED,
    /** With a failure that the caller gets. */
    FAILED
  }

  /**
   * The end of an attempt or a call.
   *
   * @param operation what was called
   * @param attempts how many attempts were made until then
   * @param outcome how it ended
   * @param status the HTTP status of the answer; null if there was none
   * @param duration how long it took; of a call, with its waits
   * @param requestId the id that the server or a gateway gave the request; null if it gave none
   * @param failure what was thrown; null if it succeeded
   */
  record Ended(
      Operation operation,
      int attempts,
      Outcome outcome,
      @Nullable Integer status,
      Duration duration,
      @Nullable String requestId,
      @Nullable Throwable failure) {}
}
