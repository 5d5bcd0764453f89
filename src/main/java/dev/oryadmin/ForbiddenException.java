package dev.oryadmin;

/** Status 403: the request is understood but not allowed. */
public final class ForbiddenException extends ApiException {
  private static final long serialVersionUID = 1L;

  ForbiddenException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
