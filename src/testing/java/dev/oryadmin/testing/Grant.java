package dev.oryadmin.testing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tokens were issued for: codes, access and refresh tokens that share it live and die
 * together. Immutable.
 *
 * @param id that of the consent, or one of its own without a consent
 * @param authorization null for a client that acts for itself
 */
record Grant(
    String id,
    String clientId,
    String subject,
    List<String> scopes,
    List<String> audience,
    SessionData accessTokenData,
    @Nullable Authorization authorization) {

  /**
   * Who logged in, and how.
   *
   * @param nonce empty if the application sent none
   */
  record Authorization(
      String sessionId,
      Instant authenticatedAt,
      Instant requestedAt,
      String acr,
      List<String> amr,
      String nonce,
      SessionData idTokenData) {}

  String scope() {
    return String.join(" ", scopes);
  }
}
