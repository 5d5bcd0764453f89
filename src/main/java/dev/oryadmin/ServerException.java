package dev.oryadmin;

/**
 * Status 5xx: the server failed. Hydra also answers 500 to a patch that it can't apply, and then
 * changes nothing.
 */
public final class ServerException extends ApiException {
  private static final long serialVersionUID = 1L;

  ServerException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
