package dev.oryadmin.internal.http;

import static java.util.Objects.requireNonNull;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import okhttp3.Dns;

/**
 * Looks host names up on another thread, so that an interrupt or a deadline ends the wait. The JVM
 * can't end the lookup itself. Safe for use by several threads.
 *
 * @param names looks the addresses up
 */
public record InterruptibleDns(Dns names) implements Dns {
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
