package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * An error answer: the server, or a gateway in front of it, answered with a status other than 2xx.
 *
 * <p>Common statuses have subclasses. Others, such as 405 or 431, are this class itself.
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

  /** Returns the error as the server describes it. */
  public final ApiError error() {
    return body.error();
  }

  /** Returns the first 64 KiB of the body, with secrets masked; empty if there was none. */
  public final String body() {
    return body.text();
  }

  /** Returns the request id from the headers or the body; null if neither has one. */
  @Override
  public final @Nullable String requestId() {
    String id = super.requestId();
    return id == null ? body.requestId() : id;
  }
}
