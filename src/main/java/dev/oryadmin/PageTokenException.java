package dev.oryadmin;

/**
 * Status 400 because the page token is more than one hour old, or comes from another server or
 * version.
 *
 * <p>Start again from the first page, and don't store page tokens.
 */
public final class PageTokenException extends BadRequestException {
  private static final long serialVersionUID = 1L;

  PageTokenException(ErrorBody body, CallFacts facts) {
    super(body, facts);
  }
}
