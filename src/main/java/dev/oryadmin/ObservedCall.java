package dev.oryadmin;

import dev.oryadmin.CallObserver.Ended;
import dev.oryadmin.CallObserver.Observation;
import dev.oryadmin.CallObserver.Outcome;
import dev.oryadmin.CallObserver.Scope;
import dev.oryadmin.internal.http.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the application's observer about one call, and ignores whatever it throws. */
final class ObservedCall {
  private static final Logger LOG = System.getLogger("dev.oryadmin.http");
  private static final Scope NONE = () -> {};

  private final ApiCall<?> call;
  private final Time time;
  private final long begin;
  private final @Nullable Observation observation;

  ObservedCall(ApiCall<?> call) {
    Settings settings = call.transport.settings();
    CallObserver observer = settings.observer();
    this.call = call;
    this.time = settings.time();
    this.begin = time.nanos();
    this.observation = observer == null ? null : safely(() -> observer.begin(call.operation));
  }

  /** Makes the caller's context current on this thread. */
  Scope enter() {
    Observation told = observation;
    Scope scope = told == null ? null : safely(told::enter);
    if (scope == null) {
      return NONE;
    }
    return () -> safely(scope::close);
  }

  void attempted(Attempt attempt, AttemptResult<?> conclusion) {
    Observation told = observation;
    if (told == null) {
      return;
    }
    Ended ended;
    if (conclusion instanceof AttemptResult.Done<?> done) {
      ended = ended(attempt.begin(), done.response(), null, Outcome.SUCCEEDED, attempt.number());
    } else if (conclusion instanceof AttemptResult.Again<?> again) {
      ended = ended(attempt.begin(), null, again.failure(), Outcome.RETRIED, attempt.number());
    } else {
      Throwable failure = ((AttemptResult.Failed<?>) conclusion).failure();
      ended = ended(attempt.begin(), null, failure, Outcome.FAILED, attempt.number());
    }
    safely(() -> told.attempted(ended));
  }

  /** Tells that the call has ended, with an answer or a failure. */
  void ended(@Nullable ApiResponse<?> response, @Nullable Throwable failure, int attempts) {
    Observation told = observation;
    if (told != null) {
      Outcome outcome = failure == null ? Outcome.SUCCEEDED : Outcome.FAILED;
      Ended ended = ended(begin, response, failure, outcome, attempts);
      safely(() -> told.ended(ended));
    }
  }

  private Ended ended(
      long since,
      @Nullable ApiResponse<?> response,
      @Nullable Throwable failure,
      Outcome outcome,
      int attempts) {
    Integer status = response == null ? null : Integer.valueOf(response.status());
    String requestId = response == null ? null : response.requestId();
    if (failure instanceof OryException ours) {
      OptionalInt answered = ours.answerStatus();
      status = answered.isPresent() ? answered.getAsInt() : null;
      requestId = ours.requestId();
    }
    Duration duration = Duration.ofNanos(time.nanos() - since);
    return new Ended(call.operation, attempts, outcome, status, duration, requestId, failure);
  }

  private static void safely(Runnable task) {
    Object unused =
        safely(
            () -> {
              task.run();
              return null;
            });
  }

  private static <V extends @Nullable Object> @Nullable V safely(Supplier<V> task) {
    try {
      return task.get();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a CallObserver threw {0}", e.getClass().getName());
      return null;
    }
  }
}
