package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time of this machine, which also tells when somebody begins to wait. */
final class AnnouncedTime implements Time {
  private final CountDownLatch waiting = new CountDownLatch(1);

  /** Returns false if nobody begins to wait within ten seconds. */
  boolean isWaitedFor() throws InterruptedException {
    return waiting.await(10, TimeUnit.SECONDS);
  }

  @Override
  public long nanos() {
    return SYSTEM.nanos();
  }

  @Override
  public Instant now() {
    return SYSTEM.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    waiting.countDown();
    SYSTEM.sleep(duration);
  }

  @Override
  public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    waiting.countDown();
    SYSTEM.sleep(duration, end);
  }

  @Override
  public CompletableFuture<Void> after(Duration duration) {
    waiting.countDown();
    return SYSTEM.after(duration);
  }

  @Override
  public double random() {
    return SYSTEM.random();
  }
}
