package dev.oryadmin;

import dev.oryadmin.internal.http.RequestId;
import java.util.OptionalInt;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The base of the exceptions that a call throws, except for those about wrong arguments and
 * settings.
 *
 * <p>The message is one line for people. It has no secrets and no body. Immutable, except for what
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

  /** Returns the message without the name of the operation. */
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
   * <p>A 2xx means that the answer can't be read. If it came from Hydra, and not from a proxy in
   * front of it, the server has carried out the request.
   */
  public final OptionalInt answerStatus() {
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the headers of the last answer; empty if there was none. */
  public final Headers headers() {
    return headers == null ? Headers.of() : headers; // null if it has been deserialised
  }

  /** Returns the number of attempts; 0 outside of a call. */
  public final int attempts() {
    return attempts;
  }

  /** Returns the request id that the server or a gateway assigned; null if there is none. */
  public @Nullable String requestId() {
    return RequestId.of(headers());
  }
}
