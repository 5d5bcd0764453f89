package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Time that passes only while all who act are waiting: then it jumps to the first of them that
 * wakes. So the waits of several threads overlap, as they do in a real run, and none is waited for.
 *
 * <p>That nobody acts is concluded from a few milliseconds of silence; on a slow machine a jump may
 * come early, which makes runs look longer than they are, never shorter.
 */
public final class SharedTime implements Time {
  private static final long SILENCE_MILLIS = 5;

  private final Consumer<Duration> onJump;
  private final TreeSet<Wake> wakes = new TreeSet<>();
  private long nanos;
  private long acts;
  private long sleepers;

  /** Somebody waits until then; the number tells those of one moment apart. */
  private record Wake(long nanos, long number) implements Comparable<Wake> {
    @Override
    public int compareTo(Wake other) {
      int order = Long.compare(nanos, other.nanos);
      return order == 0 ? Long.compare(number, other.number) : order;
    }
  }

  /** Tells each jump to others whose time passes as well, such as a fake server. */
  public SharedTime(Consumer<Duration> onJump) {
    this.onJump = onJump;
  }

  /** Makes a client live in this time. */
  public ApiClient.Builder set(ApiClient.Builder client) {
    return client.time(this);
  }

  /** Somebody acts: time does not pass right now. */
  public synchronized void act() {
    acts++;
  }

  /** How much time has passed. */
  public synchronized Duration passed() {
    return Duration.ofNanos(nanos);
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
  public synchronized void sleep(Duration duration) throws InterruptedException {
    Wake own = new Wake(nanos + duration.toNanos(), ++sleepers);
    wakes.add(own);
    acts++;
    try {
      while (nanos < own.nanos()) {
        long before = acts;
        wait(SILENCE_MILLIS);
        if (acts == before && wakes.first().equals(own)) {
          onJump.accept(Duration.ofNanos(own.nanos() - nanos));
          nanos = own.nanos();
        }
      }
    } finally {
      wakes.remove(own);
      acts++;
      notifyAll();
    }
  }

  @Override
  public CompletableFuture<Void> after(Duration duration) {
    throw new UnsupportedOperationException("for calls that wait on their own thread");
  }

  @Override
  public double random() {
    return 0.5;
  }
}
