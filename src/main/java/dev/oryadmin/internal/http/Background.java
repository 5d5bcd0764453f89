package dev.oryadmin.internal.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs deadlines, retries and cancellations on daemon threads of our own, which end when they have
 * been idle for a while.
 *
 * <p>The JVM's common pool is not used: applications keep it busy, and a deadline would have to
 * wait. Safe for use by several threads.
 */
public final class Background {
  private static final long IDLE_SECONDS = 5;

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private static final Executor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DaemonThreads.named("ory-oauth2-admin background"));

  private Background() {}

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, DaemonThreads.named("ory-oauth2-admin timer"));
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true); // most deadlines never come
    return timer;
  }

  /** Returns an executor for tasks that may block. Each task has a thread of its own. */
  public static Executor threads() {
    return THREADS;
  }

  /**
   * Returns a future that is completed after a while, and dropped if it is cancelled. Dependent
   * stages must not block, because they run on the one thread of all timers.
   */
  public static CompletableFuture<Void> after(Duration duration) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Future<?> timer =
        TIMER.schedule(() -> done.complete(null), duration.toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<Void> unused = done.whenComplete((nothing, cancelled) -> timer.cancel(false));
    return done;
  }
}
