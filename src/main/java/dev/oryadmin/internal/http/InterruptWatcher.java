package dev.oryadmin.internal.http;

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
 * at the threads in flight ten times a second; a call itself pays for an entry in a set.
 */
public final class InterruptWatcher {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int IDLE_ROUNDS = 50;

  /** All calls of the process: a thread each would be waste. */
  public static final InterruptWatcher SHARED = new InterruptWatcher();

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  private InterruptWatcher() {}

  /** A call that runs on a thread. */
  public final class Watched {
    private final Thread thread;
    private final Call call;

    private Watched(Thread thread, Call call) {
      this.thread = thread;
      this.call = call;
    }

    /** Ends the watch. */
    public void end() {
      watched.remove(this);
    }
  }

  /** Watches the calling thread until the result is ended. */
  public Watched watch(Call call) {
    Watched entry = new Watched(Thread.currentThread(), call);
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
        if (entry.thread.isInterrupted()) {
          entry.call.cancel();
        }
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
