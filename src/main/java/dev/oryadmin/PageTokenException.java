package dev.oryadmin;

/**
 * Status 400 because of the page token: it is over an hour old, or from another server or version.
 *
 * <p>Start again from the first page; don't store page tokens.
 */
public final class PageTokenException extends BadRequestException {
  private static final long serialVersionUID = 1L;

  PageTokenException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
