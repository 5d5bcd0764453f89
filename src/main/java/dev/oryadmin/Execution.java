package dev.oryadmin;

import dev.oryadmin.internal.http.Background;
import dev.oryadmin.internal.http.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a call, on the caller's thread or in the background.
 *
 * <p>This class decides who waits and where. {@link Attempts} decides what an attempt is and what
 * its end means, which is the same for both.
 */
final class Execution<T extends @Nullable Object> {
  private final ApiCall<T> call;
  private final Time time;
  private final Attempts<T> attempts;

  private final CountDownLatch closed = new CountDownLatch(1);

  /** The HTTP call in progress, so that another thread can cancel it. */
  private volatile @Nullable Call going;

  /** Whether an asynchronous call has ended, though perhaps its future is not completed yet. */
  private final AtomicBoolean ended = new AtomicBoolean();

  /** The future that the caller of an asynchronous call has. */
  private volatile @Nullable CompletableFuture<?> future;

  Execution(ApiCall<T> call) {
    this.call = call;
    this.time = call.transport.settings().time();
    this.attempts = new Attempts<>(call);
  }

  /** Runs on the calling thread. */
  ApiResponse<T> run() {
    try {
      ApiResponse<T> response = repeat();
      attempts.observed().ended(response, null, attempts.made());
      return response;
    } catch (RuntimeException | Error e) {
      attempts.observed().ended(null, e, attempts.made());
      throw e;
    }
  }

  private ApiResponse<T> repeat() {
    call.transport.begun(this);
    try {
      while (true) {
        if (Thread.currentThread().isInterrupted()) {
          throw attempts.interrupted(null);
        }
        AttemptResult<T> conclusion = attempt(attempts.next());
        if (conclusion instanceof AttemptResult.Done<T> done) {
          return done.response();
        }
        if (conclusion instanceof AttemptResult.Failed<T> failed) {
          throw TunneledException.unchecked(failed.failure());
        }
        pause(((AttemptResult.Again<T>) conclusion).pause());
      }
    } finally {
      call.transport.ended(this);
    }
  }

  private void pause(Duration duration) {
    try {
      time.sleep(duration, closed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw attempts.interrupted(e);
    }
  }

  private AttemptResult<T> attempt(Attempt attempt) {
    begin(attempt);
    attempt.watch();
    try {
      return attempts.conclude(attempt, attempt.http().execute());
    } catch (IOException | RuntimeException | Error e) {
      return attempts.conclude(attempt, e);
    } finally {
      boolean unused = attempt.endWatch();
    }
  }

  private void begin(Attempt attempt) {
    going = attempt.http();
    if (call.transport.isClosed()) {
      cancelGoing(); // the client was closed in between
    }
  }

  /** Ends the HTTP call and waits between attempts, because the client is closed. */
  void close() {
    closed.countDown();
    cancelGoing();
    CompletableFuture<?> waiting = future;
    if (waiting != null && going == null) {
      Background.threads().execute(() -> fail(waiting, attempts.closed()));
    }
  }

  /**
   * Runs in the background. Completing the future from outside cancels the HTTP call. The deadline
   * includes the time in the queue of a busy dispatcher, which only a timer of our own can see.
   */
  <R> CompletableFuture<R> start(Function<ApiResponse<T>, R> answer) {
    CompletableFuture<R> future = new CompletableFuture<>();
    this.future = future;
    call.transport.begun(this);
    CompletableFuture<Void> deadline = Background.after(call.options.deadline());
    CompletableFuture<Void> unused =
        deadline.thenRunAsync(() -> fail(future, attempts.late()), Background.threads());
    CompletableFuture<R> unusedToo =
        future.whenComplete(
            (value, failure) -> {
              call.transport.ended(this);
              end(null, failure, () -> {}); // if the caller completed or cancelled it
              deadline.cancel(false);
              cancelGoing();
            });
    next(future, answer);
    return future;
  }

  private void cancelGoing() {
    Call http = going;
    if (http != null) {
      try {
        http.cancel();
      } catch (RuntimeException e) {
        // From a listener of the application. It is called last, when the call is cancelled.
      }
    }
  }

  @SuppressWarnings("try") // a scope is only opened and closed
  private <R> void next(CompletableFuture<R> future, Function<ApiResponse<T>, R> answer) {
    if (isOver(future)) {
      return;
    }
    try (CallObserver.Scope scope = attempts.observed().enter()) {
      Attempt attempt = attempts.next();
      begin(attempt);
      attempt
          .http()
          .enqueue(
              new Callback() {
                @Override
                public void onResponse(Call http, Response response) {
                  settle(future, answer, () -> attempts.conclude(attempt, response));
                }

                @Override
                public void onFailure(Call http, IOException e) {
                  settle(future, answer, () -> attempts.conclude(attempt, e));
                }
              });
      if (isOver(future)) {
        cancelGoing(); // in between
      }
    } catch (Throwable e) {
      fail(future, e);
    }
  }

  private <R> void settle(
      CompletableFuture<R> future,
      Function<ApiResponse<T>, R> answer,
      Supplier<AttemptResult<T>> end) {
    try {
      AttemptResult<T> conclusion = end.get();
      going = null;
      if (conclusion instanceof AttemptResult.Done<T> done) {
        R value = answer.apply(done.response());
        end(done.response(), null, () -> future.complete(value));
      } else if (conclusion instanceof AttemptResult.Failed<T> failed) {
        fail(future, failed.failure());
      } else {
        Duration pause = ((AttemptResult.Again<T>) conclusion).pause();
        CompletableFuture<Void> wait = time.after(pause);
        CompletableFuture<Void> unused =
            wait.thenRunAsync(() -> next(future, answer), Background.threads());
        CompletableFuture<R> unusedToo =
            future.whenComplete((value, failure) -> wait.cancel(false));
        if (call.transport.isClosed()) {
          close(); // in between
        }
      }
    } catch (Throwable e) {
      fail(future, e);
    }
  }

  private boolean isOver(CompletableFuture<?> future) {
    return ended.get() || future.isDone();
  }

  private void fail(CompletableFuture<?> future, Throwable failure) {
    end(null, failure, () -> future.completeExceptionally(failure));
  }

  /** Ends an asynchronous call once: tells the observer, then completes the caller's future. */
  private void end(
      @Nullable ApiResponse<T> response, @Nullable Throwable failure, Runnable completion) {
    if (ended.compareAndSet(false, true)) {
      try {
        attempts.observed().ended(response, failure, attempts.made());
      } finally {
        completion.run();
      }
    }
  }
}
