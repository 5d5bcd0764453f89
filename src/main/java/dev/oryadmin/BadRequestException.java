package dev.oryadmin;

/**
 * Status 400: the server can't read the request, or the request breaks one of the server's rules.
 */
public class BadRequestException extends ApiException {
  private static final long serialVersionUID = 1L;

  BadRequestException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
