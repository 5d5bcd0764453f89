package dev.oryadmin;

/** Status 400: the server can't read the request, or one of its rules is broken. */
public class BadRequestException extends ApiException {
  private static final long serialVersionUID = 1L;

  BadRequestException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
