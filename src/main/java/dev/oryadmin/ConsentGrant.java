package dev.oryadmin;

import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2ConsentRequest;

/**
 * Starts the answer to a consent request.
 *
 * <p>The server does not check what is granted: neither against the request nor against what the
 * client may have. So begin with what was asked for, and take away what the person refused.
 */
public final class ConsentGrant {
  private ConsentGrant() {}

  /**
   * Returns a builder that grants the requested scopes and audiences, and nothing else: it
   * remembers nothing and says nothing of the person.
   */
  public static AcceptOAuth2ConsentRequest.Builder requested(OAuth2ConsentRequest request) {
    return AcceptOAuth2ConsentRequest.builder()
        .grantScope(request.requestedScope())
        .grantAccessTokenAudience(request.requestedAccessTokenAudience());
  }

  /** Refuses what would be remembered for ever because nobody said for how long. */
  static void check(AcceptOAuth2ConsentRequest grant) {
    if (Boolean.TRUE.equals(grant.remember()) && grant.rememberFor() == null) {
      throw new IllegalArgumentException(
          "remember without rememberFor: the server would remember it for ever;"
              + " set a duration, or Duration.ZERO if for ever is meant");
    }
  }
}
