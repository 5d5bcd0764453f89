package dev.oryadmin;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Anything that goes wrong in this SDK after the arguments have been checked.
 *
 * <p>Messages are one line, for people, and hold no secret and no body. Immutable, but for what
 * {@link Throwable} allows.
 */
public abstract class OryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CallFacts facts;

  OryException(String message, @Nullable Throwable cause, CallFacts facts) {
    super(facts.prefix() + message, cause);
    this.facts = facts;
  }

  // A deserialised exception has lost its transient parts.
  @SuppressWarnings("NullAway")
  final CallFacts facts() {
    return facts == null ? CallFacts.NONE : facts;
  }

  /**
   * Returns the operationId of the call, such as {@code getOAuth2Client}; null outside of a call.
   */
  public final @Nullable String operation() {
    return facts().operation();
  }

  /** Returns the HTTP status of the last answer; null if there was none. */
  public @Nullable Integer status() {
    return facts().status();
  }

  /** Returns the headers of the last answer; empty if there was none. */
  public final Headers headers() {
    return facts().headers();
  }

  /** Returns how many times the request was tried; 0 outside of a call. */
  public final int attempts() {
    return facts().attempts();
  }

  /** Returns the id the server, or a gateway before it, gave the request; null if it gave none. */
  public @Nullable String requestId() {
    return RequestId.of(headers());
  }
}
