package dev.oryadmin;

import dev.oryadmin.internal.json.Redaction;
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
  private final ObservedCall observed;
  private volatile @Nullable Attempt current;

  Attempts(ApiCall<T> call) {
    this.call = call;
    this.settings = call.transport.settings();
    this.observed = new ObservedCall(call);
    this.retry = new Retry(call.operation, call.options.retry(), settings.time());
    this.end = settings.time().nanos() + call.options.deadline().toNanos();
  }

  /**
   * Prepares the next attempt.
   *
   * @throws IllegalStateException if the client is closed
   */
  Attempt next() {
    Attempt attempt = new Attempt(call, observed, failures.size() + 1, settings.time().nanos());
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
      throw failures.isEmpty() ? e : closed();
    }
    long left = Math.max(1, end - settings.time().nanos());
    http.timeout().timeout(Math.min(left, call.options.timeout().toNanos()), TimeUnit.NANOSECONDS);
    attempt.uses(http);
    current = attempt;
    return attempt;
  }

  /** Draws the conclusion from an answer, which is closed. */
  AttemptResult<T> conclude(Attempt attempt, Response response) {
    call.transport.pace().answered(call.operation.id(), response.code(), response.headers());
    try {
      return read(attempt, response);
    } finally {
      attempt.close(response);
    }
  }

  private AttemptResult<T> read(Attempt attempt, Response response) {
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
      OryException masked = e.in(facts, attempt.secrets());
      return logged(attempt, new AttemptResult.Failed<>(withHistory(masked)));
    } catch (IOException | RuntimeException e) {
      return logged(attempt, conclude(attempt, e, facts));
    }
  }

  AttemptResult<T> conclude(Attempt attempt, Throwable e) {
    return logged(
        attempt, conclude(attempt, TunneledException.reason(e), facts(null, Headers.of())));
  }

  private AttemptResult<T> conclude(Attempt attempt, Throwable reason, CallFacts facts) {
    boolean late = attempt.endWatch();
    if (reason instanceof IOException e) {
      return concludeTransport(attempt, e, facts, late);
    }
    if (late) { // what waits and is interrupted throws anything
      return concludeTransport(attempt, new IOException(reason), facts, true);
    }
    if (!attempt.mayHaveBeenSent() || reason instanceof VirtualMachineError) {
      return new AttemptResult.Failed<>(withHistory(reason)); // as it is
    }
    String message =
        (facts.status() == null
                ? "the request was sent, then "
                : "the server answered " + facts.status() + ", then ")
            + reason.getClass().getName()
            + " was thrown";
    return new AttemptResult.Failed<>(withHistory(failure(message, reason, attempt, facts)));
  }

  private static <T extends @Nullable Object> AttemptResult<T> logged(
      Attempt attempt, AttemptResult<T> conclusion) {
    CallLog.concluded(attempt, conclusion);
    attempt.observed().attempted(attempt, conclusion);
    return conclusion;
  }

  private AttemptResult<T> concludeTransport(
      Attempt attempt, IOException thrown, CallFacts facts, boolean late) {
    IOException e = TransportFailure.withoutQuotes(thrown);
    boolean timeout = late || TransportFailure.isTimeout(e);
    String words = TransportFailure.describe(e, attempt, facts, timeout);
    TransportException failure =
        failure(Redaction.maskText(words, attempt.secrets()), e, attempt, facts);
    if (Thread.currentThread().isInterrupted() || (!late && isInterrupt(e))) {
      Thread.currentThread().interrupt();
      return new AttemptResult.Failed<>(interrupted(e));
    }
    if (attempt.isCancelled() && !timeout) {
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

  ObservedCall observed() {
    return observed;
  }

  /** How many attempts there were, with the current one. Any thread may ask. */
  int made() {
    Attempt attempt = current;
    return attempt == null ? 0 : attempt.number();
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

  /** What to throw when the client is closed between attempts. */
  TransportException closed() {
    return abandoned(TransportFailure.CLOSED, null);
  }

  private TransportException abandoned(String message, @Nullable Exception cause) {
    return withHistory(failure(message, cause, current, facts(null, Headers.of())));
  }

  private TransportException failure(
      String message, @Nullable Throwable cause, @Nullable Attempt attempt, CallFacts facts) {
    boolean sent =
        retry.mayHaveBeenProcessed()
            // An attempt that ended is counted by then, if it can have done anything.
            || (attempt != null && attempt.number() > failures.size() && attempt.mayHaveBeenSent());
    boolean open = sent && facts.status() == null && !call.operation.isSafe();
    return new TransportException(
        open ? message + " (the server may have done it)" : message, cause, sent, facts);
  }

  private CallFacts facts(@Nullable Integer status, Headers headers) {
    return new CallFacts(call.operation.id(), status, headers, made());
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
