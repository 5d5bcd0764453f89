package dev.oryadmin;

/** Status 410: what was asked for has been used already. */
public final class GoneException extends ApiException {
  private static final long serialVersionUID = 1L;

  GoneException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
