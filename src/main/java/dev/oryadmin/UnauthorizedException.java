package dev.oryadmin;

/** Status 401: credentials are missing, wrong, or those of another client. */
public final class UnauthorizedException extends ApiException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
