package dev.oryadmin.spring;

import dev.oryadmin.CallObserver;
import dev.oryadmin.Operation;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each call, and below it one of each attempt.
 *
 * <p>Their names are fixed, and their key {@code operation} has as many values as there are
 * operations: no URL, no id of a client. The id of the request, unique as it is, goes to traces
 * only.
 */
final class MicrometerCallObserver implements CallObserver {
  private static final String CALL = "ory.hydra.call";
  private static final String ATTEMPT = "ory.hydra.attempt";
  private static final String NONE = "none";

  private final ObservationRegistry registry;

  MicrometerCallObserver(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Observation begin(Operation operation) {
    return new ObservedCall(operation);
  }

  private final class ObservedCall implements Observation {
    private final Operation operation;
    private final io.micrometer.observation.Observation call;
    private final AtomicReference<io.micrometer.observation.@Nullable Observation> attempt =
        new AtomicReference<>();
    private volatile boolean over;

    ObservedCall(Operation operation) {
      this.operation = operation;
      // Here, on the thread of the caller, it finds what it is a part of.
      this.call = prepared(CALL, operation).start();
    }

    /** Of an attempt in the background this is called on two threads, one after the other. */
    @Override
    public Scope enter() {
      io.micrometer.observation.Observation current = attempt.get();
      if (current == null) {
        if (over) {
          return () -> {};
        }
        current = startAttempt();
        attempt.set(current);
      }
      io.micrometer.observation.Observation.Scope scope = current.openScope();
      return scope::close;
    }

    @Override
    public void attempted(Ended ended) {
      io.micrometer.observation.Observation current = attempt.getAndSet(null);
      if (current != null) {
        stop(current, ended);
      } else if (!over) {
        stop(startAttempt(), ended); // it failed before it was entered
      }
    }

    @Override
    public void ended(Ended ended) {
      over = true;
      io.micrometer.observation.Observation open = attempt.getAndSet(null);
      if (open != null) {
        stop(open, ended); // the call was cancelled, or too late, while the attempt went on
      }
      call.highCardinalityKeyValue("attempts", Integer.toString(ended.attempts()));
      stop(call, ended);
    }

    private io.micrometer.observation.Observation startAttempt() {
      return prepared(ATTEMPT, operation).parentObservation(call).start();
    }
  }

  private io.micrometer.observation.Observation prepared(String name, Operation operation) {
    return io.micrometer.observation.Observation.createNotStarted(name, registry)
        .contextualName(operation.id())
        .lowCardinalityKeyValue("operation", operation.id());
  }

  private static void stop(
      io.micrometer.observation.Observation observation, CallObserver.Ended end) {
    Integer status = end.status();
    Throwable failure = end.failure();
    observation.lowCardinalityKeyValues(
        KeyValues.of(
            KeyValue.of("outcome", end.outcome().name().toLowerCase(Locale.ROOT)),
            KeyValue.of("status", status == null ? NONE : status.toString()),
            KeyValue.of("exception", failure == null ? NONE : failure.getClass().getSimpleName())));
    String requestId = end.requestId();
    if (requestId != null) {
      observation.highCardinalityKeyValue("request.id", requestId);
    }
    if (failure != null) {
      observation.error(failure);
    }
    observation.stop();
  }
}
