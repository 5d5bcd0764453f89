package dev.oryadmin;

import dev.oryadmin.internal.http.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs many tasks, a few at a time, until one of them ends the run. */
final class SideBySide {
  private final int most;
  private final AtomicBoolean stopped = new AtomicBoolean();

  SideBySide(int most) {
    this.most = most;
  }

  /** Prevents further tasks from starting. */
  void stop() {
    stopped.set(true);
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
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(executor.submit(() -> work(next, count, task)));
      }
      join(workers, executor);
    } finally {
      executor.shutdownNow();
    }
  }

  private void work(AtomicInteger next, int count, IntConsumer task) {
    boolean done = false;
    try {
      for (int i = next.getAndIncrement();
          i < count && !stopped.get();
          i = next.getAndIncrement()) {
        task.accept(i);
      }
      done = true;
    } finally {
      if (!done) {
        stop();
      }
    }
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
