package dev.oryadmin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Receives an event for each call and each of its attempts, for metrics and tracing.
 *
 * <p>Implementations must be safe for use by several threads. If they throw, the call continues
 * unchanged.
 */
public interface CallObserver {
  /**
   * Called when a call begins, on the caller's thread, even if the call continues in the
   * background. This is the place to capture the caller's context.
   *
   * @param operation the operation that is called
   * @return the observation of this call
   */
  Observation begin(Operation operation);

  /** The observation of one call. Its methods run one after the other, on any thread. */
  interface Observation {
    /**
     * Called on the thread that makes an attempt, before the interceptors of the application's
     * OkHttpClient. The result is closed after them. This is the place to make the caller's context
     * current.
     */
    default Scope enter() {
      return () -> {};
    }

    /** Called when an attempt has ended. */
    default void attempted(Ended attempt) {}

    /**
     * Called when the call has ended, after its last attempt or during a wait for another one. The
     * caller gets the answer or the failure after this method has returned; only a caller that
     * completes or cancels the future itself does so first.
     */
    default void ended(Ended call) {}
  }

  /** Ends the context that {@link Observation#enter} made current, on the same thread. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** How an attempt or a call ended. */
  enum Outcome {
    /** The caller gets an answer. */
    SUCCEEDED,
    /** It failed, and another attempt follows. */
    RETRIED,
    /** The caller gets a failure. */
    FAILED
  }

  /**
   * How an attempt or a call ended.
   *
   * @param operation the operation that was called
   * @param attempts the number of attempts so far
   * @param outcome how it ended
   * @param status the HTTP status of the answer; null if there was none
   * @param duration how long it took; for a call, with the waits between its attempts
   * @param requestId the request id that the server or a gateway assigned; null if there is none
   * @param failure the exception; null if it succeeded
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
