package dev.oryadmin.internal.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;

/**
 * Cancels the calls of threads that are interrupted while they wait on the network.
 *
 * <p>{@code Call.execute()} on a platform thread does not notice an interrupt until bytes arrive.
 * One daemon thread, started on demand and ended when there was nothing to watch for a while, looks
 * at the threads in flight ten times a second; a call itself pays for an entry in a set. It
 * interrupts those whose time is up while they wait for what OkHttp can't end: application code.
 */
public final class InterruptWatcher {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int IDLE_ROUNDS = 50;
  private static final Logger LOG = System.getLogger("dev.oryadmin.http");

  /** All calls of the process: a thread each would be waste. */
  public static final InterruptWatcher SHARED = new InterruptWatcher();

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  private InterruptWatcher() {}

  /** A call that runs on a thread. */
  public final class Watched {
    private final Thread thread;
    private final Call call;
    private final long end;
    private boolean ended;
    private boolean interrupted;

    private Watched(Thread thread, Call call, long end) {
      this.thread = thread;
      this.call = call;
      this.end = end;
    }

    /** Ends the watch; an interrupt of ours ends with it. */
    public void end() {
      watched.remove(this);
      synchronized (this) {
        ended = true;
        if (interrupted) {
          boolean unused = Thread.interrupted();
        }
      }
    }

    /** Whether the time was up while the thread waited for something that is no network. */
    public synchronized boolean isLate() {
      return interrupted;
    }

    private void look() {
      if (thread.isInterrupted()) {
        cancel();
      } else if (System.nanoTime() - end >= 0) {
        cancel();
        interrupt();
      }
    }

    /** Listeners of an application are told: they can throw, or block. */
    private void cancel() {
      if (!call.isCanceled()) {
        Background.threads()
            .execute(
                () -> {
                  try {
                    call.cancel();
                  } catch (RuntimeException | Error e) {
                    LOG.log(
                        Level.DEBUG,
                        "a listener of cancelled calls threw {0}",
                        e.getClass().getName());
                  }
                });
      }
    }

    /** Ends a wait in code of the application, such as a supplier of tokens, if it obeys. */
    private synchronized void interrupt() {
      if (!ended && !interrupted) {
        interrupted = true;
        thread.interrupt();
      }
    }
  }

  /**
   * Watches the calling thread until the result is ended.
   *
   * <p>OkHttp bounds what waits on the network. Where the thread still has not returned a moment
   * after that, it is interrupted.
   *
   * @param nanos how long the call may take
   */
  public Watched watch(Call call, long nanos) {
    long end = System.nanoTime() + nanos + PERIOD_NANOS;
    Watched entry = new Watched(Thread.currentThread(), call, end);
    watched.add(entry);
    if (!running) {
      start();
    }
    return entry;
  }

  private synchronized void start() {
    if (!running) {
      Thread thread = new Thread(this::run, "ory-oauth2-admin interrupt watcher");
      thread.setDaemon(true);
      thread.start(); // may fail, and is tried again then
      running = true;
    }
  }

  private void run() {
    int idle = 0;
    while (true) {
      LockSupport.parkNanos(this, PERIOD_NANOS);
      idle = watched.isEmpty() ? idle + 1 : 0;
      for (Watched entry : watched) {
        entry.look();
      }
      if (idle >= IDLE_ROUNDS && stop()) {
        return;
      }
    }
  }

  /** A call that came in between has seen {@code running} true and needs this thread. */
  private synchronized boolean stop() {
    running = false;
    if (watched.isEmpty()) {
      return true;
    }
    running = true;
    return false;
  }
}
