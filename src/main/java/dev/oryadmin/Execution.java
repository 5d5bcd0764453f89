package dev.oryadmin;

import dev.oryadmin.internal.InterruptWatcher;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a call: attempts, and the waits between them.
 *
 * <p>Whether it runs on the caller's thread or in the background, the same methods prepare an
 * attempt and draw the conclusion from how it ended; the two ways differ only in who waits. Used by
 * one thread at a time.
 */
final class Execution<T extends @Nullable Object> {
  private final ApiCall<T> call;
  private final Time time;
  private final Retry retry;
  private final long end;
  private final List<OryException> failures = new ArrayList<>();
  private int attempts;

  /** How an attempt ended: with a value, for good, or with a wait before the next one. */
  private record Conclusion<T extends @Nullable Object>(
      @Nullable ApiResponse<T> response, @Nullable RuntimeException failure, Duration pause) {
    static <T extends @Nullable Object> Conclusion<T> done(ApiResponse<T> response) {
      return new Conclusion<>(response, null, Duration.ZERO);
    }

    static <T extends @Nullable Object> Conclusion<T> failed(RuntimeException failure) {
      return new Conclusion<>(null, failure, Duration.ZERO);
    }

    static <T extends @Nullable Object> Conclusion<T> again(Duration wait) {
      return new Conclusion<>(null, null, wait);
    }
  }

  Execution(ApiCall<T> call) {
    this.call = call;
    this.time = call.transport.settings().time();
    this.retry = new Retry(call.operation, call.options.retry(), time);
    this.end = time.nanos() + call.options.deadline().toNanos();
  }

