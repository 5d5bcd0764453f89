package dev.oryadmin.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The CPU time of all Java threads, by which everything here is compared: on a machine that others
 * use too, time on the wall counts their work. The compiler's and the garbage collector's threads
 * don't count.
 */
final class JavaThreads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private JavaThreads() {}

  /** Returns the CPU time of the threads that live, in nanoseconds. */
  static long cpuNanos() {
    long sum = 0;
    for (long thread : THREADS.getAllThreadIds()) {
      sum += Math.max(0, THREADS.getThreadCpuTime(thread)); // -1: it has just ended
    }
    return sum;
  }
}
