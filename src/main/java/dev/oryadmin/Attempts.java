package dev.oryadmin;

import dev.oryadmin.internal.http.TunneledException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one execution: prepares each, and draws the conclusion from how it ended.
 *
 * <p>Used by one thread at a time; only {@link #late} may be asked by any.
 */
final class Attempts<T extends @Nullable Object> {
  private final ApiCall<T> call;
  private final Settings settings;
  private final Retry retry;
  private final long end;
  private final List<OryException> failures = new CopyOnWriteArrayList<>();
  private volatile @Nullable Attempt current;

  Attempts(ApiCall<T> call) {
    this.call = call;
    this.settings = call.transport.settings();
    this.retry = new Retry(call.operation, call.options.retry(), settings.time());
    this.end = settings.time().nanos() + call.options.deadline().toNanos();
  }

  /**
   * Prepares the next attempt.
   *
   * @throws IllegalStateException if the client is closed
   */
  Attempt next() {
    Attempt attempt = new Attempt(call, failures.size() + 1, settings.time().nanos());
    Headers.Builder headers = call.options.headers().newBuilder();
    headers.set("Accept", "application/json");
    if (headers.get("User-Agent") == null) {
      headers.set("User-Agent", settings.userAgent());
    }
    Request request =
        new Request.Builder()
            .url(call.url)
            .headers(headers.build())
            .method(call.operation.method(), call.body == null ? null : call.body.body())
            .tag(Operation.class, call.operation)
            .tag(Attempt.class, attempt)
            .build();
    Call http;
    try {
      http = call.transport.newCall(request);
    } catch (IllegalStateException e) {
      throw withHistory(e);
    }
    long left = Math.max(1, end - settings.time().nanos());
    http.timeout().timeout(Math.min(left, call.options.timeout().toNanos()), TimeUnit.NANOSECONDS);
    attempt.uses(http);
    current = attempt;
    return attempt;
  }

  AttemptResult<T> conclude(Attempt attempt, Response response) {
    if (!call.result.accepts(response.code())) {
      return logged(attempt, conclude(attempt, ErrorResponse.of(attempt, response)));
    }
    CallFacts facts = facts(response.code(), response.headers());
    try {
      T value =
          call.result.read(
              response.headers(), response.body().source(), settings.maxResponseBytes());
      return logged(attempt, new AttemptResult.Done<>(new ApiResponse<>(value, facts)));
    } catch (DecodeException e) {
      return logged(attempt, new AttemptResult.Failed<>(withHistory(e.in(facts))));
    } catch (IOException e) {
      return logged(attempt, concludeTransport(attempt, e, facts));
    }
  }

  AttemptResult<T> conclude(Attempt attempt, IOException e) {
    if (e instanceof TunneledException thrown) {
      return logged(attempt, new AttemptResult.Failed<>(withHistory(thrown.reason())));
    }
    return logged(attempt, concludeTransport(attempt, e, facts(null, Headers.of())));
  }

  private static <T extends @Nullable Object> AttemptResult<T> logged(
      Attempt attempt, AttemptResult<T> conclusion) {
    CallLog.concluded(attempt, conclusion);
    return conclusion;
  }

  private AttemptResult<T> concludeTransport(Attempt attempt, IOException thrown, CallFacts facts) {
    IOException e = TransportFailure.withoutQuotes(thrown);
    TransportException failure =
        failure(TransportFailure.describe(e, attempt, facts), e, attempt, facts);
    if (Thread.currentThread().isInterrupted() || isInterrupt(e)) {
      Thread.currentThread().interrupt();
      return new AttemptResult.Failed<>(interrupted(e));
    }
    if (attempt.isCancelled() && !TransportFailure.isTimeout(e)) {
      return new AttemptResult.Failed<>(withHistory(failure)); // as somebody wished
    }
    if (attempt.isPooled()) {
      call.transport.dropIdle();
    }
    return conclude(attempt, failure);
  }

  private AttemptResult<T> conclude(Attempt attempt, OryException failure) {
    if (failure instanceof NotFoundException missing && missing.resourceMissing()) {
      T value = call.result.missing();
      if (value != null || retry.deletedBefore()) {
        return new AttemptResult.Done<>(new ApiResponse<>(value, missing.facts()));
      }
    }
    if (failure instanceof UnauthorizedException && retry.tokenMayHaveDied()) {
      return new AttemptResult.Failed<>(withHistory(unknownOutcome(failure)));
    }
    Duration wait = retry.after(failure, attempt.mayHaveBeenSent());
    if (wait == null || settings.time().nanos() + wait.toNanos() - end >= 0) {
      return new AttemptResult.Failed<>(withHistory(failure));
    }
    failures.add(failure);
    return new AttemptResult.Again<>(failure, wait);
  }

  private static OryException unknownOutcome(OryException failure) {
    return new TransportException(
        "outcome unknown: an earlier attempt may have deleted the client, and its token with it",
        failure,
        true,
        failure.facts());
  }

  /** What to throw when the calling thread is interrupted. */
  TransportException interrupted(@Nullable Exception cause) {
    return abandoned("interrupted", cause);
  }

  /** What to throw when the deadline comes while an attempt, or a wait, is going on. */
  TransportException late() {
    return abandoned(
        "no answer within the deadline of " + TransportFailure.inWords(call.options.deadline()),
        null);
  }

  private TransportException abandoned(String message, @Nullable Exception cause) {
    return withHistory(failure(message, cause, current, facts(null, Headers.of())));
  }

  private TransportException failure(
      String message, @Nullable Exception cause, @Nullable Attempt attempt, CallFacts facts) {
    boolean sent =
        retry.mayHaveBeenProcessed()
            // An attempt that ended is counted by then, if it can have done anything.
            || (attempt != null && attempt.number() > failures.size() && attempt.mayHaveBeenSent());
    boolean open = sent && facts.status() == null && !call.operation.isSafe();
    return new TransportException(
        open ? message + " (the server may have done it)" : message, cause, sent, facts);
  }

  private CallFacts facts(@Nullable Integer status, Headers headers) {
    Attempt attempt = current;
    return new CallFacts(
        call.operation.id(), status, headers, attempt == null ? 0 : attempt.number());
  }

  private static boolean isInterrupt(IOException e) {
    return e instanceof InterruptedIOException && "interrupted".equals(e.getMessage());
  }

  /** Attaches the failures of the attempts before. */
  private <E extends Throwable> E withHistory(E failure) {
    for (OryException earlier : failures) {
      failure.addSuppressed(earlier);
    }
    return failure;
  }
}
