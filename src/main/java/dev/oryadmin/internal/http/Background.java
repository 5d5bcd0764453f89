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
 * Where deadlines, retries and cancellations run: on daemon threads of our own, which end when they
 * have had nothing to do for a while.
 *
 * <p>Not the common pool of the JVM: applications keep that one busy, and a deadline would wait for
 * them. Safe for use by several threads.
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

  /** Returns what runs tasks that may block, each on a thread that no other task waits for. */
  public static Executor threads() {
    return THREADS;
  }

  /**
   * Returns a future that is complete after a while, and forgotten once it is cancelled. What
   * follows it must not block: the thread is that of all timers.
   */
  public static CompletableFuture<Void> after(Duration duration) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Future<?> timer =
        TIMER.schedule(() -> done.complete(null), duration.toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<Void> unused = done.whenComplete((nothing, cancelled) -> timer.cancel(false));
    return done;
  }
}
