package dev.oryadmin;

import dev.oryadmin.internal.http.InterruptWatcher;
import dev.oryadmin.internal.http.Time;
import dev.oryadmin.internal.http.TunneledException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a call, on the caller's thread or in the background: who waits, and where.
 *
 * <p>What an attempt is and what follows from its end is the same for both: see {@link Attempts}.
 */
final class Execution<T extends @Nullable Object> {
  private final ApiCall<T> call;
  private final Time time;
  private final Attempts<T> attempts;

  /** In the background: what is going on, to be cancelled from outside. */
  private volatile @Nullable Call going;

  Execution(ApiCall<T> call) {
    this.call = call;
    this.time = call.transport.settings().time();
    this.attempts = new Attempts<>(call);
  }

  /** Runs on the calling thread. */
  ApiResponse<T> run() {
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
  }

  private void pause(Duration duration) {
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw attempts.interrupted(e);
    }
  }

  private AttemptResult<T> attempt(Attempt attempt) {
    InterruptWatcher.Watched watched = InterruptWatcher.SHARED.watch(attempt.http());
    try (Response response = attempt.http().execute()) {
      return attempts.conclude(attempt, response);
    } catch (IOException e) {
      return attempts.conclude(attempt, e);
    } finally {
      watched.end();
    }
  }

  /**
   * Runs in the background; completing the future from outside cancels what is going on. The time
   * spent in the queue of a busy dispatcher counts: only a timer of ours sees it.
   */
  <R> CompletableFuture<R> start(Function<ApiResponse<T>, R> answer) {
    CompletableFuture<R> future = new CompletableFuture<>();
    CompletableFuture<Void> deadline = Time.timer(call.options.deadline());
    CompletableFuture<Void> unused =
        deadline.thenRunAsync(() -> future.completeExceptionally(attempts.late()));
    CompletableFuture<R> unusedToo =
        future.whenComplete(
            (value, failure) -> {
              deadline.cancel(false);
              cancelGoing();
            });
    next(future, answer);
    return future;
  }

  private void cancelGoing() {
    Call http = going;
    if (http != null) {
      http.cancel();
    }
  }

  private <R> void next(CompletableFuture<R> future, Function<ApiResponse<T>, R> answer) {
    if (future.isDone()) {
      return;
    }
    try {
      Attempt attempt = attempts.next();
      going = attempt.http();
      attempt
          .http()
          .enqueue(
              new Callback() {
                @Override
                public void onResponse(Call http, Response response) {
                  settle(
                      future,
                      answer,
                      () -> {
                        try (response) {
                          return attempts.conclude(attempt, response);
                        }
                      });
                }

                @Override
                public void onFailure(Call http, IOException e) {
                  settle(future, answer, () -> attempts.conclude(attempt, e));
                }
              });
      if (future.isDone()) {
        cancelGoing(); // done in between
      }
    } catch (Throwable e) {
      future.completeExceptionally(e);
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
        future.complete(answer.apply(done.response()));
      } else if (conclusion instanceof AttemptResult.Failed<T> failed) {
        future.completeExceptionally(failed.failure());
      } else {
        Duration pause = ((AttemptResult.Again<T>) conclusion).pause();
        CompletableFuture<Void> unused = time.after(pause).thenRunAsync(() -> next(future, answer));
      }
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }
}
