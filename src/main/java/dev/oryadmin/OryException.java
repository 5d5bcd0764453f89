package dev.oryadmin;

import dev.oryadmin.internal.http.RequestId;
import java.util.OptionalInt;
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

  private final @Nullable String operation;
  private final @Nullable Integer status;
  private final int attempts;
  private final transient Headers headers;

  OryException(String message, @Nullable Throwable cause, CallFacts facts) {
    super(facts.prefix() + message, cause);
    this.operation = facts.operation();
    this.status = facts.status();
    this.attempts = facts.attempts();
    this.headers = facts.headers();
  }

  /** The message without the name of the operation. */
  final String words() {
    return String.valueOf(getMessage()).substring(facts().prefix().length());
  }

  final CallFacts facts() {
    return new CallFacts(operation, status, headers(), attempts);
  }

  /**
   * Returns the operationId of the call, such as {@code getOAuth2Client}; null outside of a call.
   */
  public final @Nullable String operation() {
    return operation;
  }

  /**
   * Returns the HTTP status of the last answer; empty if there was none.
   *
   * <p>A 2xx means that the server did what it was asked to, though its answer can't be read.
   */
  public final OptionalInt answerStatus() {
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the headers of the last answer; empty if there was none. */
  public final Headers headers() {
    return headers == null ? Headers.of() : headers; // null if it has been deserialised
  }

  /** Returns how many times the request was tried; 0 outside of a call. */
  public final int attempts() {
    return attempts;
  }

  /** Returns the id the server, or a gateway before it, gave the request; null if it gave none. */
  public @Nullable String requestId() {
    return RequestId.of(headers());
  }
}
