package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.UPDATED_AT;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.model.OAuth2Client;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One run of {@link ClientRegistry#rotateSecret}, step by step. Used by one thread. */
final class SecretRotation {
  private static final String KEPT = "; the previous secrets still count";

  private final ClientRegistry registry;
  private final ClientsApi clients;
  private final SecretCheck check;
  private final String id;

  SecretRotation(ClientRegistry registry, String id) {
    this.registry = registry;
    this.clients = registry.clients;
    this.check = registry.check;
    this.id = id;
  }

  Secret run(Consumer<Secret> handOut, Predicate<Secret> inUse) {
    checkRotatable(clients.get(id));
    OAuth2Client rotated = rotate();
    Secret secret = rotated.require(CLIENT_SECRET);
    if (check.possible() && !check.accepts(rotated, secret)) {
      throw new IllegalStateException(
          "client "
              + id
              + " was rotated by somebody else at the same time: the new secret does not count, it"
              + " was not handed out"
              + KEPT);
    }
    handOut.accept(secret);
    if (!inUse.test(secret)) {
      throw new IllegalStateException("the new secret of client " + id + " is not in use" + KEPT);
    }
    if (!unchangedSince(rotated.require(UPDATED_AT))) {
      throw new IllegalStateException(
          "client "
              + id
              + " was written while its new secret was handed out, maybe rotated again"
              + KEPT
              + ": call deleteRotatedSecrets once the newest one is in use");
    }
    clients.deleteRotatedSecrets(id);
    return secret;
  }

  private void checkRotatable(OAuth2Client client) {
    String owner = registry.owner;
    if (owner != null && !owner.equals(client.owner())) {
      throw new IllegalStateException(ClientRegistry.foreign(client, owner) + ": not rotated");
    }
    if (!SecretCheck.appliesTo(client)) {
      throw new IllegalStateException(
          "client "
              + id
              + " authenticates by "
              + client.tokenEndpointAuthMethod()
              + ": there is no secret to rotate");
    }
    // Before anything is changed: an endpoint that takes any secret would prove nothing later.
    if (check.possible() && check.accepts(client, Secret.of(UUID.randomUUID().toString()))) {
      throw new IllegalStateException(
          "the token endpoint does not refuse a wrong secret: is publicUrl the public server?");
    }
  }

  private OAuth2Client rotate() {
    try {
      return clients.rotateSecret(id);
    } catch (OryException e) {
      if (!ClientRegistry.outcomeUnknown(e)) {
        throw e;
      }
      throw new TransportException(
          "outcome unknown: the newest secret of client "
              + id
              + " may be known to nobody, the one in use still counts: don't revoke it, and rotate"
              + " again when the server answers",
          e,
          true,
          e.facts());
    }
  }

  /** To the second if the database keeps no more, as MySQL does. */
  private boolean unchangedSince(Instant rotated) {
    Instant updated = clients.get(id).require(UPDATED_AT);
    return updated.equals(updated.truncatedTo(ChronoUnit.SECONDS))
        ? Duration.between(rotated, updated).abs().compareTo(Duration.ofSeconds(1)) < 0
        : updated.equals(rotated);
  }
}
