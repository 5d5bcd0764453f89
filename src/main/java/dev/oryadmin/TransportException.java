package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * No answer, or no whole one: the connection failed, the time ran out, the thread was interrupted,
 * the call was cancelled.
 */
public final class TransportException extends OryException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveBeenSent;

  TransportException(
      String message, @Nullable Throwable cause, boolean mayHaveBeenSent, CallFacts facts) {
    super(message, cause, facts);
    this.mayHaveBeenSent = mayHaveBeenSent;
  }

  /**
   * Returns false only if it is certain that the server has processed nothing of the request in any
   * attempt: no connection was made, the pooled one was found closed, or the server answered 429.
   * Then it is safe to call again. If true, read first what the server has.
   */
  public boolean mayHaveBeenSent() {
    return mayHaveBeenSent;
  }
}
