package dev.oryadmin;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Carries what application code threw (an interceptor, a supplier of tokens) through OkHttp.
 *
 * <p>OkHttp expects IOExceptions only: others it reports twice in the background, once to the
 * thread's handler of uncaught exceptions, which prints them.
 */
final class TunneledException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Throwable reason;

  private TunneledException(Throwable reason) {
    super(reason);
    this.reason = reason;
  }

  /** Returns what was thrown by application code, if that is what came out of OkHttp. */
  static Throwable reason(Throwable e) {
    if (e instanceof TunneledException thrown) {
      return thrown.reason;
    }
    // So a listener's exception in the background comes.
    boolean reported =
        e instanceof IOException
            && String.valueOf(e.getMessage()).startsWith("canceled due to ")
            && e.getSuppressed().length == 1;
    return reported ? e.getSuppressed()[0] : e;
  }

  /** Returns a RuntimeException, to be thrown; throws an Error at once. */
  public static RuntimeException unchecked(Throwable reason) {
    if (reason instanceof Error error) {
      throw error;
    }
    return (RuntimeException) reason;
  }

  /** The outermost interceptor. */
  @SuppressWarnings("try") // a scope is only opened and closed
  static Response intercept(Interceptor.Chain chain) throws IOException {
    Attempt attempt = chain.call().request().tag(Attempt.class);
    if (attempt != null) {
      chain.call().addEventListener(attempt); // OkHttp's own: a wrapper need not have the method
    }
    try (CallObserver.Scope scope = attempt == null ? () -> {} : attempt.observed().enter()) {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new TunneledException(e);
    } catch (Throwable e) {
      // Kotlin knows no checked exceptions. OkHttp itself throws this one while it connects.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw interrupted(e);
      }
      throw new TunneledException(new IllegalStateException(e));
    }
  }

  private static InterruptedIOException interrupted(Throwable cause) {
    InterruptedIOException e = new InterruptedIOException("interrupted");
    e.initCause(cause);
    return e;
  }
}
