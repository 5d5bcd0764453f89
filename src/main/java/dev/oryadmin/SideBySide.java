package dev.oryadmin;

import dev.oryadmin.internal.http.DaemonThreads;
import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Runs many tasks, a few at a time and as fast as the server permits, until one of them ends the
 * run.
 */
final class SideBySide {
  private final int most;
  private final Pace pace;
  private final Time time;
  private volatile boolean stopped;
  private int next;
  private int underWay;

  SideBySide(int most, Pace pace, Time time) {
    this.most = most;
    this.pace = pace;
    this.time = time;
  }

  /** Prevents further tasks from starting. */
  void stop() {
    stopped = true;
  }

  /**
   * Runs a task for each number below the count. Returns when all tasks that started have ended.
   *
   * @throws RuntimeException the exception of a task; no further task starts then
   */
  void run(int count, IntConsumer task) {
    if (count == 0) {
      return;
    }
    int threads = Math.min(most, count);
    ExecutorService executor =
        Executors.newFixedThreadPool(threads, DaemonThreads.named("ory-oauth2-admin-registry"));
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(executor.submit(() -> work(count, task)));
      }
      join(workers, executor);
    } finally {
      executor.shutdownNow();
    }
  }

  private void work(int count, IntConsumer task) {
    try {
      for (int i = begin(count); i >= 0; i = begin(count)) {
        boolean done = false;
        try {
          task.accept(i);
          done = true;
        } finally {
          ended(done);
        }
      }
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the next number, when the rate limits permit one more; -1 if there is none. */
  private int begin(int count) throws InterruptedException {
    while (true) {
      Duration pause = pace.pause();
      if (!pause.isZero() && !stopped) {
        time.sleep(pause);
        continue;
      }
      synchronized (this) {
        if (stopped || next >= count) {
          return -1;
        }
        if (pace.permits(underWay)) {
          underWay++;
          return next++;
        }
        wait(); // until another one ends
      }
    }
  }

  private synchronized void ended(boolean done) {
    underWay--;
    if (!done) {
      stop();
    }
    notifyAll();
  }

  /** Waits for all tasks. An interrupt is passed on to them, and they are still waited for. */
  private void join(List<Future<?>> workers, ExecutorService executor) {
    Throwable failure = null;
    boolean interrupted = false;
    for (int i = 0; i < workers.size(); ) {
      try {
        workers.get(i).get();
        i++;
      } catch (InterruptedException e) {
        interrupted = true;
        stop();
        executor.shutdownNow();
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
        i++;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
  }
}
