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
 * The attempts of one execution: prepares each attempt and decides what its end means.
 *
 * <p>Used by one thread at a time; only {@link #late} and {@link #made} may be called by any
 * thread.
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
    this.retry = new Retry(call.request.operation(), call.options.retry(), settings.time());
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
            .url(call.request.url())
            .headers(headers.build())
            .method(
                call.request.operation().method(),
                call.request.body() == null ? null : call.request.body().body())
            .tag(Operation.class, call.request.operation())
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

  /** Decides what an answer means, and closes it. */
  AttemptResult<T> conclude(Attempt attempt, Response response) {
    call.transport
        .pace()
        .answered(call.request.operation().id(), response.code(), response.headers());
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

  /** Decides what a failure of OkHttp or of an interceptor means. */
  AttemptResult<T> conclude(Attempt attempt, Throwable e) {
    attempt.closeLost();
    return logged(
        attempt, conclude(attempt, TunneledException.reason(e), facts(null, Headers.of())));
  }

  private AttemptResult<T> conclude(Attempt attempt, Throwable reason, CallFacts facts) {
    boolean late = attempt.endWatch();
    if (reason instanceof IOException e) {
      return concludeTransport(attempt, e, facts, late);
    }
    if (late) { // interrupted code may throw anything
      return concludeTransport(attempt, new IOException(reason), facts, true);
    }
    if (!attempt.mayHaveBeenSent() || reason instanceof VirtualMachineError) {
      return new AttemptResult.Failed<>(withHistory(reason)); // unchanged
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
      return new AttemptResult.Failed<>(withHistory(failure)); // somebody cancelled it
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
        "outcome unknown: an earlier attempt may have deleted the client and its token",
        failure,
        true,
        failure.facts());
  }

  ObservedCall observed() {
    return observed;
  }

  /** Returns the number of attempts so far, with the current one. May be called by any thread. */
  int made() {
    Attempt attempt = current;
    return attempt == null ? 0 : attempt.number();
  }

  /** Returns the exception for an interrupt of the calling thread. */
  TransportException interrupted(@Nullable Exception cause) {
    return abandoned("interrupted", cause);
  }

  /** Returns the exception for a deadline that ends during an attempt or a wait. */
  TransportException late() {
    return abandoned(
        "no answer within the deadline of " + TransportFailure.inWords(call.options.deadline()),
        null);
  }

  /** Returns the exception for a client that is closed between attempts. */
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
            // An attempt that has ended is included, if it may have done anything.
            || (attempt != null && attempt.number() > failures.size() && attempt.mayHaveBeenSent());
    boolean open = sent && facts.status() == null && !call.request.operation().isSafe();
    return new TransportException(
        open ? message + " (the server may have processed the request)" : message,
        cause,
        sent,
        facts);
  }

  private CallFacts facts(@Nullable Integer status, Headers headers) {
    return new CallFacts(call.request.operation().id(), status, headers, made());
  }

  private static boolean isInterrupt(IOException e) {
    return e instanceof InterruptedIOException && "interrupted".equals(e.getMessage());
  }

  /** Adds the failures of earlier attempts as suppressed exceptions. */
  private <E extends Throwable> E withHistory(E failure) {
    for (OryException earlier : failures) {
      failure.addSuppressed(earlier);
    }
    return failure;
  }
}
