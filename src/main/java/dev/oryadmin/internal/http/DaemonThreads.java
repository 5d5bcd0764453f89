package dev.oryadmin.internal.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that don't keep the JVM alive. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** Returns a factory of threads named after the given prefix and numbered. */
  public static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + " " + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
