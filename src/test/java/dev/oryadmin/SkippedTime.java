package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Time that passes only where somebody waits, at once; it keeps account of the waits. */
public final class SkippedTime implements Time {
  private final Consumer<Duration> onWait;
  private final List<Duration> waits = new ArrayList<>();
  private long nanos;

  /** Tells each wait to others whose time passes as well, such as a fake server. */
  public SkippedTime(Consumer<Duration> onWait) {
    this.onWait = onWait;
  }

  /** Makes a client live in this time. */
  public ApiClient.Builder set(ApiClient.Builder client) {
    return client.time(this);
  }

  /** The waits so far. */
  public synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    synchronized (this) {
      waits.add(duration);
      nanos += duration.toNanos();
    }
    onWait.accept(duration);
  }

  @Override
  public CompletableFuture<Void> after(Duration duration) {
    synchronized (this) {
      nanos += duration.toNanos();
    }
    onWait.accept(duration);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public double random() {
    return 0.5;
  }
}
