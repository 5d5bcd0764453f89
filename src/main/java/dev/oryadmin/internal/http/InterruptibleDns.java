package dev.oryadmin.internal.http;

import static java.util.Objects.requireNonNull;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Looks host names up on another thread, so that an interrupt or a deadline ends the wait. The JVM
 * can't end the lookup itself. Safe for use by several threads.
 *
 * <p>Clients with equal ones share pooled connections. It is no record: {@code hashCode} of a
 * record costs the first call of a JVM more than all other lookups.
 */
public final class InterruptibleDns implements Dns {
  private final Dns names;

  /** Looks addresses up by the given one. */
  public InterruptibleDns(Dns names) {
    this.names = names;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> names.lookup(host));
    Background.threads().execute(lookup);
    try {
      return lookup.get();
    } catch (InterruptedException e) {
      lookup.cancel(true);
      Thread.currentThread().interrupt();
      throw InterruptibleDns.<RuntimeException>sneaky(interrupted(e));
    } catch (ExecutionException e) {
      throw InterruptibleDns.<RuntimeException>sneaky(requireNonNull(e.getCause()));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InterruptibleDns that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    InterruptedIOException e = new InterruptedIOException("interrupted");
    e.initCause(cause);
    return e;
  }

  /** The interface declares only UnknownHostException, but its callers handle any IOException. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
