package dev.oryadmin;

/** A status of 5xx. Hydra also gives 500 for a patch it refuses; that one changes nothing. */
public final class ServerException extends ApiException {
  private static final long serialVersionUID = 1L;

  ServerException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
