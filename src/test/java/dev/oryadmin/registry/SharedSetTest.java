package dev.oryadmin.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ApiClient;
import dev.oryadmin.AppliedPlan;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.OryException;
import dev.oryadmin.PlanOptions;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two people plan and apply at the same time, in random sets of clients, with faults and kills:
 * nothing is lost, nothing is done twice, and what their reports say is so. Their calls, and what
 * they do with the store, alternate at random.
 */
class SharedSetTest {
  private static final int HISTORIES = Integer.getInteger("histories", 100);
  private static final int SEED = Integer.getInteger("histories.seed", 15);
  private static final OkHttpClient HTTP = new OkHttpClient();

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
  void twoPeopleWhoApplyAtOnceLoseNothingAndDoNothingTwice() throws Exception {
    List<HydraVersion> versions = List.of(HydraVersion.values());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (HydraVersion version : versions) {
        try (RegistryTesting it = new RegistryTesting(FakeHydra.builder().version(version))) {
          for (int i = versions.indexOf(version); i < HISTORIES; i += versions.size()) {
            Random random = new Random(SEED * 1_000_003L + i);
            new History(it, version, random, "history " + i).run(threads);
            it.hydra.reset();
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static final class History {
    private final RegistryTesting it;
    private final HydraVersion version;
    private final Random random;
    private final String name;
    private final Turns turns;
    private final Set<String> shownDeletions = Collections.synchronizedSet(new HashSet<>());
    private volatile boolean atOnce;

    History(RegistryTesting it, HydraVersion version, Random random, String name) {
      this.it = it;
      this.version = version;
      this.random = random;
      this.name = name;
      this.turns = new Turns(2, new Random(random.nextLong()));
    }

    void run(ExecutorService threads) throws Exception {
      it.ory.clients().create(OAuth2Client.builder().owner("b").clientName("n").build());
      Map<String, String> others = clientsOf("b");
      RandomSets sets = new RandomSets(random, "", version);
      boolean oneStore = random.nextBoolean();
      boolean sameFiles = random.nextBoolean();
      try (Person first = new Person(0, null);
          Person second = new Person(1, oneStore ? first.secrets : null)) {
        first.apply(sets.next());
        List<OAuth2Client> desired = sets.next();
        failAtRandom();
        atOnce = true;
        List<Future<List<AppliedPlan>>> both =
            threads.invokeAll(
                List.of(
                    first.several(desired, random.nextInt(60)),
                    second.several(sameFiles ? desired : sets.next(), random.nextInt(60))));
        atOnce = false;
        List<AppliedPlan> reports = new ArrayList<>(both.get(0).get());
        reports.addAll(both.get(1).get());

        boolean idsOfServer = version == HydraVersion.V2_0;
        if (idsOfServer) {
          deleteTwins();
        } else if (sameFiles) {
          checkThatIsSo(reports, first.registry.plan(desired, PRUNE));
        }
        for (int i = 0; i < 3; i++) {
          first.apply(desired);
        }
        assertThat(first.registry.plan(desired, PRUNE)).as(name).hasToString("nothing to do");
        assertThat(clientsOf("team-a")).as(name).hasSameSizeAs(desired);
        assertThat(clientsOf("b")).as(name).isEqualTo(others);
        checkDeletions(idsOfServer);
        checkSecrets(first, second);
      }
    }

    /** What somebody reports as applied needs no change, if nobody wants anything else. */
    private void checkThatIsSo(List<AppliedPlan> reports, ClientPlan left) {
      Set<String> stillToChange = new HashSet<>();
      left.changes().forEach(change -> stillToChange.add(change.clientId()));
      for (AppliedPlan report : reports) {
        for (PlannedChange change : report.applied()) {
          assertThat(stillToChange).as(name).doesNotContain(change.clientId());
        }
        if (report.isComplete()) {
          assertThat(left).as(name).hasToString("nothing to do");
        }
      }
    }

    private void checkDeletions(boolean idsOfServer) {
      it.hydra.requests().stream()
          .filter(request -> request.method().equals("DELETE") && !idsOfServer)
          .map(request -> request.path().replaceFirst(".*/", ""))
          .forEach(id -> assertThat(shownDeletions).as(name + ": deletions").contains(id));
    }

    private void checkSecrets(Person first, Person second) {
      for (OAuth2Client client : it.ory.clients().list(q -> q.owner("team-a"))) {
        if (!TokenEndpointAuthMethod.NONE.equals(client.tokenEndpointAuthMethod())) {
          assertThat(first.knowsSecretOf(client) || second.knowsSecretOf(client))
              .as(name + ": secret of " + client)
              .isTrue();
        }
      }
    }

    /**
     * A server that chooses ids can't prevent two clients of one name, if whoever made the second
     * is killed before it looks. Then a plan asks people to decide.
     */
    private void deleteTwins() {
      Set<String> names = new HashSet<>();
      for (OAuth2Client client : it.ory.clients().list(q -> q.owner("team-a"))) {
        if (!names.add(String.valueOf(client.clientName()))) {
          it.ory.clients().delete(client.clientId());
        }
      }
    }

    private void failAtRandom() {
      Random faults = new Random(random.nextLong());
      for (Fault fault : FAULTS) {
        it.hydra.fail(request -> atOnce && faults.nextInt(100) < 3, fault.always());
      }
    }

    private Map<String, String> clientsOf(String owner) {
      Map<String, String> clients = new TreeMap<>();
      for (OAuth2Client client : it.ory.clients().list(q -> q.owner(owner))) {
        clients.put(client.clientId(), client.toJson());
      }
      return clients;
    }

    private final class Person implements SecretStore, AutoCloseable {
      private final int number;
      private final Map<String, Secret> secrets;
      private final ApiClient ory;
      private final ClientRegistry registry;
      private int callsToLive = Integer.MAX_VALUE;

      Person(int number, @Nullable Map<String, Secret> store) {
        this.number = number;
        this.secrets = store == null ? new ConcurrentHashMap<>() : store;
        this.ory =
            it.time
                .set(ApiClient.builder())
                .adminUrl(it.hydra.adminUrl())
                .publicUrl(it.hydra.publicUrl())
                .httpClient(HTTP.newBuilder().addInterceptor(this::intercept).build())
                .build();
        this.registry = new ClientRegistry(ory).ownedBy("team-a").concurrency(1);
      }

      private Response intercept(Interceptor.Chain chain) throws IOException {
        takeTurn();
        if (atOnce && callsToLive-- == 0) {
          chain.proceed(chain.request()).close(); // done, and nobody learns of that
          throw new RegistryTesting.Killed();
        }
        return chain.proceed(chain.request());
      }

      private void takeTurn() {
        if (atOnce) {
          turns.take(number);
        }
      }

      AppliedPlan apply(List<OAuth2Client> desired) {
        ClientPlan plan = registry.plan(desired, PRUNE);
        for (PlannedChange change : plan.changes()) {
          if (change.kind() == PlannedChange.Kind.DELETE) {
            shownDeletions.add(change.clientId());
          }
        }
        return plan.apply(this, progress -> {});
      }

      /** Plans and applies three times, one of which is killed after so many calls. */
      Callable<List<AppliedPlan>> several(List<OAuth2Client> desired, int calls) {
        return () -> {
          List<AppliedPlan> reports = new ArrayList<>();
          callsToLive = calls;
          try {
            takeTurn();
            for (int i = 0; i < 3; i++) {
              try {
                reports.add(apply(desired));
              } catch (RegistryTesting.Killed | OryException e) {
                // A new process begins anew, with the store and the server as they are.
              } catch (IllegalStateException e) {
                assertThat(e).as(name).hasMessageContaining("have this owner and name");
              }
            }
          } finally {
            turns.leave();
          }
          return reports;
        };
      }

      boolean knowsSecretOf(OAuth2Client client) {
        Secret byName = secrets.get(client.owner() + "/" + client.clientName());
        Secret secret = secrets.getOrDefault(client.clientId(), byName);
        return secret != null && it.authenticates(client.clientId(), secret.reveal());
      }

      @Override
      public void store(String id, Secret secret) {
        takeTurn();
        secrets.put(id, secret);
      }

      @Override
      public Optional<Secret> find(String id) {
        takeTurn();
        return Optional.ofNullable(secrets.get(id));
      }

      @Override
      public Secret storeIfAbsent(String id, Secret secret) {
        takeTurn();
        return secrets.computeIfAbsent(id, unused -> secret);
      }

      @Override
      public void close() {
        ory.close();
      }
    }
  }
}
