package dev.oryadmin.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.OryException;
import dev.oryadmin.PlanOptions;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random sets of clients, other sets desired, faults and kills at any call: planning and applying
 * again ends as desired, and nothing else happens.
 */
class PlanHistoryTest {
  private static final int HISTORIES = Integer.getInteger("histories", 100);
  private static final int SEED = Integer.getInteger("histories.seed", 15);

  private static final List<Fault> FAULTS =
      List.of(
          Fault.disconnect(),
          Fault.disconnect().afterProcessing(),
          Fault.answer(502, "gateway"),
          Fault.answer(504, "gateway").afterProcessing(),
          Fault.answer(429, ""));

  private static final PlanOptions PRUNE =
      PlanOptions.standard().prune().atMostDeletions(1_000, 100);

  @Test
  void planningAgainConvergesAfterAnyInterruption() {
    List<HydraVersion> versions = List.of(HydraVersion.values());
    for (HydraVersion version : versions) {
      try (RegistryTesting it = new RegistryTesting(FakeHydra.builder().version(version))) {
        for (int i = versions.indexOf(version); i < HISTORIES; i += versions.size()) {
          new History(it, version, new Random(SEED * 1_000_003L + i)).run("history " + i);
          it.hydra.reset();
        }
      }
    }
  }

  private static final class History {
    private final RegistryTesting it;
    private final HydraVersion version;
    private final Random random;
    private final ClientRegistry registry;
    private final SecretFolder secrets = new SecretFolder();
    private final Set<String> shownDeletions = new HashSet<>();
    private volatile boolean stormy;

    History(RegistryTesting it, HydraVersion version, Random random) {
      this.it = it;
      this.version = version;
      this.random = random;
      this.registry = it.registry.ownedBy("team-a");
    }

    void run(String name) {
      for (int i = 0; i < 3; i++) {
        it.ory.clients().create(OAuth2Client.builder().owner("b").clientName("n" + i).build());
      }
      Map<String, String> others = others();
      RandomSets sets = new RandomSets(random, "", version);
      calmly(sets.next());
      Set<String> before = ours();
      List<OAuth2Client> desired = sets.next();
      failAtRandom();
      stormy = true;
      for (int attempt = 0; attempt < 3; attempt++) {
        it.killAfter(random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(40));
        try {
          apply(registry.plan(desired, PRUNE));
        } catch (RegistryTesting.Killed | OryException e) {
          // A new process begins anew, with the store and the server as they are.
        }
      }
      stormy = false;
      it.killAfter(Integer.MAX_VALUE);
      calmly(desired);

      assertThat(registry.plan(desired, PRUNE)).as(name).hasToString("nothing to do");
      assertThat(ours()).as(name).hasSameSizeAs(desired);
      assertThat(others()).as(name).isEqualTo(others);
      Set<String> gone = new HashSet<>(before);
      gone.removeAll(ours());
      assertThat(shownDeletions).as(name + ": deletions").containsAll(gone);
      for (OAuth2Client client : it.ory.clients().list(q -> q.owner("team-a"))) {
        if (!TokenEndpointAuthMethod.NONE.equals(client.tokenEndpointAuthMethod())) {
          assertThat(knowsSecretOf(client)).as(name + ": secret of " + client).isTrue();
        }
      }
    }

    private boolean knowsSecretOf(OAuth2Client client) {
      Secret byName = secrets.secrets.get(client.owner() + "/" + client.clientName());
      Secret secret = secrets.secrets.getOrDefault(client.clientId(), byName);
      return secret != null && it.authenticates(client.clientId(), secret.reveal());
    }

    private void calmly(List<OAuth2Client> desired) {
      for (int i = 0; i < 3; i++) {
        apply(registry.plan(desired, PRUNE));
      }
    }

    private void apply(ClientPlan plan) {
      for (PlannedChange change : plan.changes()) {
        if (change.kind() == PlannedChange.Kind.DELETE) {
          shownDeletions.add(change.clientId());
        }
      }
      ClientPlan.fromJson(plan.toJson()).on(registry).apply(secrets, progress -> {});
    }

    private void failAtRandom() {
      Random faults = new Random(random.nextLong());
      for (Fault fault : FAULTS) {
        it.hydra.fail(request -> stormy && faults.nextInt(100) < 3, fault.always());
      }
    }

    private Set<String> ours() {
      Set<String> ids = new HashSet<>();
      it.ory.clients().list(q -> q.owner("team-a")).forEach(client -> ids.add(client.clientId()));
      return ids;
    }

    private Map<String, String> others() {
      Map<String, String> clients = new TreeMap<>();
      for (OAuth2Client client : it.ory.clients().list(q -> q.owner("b"))) {
        clients.put(client.clientId(), client.toJson());
      }
      return clients;
    }
  }
}
