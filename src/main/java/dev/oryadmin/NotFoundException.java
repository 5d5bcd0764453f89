package dev.oryadmin;

/**
 * Status 404: the client, the challenge or the route does not exist.
 *
 * <p>{@code find} returns an empty result only if Hydra itself says that the client does not exist.
 * A missing route means that the base URL is wrong or that the server is too old. A challenge is
 * not found if it is unknown, altered or of another kind.
 */
public final class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final boolean resourceMissing;

  NotFoundException(ErrorBody body, CallFacts facts) {
    super(body, facts);
    resourceMissing = body.saysResourceMissing();
  }

  /**
   * Returns true if the server said that the client or challenge does not exist; false for any
   * other 404.
   */
  public boolean resourceMissing() {
    return resourceMissing;
  }
}
