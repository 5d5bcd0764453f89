package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.UPDATED_AT;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.model.OAuth2Client;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of {@link ClientRegistry#rotateSecret}, step by step. Used by one thread. */
final class SecretRotation {
  /** Added to messages: it is true whatever other programs do at the same time. */
  private static final String KEPT =
      "; no secret was revoked here, but each unfinished rotation may revoke the oldest secret";

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
    Secret secret = newSecret(rotated);
    checkCounts(rotated, secret);
    handOut.accept(secret);
    if (!inUse.test(secret)) {
      throw handedOut("the new secret of client " + id + " is not in use" + KEPT, null, secret);
    }
    checkUnchanged(rotated, secret);
    revokePrevious(secret);
    checkStillCounts(rotated, secret);
    return secret;
  }

  private Secret newSecret(OAuth2Client rotated) {
    Secret secret = rotated.clientSecret();
    if (secret == null) {
      throw new IllegalStateException(
          "client "
              + id
              + " was rotated, but the answer has no secret: nobody knows the newest one"
              + KEPT);
    }
    return secret;
  }

  /**
   * Checks that the new secret is valid: if several programs rotate at once, all calls succeed, but
   * only one secret is valid.
   */
  private void checkCounts(OAuth2Client rotated, Secret secret) {
    boolean counts;
    try {
      counts = !check.possible() || check.accepts(rotated, secret);
    } catch (OryException | IllegalStateException e) {
      throw new UnfinishedRotationException(
          "client "
              + id
              + " was rotated, but it is unknown whether its new secret is valid ("
              + e.getMessage()
              + "): it was not handed out, and this exception holds it"
              + KEPT,
          e,
          id,
          secret,
          false);
    }
    if (!counts) {
      throw new UnfinishedRotationException(
          "client "
              + id
              + " was rotated by somebody else at the same time: the new secret is not valid and"
              + " was not handed out"
              + KEPT,
          null,
          id,
          secret,
          false);
    }
  }

  private void checkUnchanged(OAuth2Client rotated, Secret secret) {
    boolean unchanged;
    try {
      unchanged = unchangedSince(rotated.require(UPDATED_AT));
    } catch (OryException | NoSuchElementException e) {
      throw handedOut(
          "the new secret of client "
              + id
              + " was handed out, but it is unknown whether the client was written since then ("
              + e.getMessage()
              + ")"
              + KEPT,
          e,
          secret);
    }
    if (!unchanged) {
      throw handedOut(
          "client "
              + id
              + " was written while its new secret was handed out, and may have been rotated again"
              + state(rotated, secret)
              + KEPT
              + ": call deleteRotatedSecrets once the newest one is in use",
          null,
          secret);
    }
  }

  private String state(OAuth2Client rotated, Secret secret) {
    try {
      return !check.possible()
          ? ""
          : check.accepts(rotated, secret)
              ? "; the new secret is valid"
              : "; the new secret is not valid any more";
    } catch (OryException | IllegalStateException e) {
      return ""; // unknown, and the failure to report is worse
    }
  }

  private void revokePrevious(Secret secret) {
    try {
      clients.deleteRotatedSecrets(id);
    } catch (OryException e) {
      throw handedOut(
          "the new secret of client "
              + id
              + " was handed out, but the previous ones may still be valid: call"
              + " deleteRotatedSecrets ("
              + e.getMessage()
              + ")",
          e,
          secret);
    }
  }

  /**
   * Checks that the new secret is still valid: a rotation right before the revocation makes it one
   * of the revoked ones.
   */
  private void checkStillCounts(OAuth2Client rotated, Secret secret) {
    boolean counts;
    try {
      counts = !check.possible() || check.accepts(rotated, secret);
    } catch (OryException | IllegalStateException e) {
      throw handedOut(
          "the new secret of client "
              + id
              + " was handed out and the previous ones are revoked, but it is unknown whether"
              + " it is still valid ("
              + e.getMessage()
              + ")",
          e,
          secret);
    }
    if (!counts) {
      throw handedOut(
          "the new secret of client "
              + id
              + " is not valid any more: somebody else rotated it at the same time; hand out"
              + " theirs, or rotate again",
          null,
          secret);
    }
  }

  private UnfinishedRotationException handedOut(
      String message, @Nullable Exception cause, Secret secret) {
    return new UnfinishedRotationException(message, cause, id, secret, true);
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
    if (check.possible()) { // checked before anything is changed
      check.checkRefusesWrongSecret(client);
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
          "outcome unknown: nobody may know the newest secret of client "
              + id
              + "; the one in use is still valid: don't revoke it, and rotate"
              + " again when the server answers",
          e,
          true,
          e.facts());
    }
  }

  /**
   * Returns whether the client was written since; compares seconds if the database stores no more,
   * as MySQL does.
   */
  private boolean unchangedSince(Instant rotated) {
    Instant updated = clients.get(id).require(UPDATED_AT);
    return updated.equals(updated.truncatedTo(ChronoUnit.SECONDS))
        ? Duration.between(rotated, updated).abs().compareTo(Duration.ofSeconds(1)) < 0
        : updated.equals(rotated);
  }
}
