package dev.oryadmin;

import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2ConsentRequest;

/**
 * Creates answers to consent requests.
 *
 * <p>The server does not check what you grant, neither against the request nor against the scopes
 * that the client is allowed. So start with what was requested, and remove what the person refused.
 */
public final class ConsentGrant {
  private ConsentGrant() {}

  /**
   * Returns a builder that grants the requested scopes and audiences and nothing else. It does not
   * remember the consent, and sets no session data.
   */
  public static AcceptOAuth2ConsentRequest.Builder requested(OAuth2ConsentRequest request) {
    return AcceptOAuth2ConsentRequest.builder()
        .grantScope(request.requestedScope())
        .grantAccessTokenAudience(request.requestedAccessTokenAudience());
  }

  /** Refuses a consent that would be remembered for ever because it sets no time. */
  static void check(AcceptOAuth2ConsentRequest grant) {
    if (Boolean.TRUE.equals(grant.remember()) && grant.rememberFor() == null) {
      throw new IllegalArgumentException(
          "remember needs rememberFor: set a duration, or Duration.ZERO for ever");
    }
  }
}
