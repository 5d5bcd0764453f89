package dev.oryadmin;

import dev.oryadmin.internal.http.PathSegment;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of {@link ClientRegistry#plan}: reads, compares, writes nothing. Used by one thread. */
final class Planning {
  private static final int PAGE = 500;

  private final ClientRegistry registry;
  private final PlanOptions options;

  /** Clients of the owners that were listed, by id. */
  private final Map<String, OAuth2Client> listed = new LinkedHashMap<>();

  /** The same clients by owner and name. */
  private final Map<String, List<OAuth2Client>> named = new HashMap<>();

  private final List<PlannedChange> changes = new ArrayList<>();
  private final Set<String> matched = new HashSet<>();

  Planning(ClientRegistry registry, PlanOptions options) {
    this.registry = registry;
    this.options = options;
  }

  ClientPlan plan(Collection<OAuth2Client> desired) {
    if (options.prunes && (registry.owner == null || desired.isEmpty())) {
      throw new IllegalArgumentException(
          registry.owner == null
              ? "prune needs an owner: without ownedBy it would delete the clients of all others"
              : "prune without any desired client would delete all clients of " + registry.owner);
    }
    Set<String> keys = new HashSet<>();
    for (OAuth2Client client : desired) {
      if (!keys.add(PlannedChange.keyOf(client))) {
        throw new IllegalArgumentException(
            "client " + PlannedChange.keyOf(client) + " is desired twice");
      }
    }
    list(desired);
    desired.forEach(this::compare);
    if (options.prunes) {
      prune();
    }
    return new ClientPlan(registry, changes);
  }

  private void list(Collection<OAuth2Client> desired) {
    Map<String, Integer> owners = new LinkedHashMap<>();
    for (OAuth2Client client : desired) {
      String owner = client.owner();
      if (owner != null && !owner.isBlank()) {
        owners.merge(owner, 1, Integer::sum);
      }
    }
    if (options.prunes && registry.owner != null) {
      owners.merge(registry.owner, 2, Integer::sum);
    }
    owners.forEach(
        (owner, count) -> {
          if (count > 1) { // a single one is found without a list
            list(owner);
          }
        });
  }

  private void list(String owner) {
    for (OAuth2Client client : registry.clients.list(q -> q.owner(owner).pageSize(PAGE))) {
      if (owner.equals(client.owner()) && listed.put(client.clientId(), client) == null) {
        named
            .computeIfAbsent(owner + "/" + client.clientName(), key -> new ArrayList<>())
            .add(client);
      }
    }
  }

  private void compare(OAuth2Client desired) {
    OAuth2Client actual = find(desired);
    if (actual == null) {
      if (options.creates) {
        changes.add(PlannedChange.create(desired));
      }
      return;
    }
    if (!matched.add(actual.clientId())) {
      throw new IllegalArgumentException(
          "client " + actual.clientId() + " is desired twice, by its id and by owner and name");
    }
    if (registry.owner != null && !registry.owner.equals(actual.owner())) {
      throw new IllegalStateException(
          ClientRegistry.foreign(actual, registry.owner) + ": nothing was planned");
    }
    Set<Property<OAuth2Client, ?>> differing =
        ClientDifferences.between(desired, actual, options.managed(desired));
    if (!differing.isEmpty()) {
      changes.add(PlannedChange.update(actual, desired, differing));
    }
  }

  private @Nullable OAuth2Client find(OAuth2Client desired) {
    boolean byId = !ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, desired);
    if (byId && listed.containsKey(desired.clientId())) {
      return listed.get(desired.clientId());
    }
    List<OAuth2Client> found =
        byId ? List.of() : named.getOrDefault(PlannedChange.keyOf(desired), List.of());
    if (found
        .isEmpty()) { // lists of v2.0 skip clients (hydra#3362), and an id may belong to another
      // owner
      found = registry.findDesired(desired);
    }
    if (found.size() > 1) {
      throw ClientReconciliation.ambiguous(found);
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private void prune() {
    List<PlannedChange> deletions = new ArrayList<>();
    for (OAuth2Client client : listed.values()) {
      if (Objects.equals(registry.owner, client.owner())
          && !matched.contains(client.clientId())
          && PathSegment.isReachable(client.clientId())) {
        deletions.add(PlannedChange.delete(client));
      }
    }
    long percent = listed.isEmpty() ? 0 : 100L * deletions.size() / listed.size();
    if (deletions.size() > options.maxDeletions || percent > options.maxDeletionPercent) {
      throw new IllegalStateException(
          "the plan would delete "
              + deletions.size()
              + " of "
              + listed.size()
              + " clients, which is more than "
              + options.maxDeletions
              + " or "
              + options.maxDeletionPercent
              + " %: if that is intended, raise the limits");
    }
    changes.addAll(deletions);
  }
}
