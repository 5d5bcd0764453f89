package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * No complete answer arrived: the connection failed, time ran out, the thread was interrupted, or
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
   * Returns false only if the server has certainly processed no attempt: no connection was made,
   * the pooled connection was found closed, or the server answered 429. Then it is safe to call
   * again. If true, check first what the server has.
   */
  public boolean mayHaveBeenSent() {
    return mayHaveBeenSent;
  }
}
