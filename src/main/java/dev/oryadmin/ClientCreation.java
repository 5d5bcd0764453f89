package dev.oryadmin;

import dev.oryadmin.model.OAuth2Client;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client about to be created, with an id and a secret of our own where none is desired.
 *
 * <p>The secret, so that a create whose answer is lost does not lose it. The id is made from owner
 * and name: of two that create the same client at the same time, the server lets one succeed. Used
 * by one thread at a time.
 */
final class ClientCreation {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Characters that mean themselves in a URL, a form and a Basic header: see hydra#1622. */
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";

  private static final int SECRET_LENGTH = 26;

  /** Where the id comes from. */
  private enum Id {
    DESIRED,
    NAMED,
    RANDOM,
    OF_SERVER
  }

  private Id id = Id.DESIRED;
  private OAuth2Client request;

  ClientCreation(OAuth2Client desired) {
    OAuth2Client.Builder made = desired.toBuilder();
    if (ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, desired)) {
      id = Id.NAMED;
      String name = desired.owner() + "\n" + desired.clientName();
      made.clientId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
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
    return id == Id.RANDOM && client.clientId().equals(request.clientId());
  }

  /** Takes another id: the one made from the name belongs to a client of another name by now. */
  void idTaken() {
    if (id == Id.NAMED) {
      id = Id.RANDOM;
      request = request.toBuilder().clientId(UUID.randomUUID().toString()).build();
    }
  }

  /** Leaves the choice of the id to a server that insists on it; false if that can't help. */
  boolean withoutId(BadRequestException refusal) {
    String reason = refusal.error().description();
    if (id == Id.DESIRED
        || id == Id.OF_SERVER
        || reason == null
        || !reason.contains("OAuth2 Client ID")) {
      return false;
    }
    id = Id.OF_SERVER;
    request = request.toBuilder().unset(OAuth2Client.CLIENT_ID).build();
    return true;
  }

  /** Returns a secret that nobody else has. */
  static String newSecret() {
    StringBuilder secret = new StringBuilder(SECRET_LENGTH);
    for (int i = 0; i < SECRET_LENGTH; i++) {
      secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }
}
