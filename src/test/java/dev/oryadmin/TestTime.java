package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when somebody waits, and then at once. Safe for use by several threads. */
final class TestTime implements Time {
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final AtomicLong passed = new AtomicLong();
  private volatile double random;

  @Override
  public long nanos() {
    // Near the end of the range, so that sums overflow as they may with System.nanoTime().
    return Long.MAX_VALUE - 1_000 + passed.get();
  }

  @Override
  public Instant now() {
    return START.plusNanos(passed.get());
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(duration);
    pass(duration);
  }

  @Override
  public CompletableFuture<Void> after(Duration duration) {
    waits.add(duration);
    pass(duration);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public double random() {
    return random;
  }

  /** Sets what {@link #random} returns from now on; 0 at first. */
  void random(double random) {
    this.random = random;
  }

  void pass(Duration duration) {
    passed.addAndGet(duration.toNanos());
  }

  /** How long was waited, each time. */
  List<Duration> waits() {
    return List.copyOf(waits);
  }
}
