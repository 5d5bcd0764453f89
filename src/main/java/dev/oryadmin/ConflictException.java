package dev.oryadmin;

/**
 * Status 409: the client id is taken.
 *
 * <p>Also the one 400 that means the same: the database could not serialize two writes. Nothing was
 * changed; that one has been tried again once.
 */
public final class ConflictException extends ApiException {
  private static final long serialVersionUID = 1L;

  ConflictException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
