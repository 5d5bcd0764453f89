package dev.oryadmin;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Carries an exception of application code (an interceptor, a token supplier) through OkHttp.
 *
 * <p>OkHttp expects only IOExceptions. It reports others twice in the background, once to the
 * thread's handler of uncaught exceptions, which prints them.
 */
final class TunneledException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Throwable reason;

  private TunneledException(Throwable reason) {
    super(reason);
    this.reason = reason;
  }

  /** Returns the exception that application code threw, if that is what came out of OkHttp. */
  static Throwable reason(Throwable e) {
    if (e instanceof TunneledException thrown) {
      return thrown.reason;
    }
    // This is how an exception of a listener arrives in the background.
    boolean reported =
        e instanceof IOException
            && String.valueOf(e.getMessage()).startsWith("canceled due to ")
            && e.getSuppressed().length == 1;
    return reported ? e.getSuppressed()[0] : e;
  }

  /** Returns a RuntimeException to throw; throws an Error at once. */
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
      chain.call().addEventListener(attempt); // on OkHttp's own call: a wrapper may not support it
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
