package dev.oryadmin;

import dev.oryadmin.model.OAuth2Client;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client to be created, with an id and a secret that are generated here if none is desired.
 *
 * <p>The secret is generated here so that it is not lost if the answer is lost. The id is made from
 * owner and name: if two programs create the same client at the same time, the server lets only one
 * succeed. Used by one thread at a time.
 */
final class ClientCreation {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Characters that need no escaping in a URL, a form or a Basic header: see hydra#1622. */
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";

  private static final int SECRET_LENGTH = 26;

  /** How the id is chosen. */
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
      made.clientId(idOfName(desired));
    }
    if (ClientDifferences.isEmpty(OAuth2Client.CLIENT_SECRET, desired)
        && SecretCheck.appliesTo(desired)) {
      made.clientSecret(newSecret());
    }
    this.request = made.build();
  }

  /** Returns the id that a client gets if none is desired. */
  static String idOfName(OAuth2Client desired) {
    String name = desired.owner() + "\n" + desired.clientName();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  OAuth2Client request() {
    return request;
  }

  @Nullable Secret secret() {
    return request.clientSecret();
  }

  /**
   * Returns true if this creation has certainly made the client, because nobody else knows the id.
   */
  boolean isUnmistakably(OAuth2Client client) {
    return id == Id.RANDOM && client.clientId().equals(request.clientId());
  }

  /** Chooses a random id, because a client of another name has the one made from the name. */
  void idTaken() {
    if (id == Id.NAMED) {
      id = Id.RANDOM;
      request = request.toBuilder().clientId(UUID.randomUUID().toString()).build();
    }
  }

  /** Lets the server choose the id if it insists on that; returns false if that can't help. */
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

  /** Returns a new random secret. */
  static String newSecret() {
    StringBuilder secret = new StringBuilder(SECRET_LENGTH);
    for (int i = 0; i < SECRET_LENGTH; i++) {
      secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }
}
