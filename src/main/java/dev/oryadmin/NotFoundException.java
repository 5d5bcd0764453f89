package dev.oryadmin;

/**
 * Status 404: there is no such client, no such challenge, or no such route.
 *
 * <p>Only Hydra's own "no such client" counts as an answer to the question whether a client exists;
 * a missing route is a wrong base URL or an older server. A challenge is not found if it is
 * unknown, altered or of another kind.
 */
public final class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final boolean resourceMissing;

  NotFoundException(ErrorBody body, CallFacts facts) {
    super(body, facts);
    resourceMissing = body.saysResourceMissing();
  }

  /**
   * Returns true if the server said that there is no such client or challenge; false for any other
   * 404.
   */
  public boolean resourceMissing() {
    return resourceMissing;
  }
}
