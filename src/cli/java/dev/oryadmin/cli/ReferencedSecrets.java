package dev.oryadmin.cli;

import dev.oryadmin.ClientPlan;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import dev.oryadmin.model.OAuth2Client;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that files refer to, before those of another place. Safe for use by several threads.
 *
 * @param references by the keys of a store
 * @param others where all other secrets are kept; null for nowhere
 */
record ReferencedSecrets(
    Map<String, SecretReference> references,
    Map<String, String> environment,
    @Nullable SecretStore others)
    implements SecretStore {
  /**
   * Checks, before anything is done, that each secret that the plan needs is there or has a place.
   */
  void check(ClientPlan plan) {
    for (PlannedChange change : plan.changes()) {
      if (change.needsSecret()) {
        SecretReference reference = reference(change);
        if (reference != null) {
          var unused = reference.resolve(environment);
        } else if (others == null) {
          throw new UsageException(
              "the plan makes a new secret, of client "
                  + Terminal.oneLine(change.clientId())
                  + ", which would get lost: say where it goes by --secrets, or name one in the"
                  + " file");
        }
      }
    }
  }

  private @Nullable SecretReference reference(PlannedChange change) {
    OAuth2Client before = change.before();
    SecretReference byName =
        before == null ? null : references.get(before.owner() + "/" + before.clientName());
    return references.getOrDefault(change.clientId(), byName);
  }

  @Override
  public void store(String id, Secret secret) {
    if (others == null) {
      throw new IllegalStateException("there is no place for the secret of " + id);
    }
    others.store(id, secret);
  }

  @Override
  public Optional<Secret> find(String id) {
    SecretReference reference = references.get(id);
    if (reference != null) {
      return Optional.of(reference.resolve(environment));
    }
    return others == null ? Optional.empty() : others.find(id);
  }

  @Override
  public Secret storeIfAbsent(String id, Secret secret) {
    SecretReference reference = references.get(id);
    if (reference != null) {
      return reference.resolve(environment);
    }
    if (others == null) {
      throw new IllegalStateException("there is no place for the secret of " + id);
    }
    return others.storeIfAbsent(id, secret);
  }
}
