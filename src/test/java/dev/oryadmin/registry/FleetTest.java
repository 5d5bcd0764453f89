package dev.oryadmin.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Ensured;
import dev.oryadmin.Ensured.Outcome;
import dev.oryadmin.Secret;
import dev.oryadmin.ServerException;
import dev.oryadmin.TransportException;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import dev.oryadmin.testing.RateLimitBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole fleet of clients on a bad day. */
class FleetTest {
  private static final int CLIENTS = 1_000;

  /** Of a hundred requests, so many go wrong in each of these ways. */
  private static final List<Fault> FAULTS =
      List.of(
          Fault.disconnect(),
          Fault.disconnect().afterProcessing(),
          Fault.answer(502, "gateway"),
          Fault.answer(504, "gateway").afterProcessing());

  private final Map<String, Integer> rotations = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final List<String> unclear = new ArrayList<>();
  private volatile boolean stormy = true;

  private static OAuth2Client desired(int number, int version) {
    OAuth2Client.Builder client =
        OAuth2Client.builder()
            .owner("fleet")
            .clientName("client " + number)
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope(number % 3 == 0 ? "a b v" + version : "a b")
            .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(10L * version));
    return number % 2 == 0 ? client.clientId("fleet-" + number).build() : client.build();
  }

  @Test
  void fleetConvergesWithoutLosingASecret() {
    FakeHydra.Builder options =
        FakeHydra.builder()
            .rateLimit(RateLimitBucket.ADMIN_LOW, 20, Duration.ofSeconds(1))
            .rateLimit(RateLimitBucket.ADMIN_HIGH, 100, Duration.ofSeconds(1))
            .rateLimit(RateLimitBucket.ADMIN_MEDIUM, 50, Duration.ofSeconds(1));
    try (RegistryTesting it = new RegistryTesting(options)) {
      it.registry.awaitReady(Duration.ofSeconds(10));
      failAtRandom(it.hydra);

      for (int i = 0; i < CLIENTS; i++) {
        Ensured made = patiently(it.registry, desired(i, 1));
        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        secrets.put(
            made.client().clientId(), made.client().require(OAuth2Client.CLIENT_SECRET).reveal());
      }
      for (int i = 0; i < CLIENTS; i++) {
        Ensured updated = patiently(it.registry, desired(i, 2));
        assertThat(updated.outcome()).isEqualTo(Outcome.UPDATED);
        if (i % 4 == 0) {
          rotate(it.registry, updated.client().clientId());
        }
      }

      stormy = false;
      assertThat(rotations.values()).hasSizeGreaterThan(200).containsOnly(1);
      assertThat(unclear).as("rotations of unknown outcome").hasSizeGreaterThan(5);
      assertThat(it.ory.clients().list().stream()).hasSize(CLIENTS);
      for (int i = 0; i < CLIENTS; i++) {
        Ensured ensured = it.registry.ensure(desired(i, 2));
        assertThat(ensured.outcome()).isEqualTo(Outcome.UNCHANGED);
        String id = ensured.client().clientId();
        assertThat(it.authenticates(id, secrets.getOrDefault(id, ""))).as(id).isTrue();
      }
    }
  }

  private void failAtRandom(FakeHydra hydra) {
    Random random = new Random(2026);
    hydra.fail(
        request -> {
          if (request.method().equals("POST") && request.path().endsWith("/secrets/rotate")) {
            rotations.merge(request.path(), 1, Integer::sum);
          }
          return false;
        },
        Fault.disconnect());
    // Writes only: "no such client", cut off in the middle, can't be told from "no such route".
    hydra.fail(
        r -> !r.method().equals("GET") && random.nextInt(100) < 2, Fault.truncate().always());
    for (Fault fault : FAULTS) {
      hydra.fail(request -> stormy && random.nextInt(100) < 2, fault.always());
    }
  }

  /** What looks again when it could not even read. */
  private static Ensured patiently(ClientRegistry registry, OAuth2Client desired) {
    try {
      return registry.ensure(desired);
    } catch (ServerException | TransportException e) {
      assertThat(e.operation()).isIn("getOAuth2Client", "listOAuth2Clients");
      return registry.ensure(desired);
    }
  }

  private void rotate(ClientRegistry registry, String id) {
    try {
      registry.rotateSecret(id, secret -> secrets.put(id, secret.reveal()));
    } catch (ServerException | TransportException e) {
      if ("rotateOAuth2ClientSecret".equals(e.operation())) {
        assertThat(e).isInstanceOf(TransportException.class).hasMessageContaining("unknown");
        unclear.add(id);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2_0")
  void concurrentEnsuresCreateOneClient(HydraVersion version) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (FakeHydra hydra = FakeHydra.builder().version(version).start();
        ApiClient ory =
            ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build()) {
      List<Callable<Ensured>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(() -> new ClientRegistry(ory).ensure(desired(1, 1)));
      }
      List<Secret> known = new ArrayList<>();
      for (Future<Ensured> ensured : threads.invokeAll(all)) {
        Secret secret = ensured.get().secret().orElse(null);
        if (secret != null) {
          known.add(secret);
        }
      }
      assertThat(ory.clients().list()).hasSize(1);
      assertThat(known).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