  /** Runs on the calling thread. */
  ApiResponse<T> run() {
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(null);
      }
      Attempt attempt = new Attempt(call);
      Conclusion<T> conclusion = attemptHere(attempt, prepare(attempt));
      if (conclusion.response() != null) {
        return conclusion.response();
      }
      if (conclusion.failure() != null) {
        throw conclusion.failure();
      }
      try {
        time.sleep(conclusion.pause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted(e);
      }
    }
  }

  private Conclusion<T> attemptHere(Attempt attempt, Call http) {
    InterruptWatcher.Watched watched = InterruptWatcher.SHARED.watch(http);
    try (Response response = http.execute()) {
      return conclude(attempt, response);
    } catch (IOException e) {
      return conclude(attempt, e);
    } finally {
      watched.end();
    }
  }

  /** Runs in the background; completing the future from outside cancels what is going on. */
  <R> CompletableFuture<R> start(Function<ApiResponse<T>, R> answer) {
    CompletableFuture<R> future = new CompletableFuture<>();
    next(future, answer);
    return future;
  }

  private <R> void next(CompletableFuture<R> future, Function<ApiResponse<T>, R> answer) {
    if (future.isDone()) {
      return;
    }
    try {
      Attempt attempt = new Attempt(call);
      Call http = prepare(attempt);
      http.enqueue(
          new Callback() {
            @Override
            public void onResponse(Call http, Response response) {
              try (response) {
                proceed(conclude(attempt, response), future, answer);
              } catch (Throwable e) {
                future.completeExceptionally(e);
              }
            }

            @Override
            public void onFailure(Call http, IOException e) {
              try {
                proceed(conclude(attempt, e), future, answer);
              } catch (Throwable unexpected) {
                future.completeExceptionally(unexpected);
              }
            }
          });
      CompletableFuture<R> unused = future.whenComplete((value, failure) -> http.cancel());
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }

  private <R> void proceed(
      Conclusion<T> conclusion, CompletableFuture<R> future, Function<ApiResponse<T>, R> answer) {
    if (conclusion.response() != null) {
      future.complete(answer.apply(conclusion.response()));
    } else if (conclusion.failure() != null) {
      future.completeExceptionally(conclusion.failure());
    } else {
      time.after(conclusion.pause()).execute(() -> next(future, answer));
    }
  }

  private Call prepare(Attempt attempt) {
    attempts++;
    RequestBody body = call.body == null ? null : call.body.body();
    Headers.Builder headers = new Headers.Builder();
    headers.set("Accept", "application/json");
    headers.set("User-Agent", call.transport.settings().userAgent());
    headers.addAll(call.options.headers());
    Request request =
        new Request.Builder()
            .url(call.url)
            .headers(headers.build())
            .method(call.operation.method(), body)
            .tag(Operation.class, call.operation)
            .tag(Attempt.class, attempt)
            .build();
    Call http = call.transport.newCall(request);
    long left = Math.max(1, end - time.nanos());
    http.timeout().timeout(Math.min(left, call.options.timeout().toNanos()), TimeUnit.NANOSECONDS);
    return http;
  }

  private Conclusion<T> conclude(Attempt attempt, Response response) {
    if (!call.result.accepts(response.code())) {
      return conclude(attempt, ErrorResponse.of(attempt, response, attempts));
    }
    Headers headers = attempt.headers(response);
    CallFacts facts = new CallFacts(call.operation.id(), response.code(), headers, attempts);
    try {
      long limit = call.transport.settings().maxResponseBytes();
      T value = call.result.read(headers, response.body().source(), limit);
      return Conclusion.done(new ApiResponse<>(value, response.code(), headers, attempts));
    } catch (DecodeException e) {
      return Conclusion.failed(withHistory(e.in(facts)));
    } catch (IOException e) {
      return concludeTransport(attempt, e, facts);
    }
  }

  private Conclusion<T> conclude(Attempt attempt, IOException e) {
    if (e instanceof Authorization.Refused refused) {
      return Conclusion.failed(refused.reason());
    }
    if (e instanceof Attempt.Misdirected misdirected) {
      return conclude(attempt, misdirected.response());
    }
    return concludeTransport(
        attempt, e, new CallFacts(call.operation.id(), null, Headers.of(), attempts));
  }

  private Conclusion<T> concludeTransport(Attempt attempt, IOException e, CallFacts facts) {
    if (Thread.currentThread().isInterrupted() || isInterrupt(e)) {
      Thread.currentThread().interrupt();
      return Conclusion.failed(interrupted(e));
    }
    boolean sent = attempt.mayHaveBeenSent() || retry.mayHaveBeenProcessed();
    return conclude(
        attempt, new TransportException(TransportFailure.describe(e, facts), e, sent, facts));
  }

  private Conclusion<T> conclude(Attempt attempt, OryException failure) {
    if (failure instanceof NotFoundException missing && missing.resourceMissing()) {
      T value = call.result.missing();
      if (value != null || retry.deletedBefore()) {
        return Conclusion.done(
            new ApiResponse<>(value, missing.status(), missing.headers(), attempts));
      }
    }
    if (failure instanceof UnauthorizedException && retry.tokenMayHaveDied()) {
      return Conclusion.failed(withHistory(unknownOutcome(failure)));
    }
    Duration wait = retry.after(failure, attempt.mayHaveBeenSent());
    if (wait == null || time.nanos() + wait.toNanos() - end >= 0) {
      return Conclusion.failed(withHistory(failure));
    }
    failures.add(failure);
    return Conclusion.again(wait);
  }

  private OryException unknownOutcome(OryException failure) {
    return new TransportException(
        "outcome unknown: an earlier attempt may have deleted the client, and its token with it",
        failure,
        true,
        failure.facts());
  }

  private TransportException interrupted(@Nullable Exception cause) {
    CallFacts facts = new CallFacts(call.operation.id(), null, Headers.of(), attempts);
    return withHistory(
        new TransportException("interrupted", cause, retry.mayHaveBeenSent(), facts));
  }

  private static boolean isInterrupt(IOException e) {
    return e instanceof InterruptedIOException && "interrupted".equals(e.getMessage());
  }

  /** Attaches the failures of the attempts before. */
  private <E extends OryException> E withHistory(E failure) {
    for (OryException earlier : failures) {
      failure.addSuppressed(earlier);
    }
    return failure;
  }
}
