package dev.oryadmin.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.OryException;
import dev.oryadmin.PlanOptions;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.HydraVersion;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Histories like those of {@link PlanHistoryTest} on a real server, with answers that get lost and
 * runs that are killed: {@code HYDRA_ADMIN_URL=… HYDRA_PUBLIC_URL=… mvn test
 * -Dtest=PlanHistoryCheck}. It deletes what it made.
 */
class PlanHistoryCheck {
  private static final int HISTORIES = Integer.getInteger("histories", 20);
  private static final String OWNER = "plan-history-check";
  private static final String OTHER = OWNER + "-other";
  private static final PlanOptions PRUNE =
      PlanOptions.standard().prune().atMostDeletions(1_000, 100);

  private final Random faults = new Random(15);
  private final AtomicInteger callsToLive = new AtomicInteger(Integer.MAX_VALUE);
  private int kills;
  private volatile boolean stormy;
  private final ApiClient ory =
      ApiClient.builder()
          .fromEnvironment()
          .httpClient(new OkHttpClient.Builder().addInterceptor(this::lose).build())
          .build();
  private final ClientRegistry registry = new ClientRegistry(ory).ownedBy(OWNER);
  private final SecretFolder secrets = new SecretFolder();
  private final Set<String> shownDeletions = new HashSet<>();
  private boolean ownIds;

  private Response lose(Interceptor.Chain chain) throws IOException {
    int left = callsToLive.get() == Integer.MAX_VALUE ? 1 : callsToLive.getAndDecrement();
    if (left < 0) {
      throw new RegistryTesting.Killed();
    }
    if (left == 0) { // the server has done it, and nobody learns of that
      chain.proceed(chain.request()).close();
      throw new RegistryTesting.Killed();
    }
    boolean lost;
    synchronized (faults) {
      lost = stormy && faults.nextInt(100) < 7;
    }
    if (lost && faults.nextBoolean()) {
      throw new IOException("lost on the way there");
    }
    Response answer = chain.proceed(chain.request());
    if (lost) {
      answer.close();
      throw new IOException("lost on the way back");
    }
    return answer;
  }

  @AfterEach
  void clearUp() {
    stormy = false;
    new ClientRegistry(ory).deleteAllOwnedBy(OWNER);
    new ClientRegistry(ory).deleteAllOwnedBy(OTHER);
    ory.close();
  }

  @Test
  void everyHistoryEndsAsDesiredAndTouchesNothingElse() {
    for (int i = 0; i < 3; i++) {
      ory.clients().create(OAuth2Client.builder().owner(OTHER).clientName("n" + i).build());
    }
    Map<String, String> others = others();
    ownIds = takesIds();
    for (int i = 0; i < HISTORIES; i++) {
      String name = "history " + i;
      Random random = new Random(i);
      HydraVersion version = ownIds ? HydraVersion.LATEST : HydraVersion.V2_0;
      List<OAuth2Client> desired = new RandomSets(random, OWNER + "-", version).next();
      Set<String> before = ours();
      shownDeletions.clear();
      stormy = true;
      for (int attempt = 0; attempt < 3; attempt++) {
        callsToLive.set(random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(20));
        try {
          apply(registry.plan(desired, PRUNE));
        } catch (OryException e) {
          // Planned again below.
        } catch (RegistryTesting.Killed e) {
          kills++;
        }
      }
      stormy = false;
      callsToLive.set(Integer.MAX_VALUE);
      for (int attempt = 0; attempt < 3; attempt++) {
        apply(registry.plan(desired, PRUNE));
      }
      assertThat(registry.plan(desired, PRUNE)).as(name).hasToString("nothing to do");
      assertThat(ours()).as(name).hasSameSizeAs(desired);
      assertThat(others()).as(name).isEqualTo(others);
      Set<String> gone = new HashSet<>(before);
      gone.removeAll(ours());
      assertThat(shownDeletions).as(name).containsAll(gone);
      checkSecrets(name);
    }
    assertThat(kills).as("kills").isGreaterThan(HISTORIES / 4);
  }

  /** Servers before v2.2 choose ids themselves. */
  private boolean takesIds() {
    try {
      ory.clients().create(OAuth2Client.builder().clientId("of-" + OWNER).owner(OWNER).build());
      return true;
    } catch (OryException e) {
      return false;
    }
  }

  private void checkSecrets(String name) {
    for (OAuth2Client client : ory.clients().list(q -> q.owner(OWNER))) {
      if (!TokenEndpointAuthMethod.NONE.equals(client.tokenEndpointAuthMethod())) {
        Secret byName = secrets.secrets.get(client.owner() + "/" + client.clientName());
        Secret secret = secrets.secrets.getOrDefault(client.clientId(), byName);
        requireNonNull(secret, () -> name + ": no secret of " + client.clientId());
        OAuth2Client known = client.toBuilder().clientSecret(secret.reveal()).build();
        assertThat(
                new ClientRegistry(ory)
                    .ensure(known, List.of(OAuth2Client.CLIENT_SECRET))
                    .changed())
            .as(name + ": the stored secret of " + client.clientId() + " counts")
            .isEmpty();
      }
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

  private Set<String> ours() {
    Set<String> ids = new HashSet<>();
    ory.clients().list(q -> q.owner(OWNER)).forEach(client -> ids.add(client.clientId()));
    return ids;
  }

  private Map<String, String> others() {
    Map<String, String> clients = new TreeMap<>();
    ory.clients()
        .list(q -> q.owner(OTHER))
        .forEach(client -> clients.put(client.clientId(), client.toJson()));
    return clients;
  }
}
