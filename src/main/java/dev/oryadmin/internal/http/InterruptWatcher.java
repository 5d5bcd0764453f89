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
 * <p>On a platform thread, {@code Call.execute()} notices an interrupt only when bytes arrive. So
 * one daemon thread checks the threads of all calls ten times a second. It starts on demand and
 * ends when it has been idle for a while. A call pays only for an entry in a set. The daemon thread
 * also interrupts calls whose time is over while they wait in application code, which OkHttp can't
 * end.
 */
public final class InterruptWatcher {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int IDLE_ROUNDS = 50;
  private static final Logger LOG = System.getLogger("dev.oryadmin.http");

  /** For all calls of the process: one thread is enough. */
  public static final InterruptWatcher SHARED = new InterruptWatcher();

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  private InterruptWatcher() {}

  /** A call that is being watched. */
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

    /** Stops watching, and clears an interrupt that came from the watcher. */
    public void end() {
      watched.remove(this);
      synchronized (this) {
        ended = true;
        if (interrupted) {
          boolean unused = Thread.interrupted();
        }
      }
    }

    /**
     * Returns whether the time ran out while the thread waited for something else than the network.
     */
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

    /** Cancels the call. This calls listeners of the application, which may throw or block. */
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

    /** Interrupts application code, such as a token supplier. It may ignore that. */
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
   * <p>OkHttp limits waits on the network. If the thread has not returned a moment after the limit,
   * it is interrupted.
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
      thread.start(); // if it fails, the next call tries again
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

  /**
   * Returns whether the thread may end. A call that arrived in between has seen {@code running} as
   * true and needs it.
   */
  private synchronized boolean stop() {
    running = false;
    if (watched.isEmpty()) {
      return true;
    }
    running = true;
    return false;
  }
}
