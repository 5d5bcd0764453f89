package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the server, or of a gateway before it, that is not 2xx.
 *
 * <p>Statuses without a class of their own, such as 405 or 431, come as this class itself.
 */
public class ApiException extends OryException {
  private static final long serialVersionUID = 1L;

  private final ErrorBody body;

  ApiException(ErrorBody body, CallFacts facts) {
    super(body.message(), null, facts);
    this.body = body;
  }

  /** Returns the HTTP status. */
  public final int status() {
    return answerStatus().orElseThrow(); // an answer has a status
  }

  /** Returns what the server says is wrong. */
  public final ApiError error() {
    return body.error();
  }

  /** Returns up to 64 KiB of the body, secrets masked; empty if there was none. */
  public final String body() {
    return body.text();
  }

  /** Returns the id the request was given, by the headers or the body; null if by neither. */
  @Override
  public final @Nullable String requestId() {
    String id = super.requestId();
    return id == null ? body.requestId() : id;
  }
}
