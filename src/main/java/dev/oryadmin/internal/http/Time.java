package dev.oryadmin.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A clock and timers, so that no test has to wait. Safe for use by several threads. */
public interface Time {
  /** The time of this machine. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }

        @Override
        public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
          boolean unused = end.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public CompletableFuture<Void> after(Duration duration) {
          return Background.after(duration);
        }

        @Override
        public double random() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };

  /** Returns nanoseconds since an arbitrary moment. */
  long nanos();

  /** Returns the time of day. */
  Instant now();

  /** Waits on the calling thread. */
  void sleep(Duration duration) throws InterruptedException;

  /** Waits on the calling thread, but only until the latch opens. */
  default void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    sleep(duration); // a test's clock does not wait
  }

  /** Returns a future that is completed after a while, and dropped if it is cancelled. */
  CompletableFuture<Void> after(Duration duration);

  /** Returns a random number from 0 to 1, for jitter. */
  double random();
}
