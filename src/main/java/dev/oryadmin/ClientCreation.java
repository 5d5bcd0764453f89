package dev.oryadmin;

import dev.oryadmin.model.OAuth2Client;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client about to be created, made recognisable: with an id and a secret of our own where none is
 * desired, so that a create whose answer is lost loses neither the client nor its secret.
 *
 * <p>Used by one thread at a time.
 */
final class ClientCreation {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Characters that mean themselves in a URL, a form and a Basic header: see hydra#1622. */
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";

  private static final int SECRET_LENGTH = 26;

  private final boolean idChosen;
  private boolean idRefused;
  private OAuth2Client request;

  ClientCreation(OAuth2Client desired) {
    this.idChosen = !ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, desired);
    OAuth2Client.Builder made = desired.toBuilder();
    if (!idChosen) {
      made.clientId(UUID.randomUUID().toString());
    }
    if (ClientDifferences.isEmpty(OAuth2Client.CLIENT_SECRET, desired)
        && SecretCheck.appliesTo(desired)) {
      made.clientSecret(newSecret());
    }
    this.request = made.build();
  }

  OAuth2Client request() {
    return request;
  }

  @Nullable Secret secret() {
    return request.clientSecret();
  }

  /** Returns true for the client that this very creation made: nobody else knows its id. */
  boolean isUnmistakably(OAuth2Client client) {
    return !idChosen && !idRefused && client.clientId().equals(request.clientId());
  }

  /** Leaves the choice of the id to a server that insists on it; false if that can't help. */
  boolean withoutId(BadRequestException refusal) {
    String reason = refusal.error().description();
    if (idChosen || idRefused || reason == null || !reason.contains("OAuth2 Client ID")) {
      return false;
    }
    idRefused = true;
    request = request.toBuilder().unset(OAuth2Client.CLIENT_ID).build();
    return true;
  }

  private static String newSecret() {
    StringBuilder secret = new StringBuilder(SECRET_LENGTH);
    for (int i = 0; i < SECRET_LENGTH; i++) {
      secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }
}
