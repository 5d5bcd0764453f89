package dev.oryadmin.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.OryException;
import dev.oryadmin.PlanOptions;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Secret;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Histories like those of {@link PlanHistoryTest} on a real server, with answers that get lost:
 * {@code HYDRA_ADMIN_URL=… HYDRA_PUBLIC_URL=… mvn test -Dtest=PlanHistoryCheck}. It deletes what it
 * made.
 */
class PlanHistoryCheck {
  private static final int HISTORIES = Integer.getInteger("histories", 20);
  private static final String OWNER = "plan-history-check";
  private static final String OTHER = OWNER + "-other";
  private static final PlanOptions PRUNE =
      PlanOptions.standard().prune().atMostDeletions(1_000, 100);

  private final Random faults = new Random(15);
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
      List<OAuth2Client> desired = set(new Random(i));
      Set<String> before = ours();
      shownDeletions.clear();
      stormy = true;
      for (int attempt = 0; attempt < 3; attempt++) {
        try {
          apply(registry.plan(desired, PRUNE));
        } catch (OryException e) {
          // Planned again below.
        }
      }
      stormy = false;
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

  private List<OAuth2Client> set(Random random) {
    List<OAuth2Client> set = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      if (i == 0 || random.nextBoolean()) {
        set.add(client("c" + i, ownIds && i % 2 == 0, random));
      }
    }
    return set;
  }

  private static OAuth2Client client(String name, boolean withId, Random random) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("tier", random.nextInt(3));
    OAuth2Client.Builder client =
        OAuth2Client.builder()
            .clientName(name)
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope(random.nextBoolean() ? "a b" : "b c")
            .contacts(random.nextBoolean() ? List.of("ops@example.com") : List.of())
            .metadata(random.nextBoolean() ? metadata : null)
            .policyUri(random.nextBoolean() ? "https://a.example/policy" : null)
            .tokenEndpointAuthMethod(
                random.nextInt(4) == 0
                    ? TokenEndpointAuthMethod.NONE
                    : TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
            .clientCredentialsGrantAccessTokenLifespan(
                random.nextBoolean() ? Duration.ofMinutes(random.nextInt(3)) : null);
    return withId ? client.clientId(OWNER + "-" + name).build() : client.build();
  }
}
