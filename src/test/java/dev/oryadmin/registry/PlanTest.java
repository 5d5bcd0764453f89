package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.oryadmin.AppliedPlan;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.DecodeException;
import dev.oryadmin.OryException;
import dev.oryadmin.PlanOptions;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Progress;
import dev.oryadmin.Secret;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import dev.oryadmin.testing.RateLimitBucket;
import dev.oryadmin.testing.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ClientRegistry#plan} finds, and what applying it does. */
class PlanTest {
  private final RegistryTesting it = new RegistryTesting();
  private final ClientRegistry registry = it.registry.ownedBy("team-a");
  private final SecretFolder secrets = new SecretFolder();
  private final List<Progress> progress = new ArrayList<>();

  @AfterEach
  void close() {
    it.close();
  }

  private static OAuth2Client named(String id) {
    return billing().clientId(id).clientName("Client " + id).build();
  }

  private AppliedPlan apply(ClientPlan plan) {
    return plan.apply(secrets, progress::add);
  }

  private static List<String> ids(List<PlannedChange> changes) {
    return changes.stream().map(PlannedChange::clientId).toList();
  }

  @Test
  void planShowsAndAppliesACreationAndAnUpdate() {
    it.ory.clients().create(named("old").toBuilder().contacts("a@example.com").build());
    it.writes();
    List<OAuth2Client> desired =
        List.of(named("old").toBuilder().clientName("New name").owner(null).build(), named("new"));

    ClientPlan plan = registry.plan(desired);

    assertThat(it.writes()).isEmpty();
    assertThat(plan)
        .hasToString(
            """
            ~ update old
                client_name: "Client old" → "New name"
            + create new
                client_id: "new"
                client_name: "Client new"
                grant_types: ["client_credentials"]
                scope: "invoices.read invoices.write"
                owner: "team-a"
            1 to create, 1 to update, 0 to delete\
            """);
    AppliedPlan done = apply(plan);
    assertThat(done.isComplete()).isTrue();
    assertThat(done).hasToString("2 applied, 0 refused, 0 unknown, 0 remaining");
    assertThat(progress).extracting(Progress::done).containsExactly(1L, 2L);
    assertThat(it.ory.clients().get("old").contacts()).containsExactly("a@example.com");
    assertThat(it.authenticates("new", secrets.reveal("new"))).isTrue();
    assertThat(registry.plan(desired).isEmpty()).isTrue();
    assertThat(registry.plan(desired)).hasToString("nothing to do");
  }

  @Test
  void planSurvivesJson() {
    it.ory.clients().create(named("old"));
    it.ory.clients().create(named("gone"));
    List<OAuth2Client> desired =
        List.of(
            named("old").toBuilder().clientName("x").contacts((List<String>) null).build(),
            named("new").toBuilder().clientSecret("never in a plan").build());
    PlanOptions prune = PlanOptions.standard().prune().atMostDeletions(1, 50);
    ClientPlan plan = registry.plan(desired, prune);

    ClientPlan read = ClientPlan.fromJson(plan.toJson());

    assertThat(plan).isEqualTo(registry.plan(desired, prune));
    assertThat(read).isEqualTo(plan).hasSameHashCodeAs(plan).hasToString(plan.toString());
    assertThat(read.toJson()).isEqualTo(plan.toJson()).doesNotContain("never in a plan");
    assertThatIllegalStateException().isThrownBy(() -> apply(read));
    assertThatIllegalArgumentException().isThrownBy(() -> read.on(it.registry.ownedBy("team-b")));
    AppliedPlan done = apply(read.on(it.registry));
    assertThat(ids(done.applied())).containsExactlyInAnyOrder("old", "new", "gone");
    assertThat(done.deleted()).extracting(OAuth2Client::clientName).containsExactly("Client gone");
    assertThat(registry.plan(desired, prune).isEmpty()).isTrue();
  }

  @Test
  void noPlanHoldsAPrivateKey() {
    String key =
        "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
            + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\",\"kid\":\"KID\","
            + "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}";
    OAuth2Client.Builder desired = named("a").toBuilder();
    OAuth2Client withKey = desired.jwks(JsonWebKeySet.fromJson("{\"keys\":[" + key + "]}")).build();
    OAuth2Client changed =
        desired
            .jwks(JsonWebKeySet.fromJson("{\"keys\":[" + key.replace("KID", "b") + "]}"))
            .build();
    it.ory.clients().create(withKey); // as somebody did by mistake

    ClientPlan update = registry.plan(List.of(changed));
    ClientPlan create = registry.plan(List.of(withKey.toBuilder().clientId("b").build()));

    assertThat(update.changes()).hasSize(1);
    assertThat(update.toJson() + create.toJson()).doesNotContain("870MB6gfuTJ4HtUn");
    assertThat(apply(update).isComplete()).isTrue();
    assertThat(it.ory.clients().get("a").toJson()).doesNotContain("870MB6gfuTJ4HtUn");
    assertThat(registry.plan(List.of(changed)).isEmpty()).isTrue();
  }

  @Test
  void aStoreThatFailsEndsTheRunAndIsReported() {
    SecretFolder full =
        new SecretFolder() {
          @Override
          public Secret storeIfAbsent(String id, Secret secret) {
            throw new IllegalStateException("the vault is sealed");
          }
        };
    AppliedPlan done = registry.plan(List.of(named("a"))).apply(full, progress::add);

    assertThat(done.remaining()).hasSize(1);
    assertThat(done.failure()).hasMessage("the vault is sealed");
    assertThat(it.ory.clients().find("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"ory_clients_plan\":2,\"changes\":[]}",
        "{\"ory_clients_plan\":1,\"changes\":[{\"kind\":\"DELETE\",\"client_id\":\"a\"}]}",
        "{\"ory_clients_plan\":1,\"changes\":[7]}",
        "{\"ory_clients_plan\":1,\"changes\":[{\"kind\":\"DROP\",\"client_id\":\"a\"}]}"
      })
  void otherJsonIsRefused(String json) {
    assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> ClientPlan.fromJson(json));
  }

  @Test
  void changedClientIsRefusedAndOthersContinue() {
    it.ory.clients().create(named("a"));
    it.ory.clients().create(named("b"));
    it.ory.clients().create(named("c"));
    ClientPlan plan =
        registry.plan(
            List.of(
                named("a").toBuilder().clientName("A").build(),
                named("b").toBuilder().clientName("B").build(),
                named("d")),
            PlanOptions.standard().prune().atMostDeletions(1, 50));
    it.ory.clients().patch("a", p -> p.replace(OAuth2Client.POLICY_URI, "https://a.example"));
    it.ory.clients().patch("c", p -> p.replace(OAuth2Client.OWNER, "team-b"));
    it.ory.clients().create(named("d").toBuilder().owner("team-b").build());

    AppliedPlan done = apply(plan);

    assertThat(ids(done.applied())).containsExactly("b");
    assertThat(ids(done.refused())).containsExactlyInAnyOrder("a", "c", "d");
    assertThat(done.reason(plan.changes().get(0))).contains("has changed since the plan was made");
    assertThat(it.ory.clients().get("a").clientName()).isEqualTo("Client a");
    assertThat(it.ory.clients().find("c")).isPresent();
  }

  @Test
  void applyingAgainRepeatsNothing() {
    it.ory.clients().create(named("a"));
    ClientPlan plan =
        registry.plan(List.of(named("a").toBuilder().clientName("A").build(), named("b")));
    apply(plan);
    it.writes();

    assertThat(apply(plan).isComplete()).isTrue();
    assertThat(it.writes()).noneMatch(line -> line.contains("/admin/"));
  }

  @Test
  void aClientThatBeginsToAuthenticateByASecretGetsAStoredOne() {
    it.ory
        .clients()
        .create(
            named("a").toBuilder().tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE).build());
    OAuth2Client basic =
        named("a").toBuilder()
            .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
            .build();

    assertThat(apply(registry.plan(List.of(basic))).isComplete()).isTrue();
    assertThat(it.authenticates("a", secrets.reveal("a"))).isTrue();
  }

  /** Servers before v25.4 refuse any patch of it, as they take the empty jwks for a key set. */
  @ParameterizedTest
  @EnumSource(HydraVersion.class)
  void aClientWithAJwksUriIsUpdatedOnEveryVersion(HydraVersion version) {
    try (RegistryTesting old = new RegistryTesting(FakeHydra.builder().version(version))) {
      OAuth2Client bare = billing().unset(OAuth2Client.CLIENT_ID).contacts("a@b.example").build();
      OAuth2Client keys = bare.toBuilder().jwksUri("https://a.example/jwks").build();
      OAuth2Client both =
          keys.toBuilder().contacts(List.of()).policyUri("https://a.example").build();
      for (OAuth2Client desired :
          List.of(bare, keys, both, keys.toBuilder().jwksUri(null).build())) {
        assertThat(old.registry.plan(List.of(desired)).apply(secrets, progress::add))
            .hasToString("1 applied, 0 refused, 0 unknown, 0 remaining");
        assertThat(old.registry.plan(List.of(desired))).hasToString("nothing to do");
      }
      String secret = secrets.reveal("team-a/Billing");
      String id = old.ory.clients().list().iterator().next().clientId();
      assertThat(old.authenticates(id, secret)).isTrue();
    }
  }

  @Test
  void deletionsAreLimited() {
    for (int i = 0; i < 20; i++) {
      it.ory.clients().create(named("client-" + i));
    }
    List<OAuth2Client> one = List.of(named("client-0"));
    PlanOptions prune = PlanOptions.standard().prune();

    assertThat(registry.plan(one).isEmpty()).as("opt-in").isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> registry.plan(one, prune))
        .withMessageContaining("would delete 19 of 20 clients");
    assertThatIllegalStateException()
        .isThrownBy(() -> registry.plan(one, prune.atMostDeletions(19, 94)));
    assertThat(registry.plan(one, prune.atMostDeletions(19, 95)).changes()).hasSize(19);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.plan(List.of(), prune))
        .withMessageContaining("would delete all clients of team-a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.registry.plan(one, prune))
        .withMessageContaining("prune needs an owner");
    assertThatIllegalStateException()
        .isThrownBy(() -> registry.plan(one, prune.atMostDeletions(0, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> prune.atMostDeletions(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> prune.atMostDeletions(0, -1));
  }

  @Test
  void invalidDesiredClientsAreRefused() {
    it.ory.clients().create(named("theirs").toBuilder().owner("team-b").build());

    assertThatIllegalStateException()
        .isThrownBy(() -> registry.plan(List.of(named("theirs").toBuilder().owner(null).build())))
        .withMessageContaining("belongs to team-b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.plan(List.of(named("a"), named("a"))))
        .withMessage("client a is desired twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.plan(List.of(OAuth2Client.builder().build())));
  }

  @Test
  void planningUnchangedClientsOnlyReadsListsOf500() {
    List<OAuth2Client> desired = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      desired.add(named("client-" + i));
      it.ory.clients().create(desired.get(i));
    }
    int before = it.hydra.requests().size();

    assertThat(registry.plan(desired).isEmpty()).isTrue();

    assertThat(it.hydra.requests()).hasSize(before + 2);
  }

  @Test
  void oneClientIsFoundWithoutAList() {
    it.ory.clients().create(named("a"));
    it.ory.clients().create(named("b"));
    int before = it.hydra.requests().size();

    registry.plan(List.of(named("a")));

    assertThat(it.hydra.requests().stream().skip(before).map(ReceivedRequest::path))
        .containsExactly("/admin/clients/a");
  }

  @Test
  void clientsAreFoundByNameInTheList() {
    OAuth2Client first = named("a").toBuilder().unset(OAuth2Client.CLIENT_ID).build();
    OAuth2Client second = named("b").toBuilder().unset(OAuth2Client.CLIENT_ID).build();
    it.ory.clients().create(named("a"));
    it.ory.clients().create(named("b"));
    int before = it.hydra.requests().size();

    assertThat(registry.plan(List.of(first, second)).isEmpty()).isTrue();

    assertThat(it.hydra.requests()).hasSize(before + 1);
  }

  /** As a list does if somebody deletes a client while it is read page by page. */
  @Test
  void aClientThatIsListedTwiceIsOneClient() {
    OAuth2Client first = named("a").toBuilder().unset(OAuth2Client.CLIENT_ID).build();
    OAuth2Client second = named("b").toBuilder().unset(OAuth2Client.CLIENT_ID).build();
    String a = it.ory.clients().create(named("a")).toJson();
    String b = it.ory.clients().create(named("b")).toJson();
    it.hydra.fail(
        request -> request.is("GET", "/admin/clients"),
        Fault.answer(200, "[" + a + "," + b + "," + a + "]"));

    assertThat(registry.plan(List.of(first, second)).isEmpty()).isTrue();
  }

  @Test
  void readingClientsOneByOneKeepsThePaceThatTheServerAsksFor() {
    FakeHydra.Builder limited =
        FakeHydra.builder().rateLimit(RateLimitBucket.ANY, 10, Duration.ofSeconds(1));
    try (RegistryTesting of = new RegistryTesting(limited)) {
      List<OAuth2Client> desired = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        desired.add(OAuth2Client.builder().clientId("c" + i).build());
      }

      assertThat(of.registry.plan(desired).changes()).hasSize(30);

      assertThat(of.hydra.requests()).as("none was refused and repeated").hasSize(30);
      assertThat(of.time.waits()).isNotEmpty();
    }
  }

  @Test
  void managedPropertiesThatNobodyDesiresAreCleared() {
    it.ory.clients().create(named("a").toBuilder().contacts("a@example.com").build());
    OAuth2Client desired = named("a").toBuilder().scope("other").build();

    ClientPlan plan =
        registry.plan(
            List.of(desired),
            PlanOptions.standard().managed(List.of(OAuth2Client.CONTACTS, OAuth2Client.OWNER)));

    assertThat(plan.changes())
        .singleElement()
        .extracting(PlannedChange::properties)
        .isEqualTo(List.of(OAuth2Client.CONTACTS));
  }

  @Test
  void unreachableServerEndsTheRun() {
    for (int i = 0; i < 30; i++) {
      it.ory.clients().create(named("client-" + i));
    }
    List<OAuth2Client> desired = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      desired.add(named("client-" + i).toBuilder().clientName("new").build());
    }
    ClientPlan plan = registry.plan(desired);
    it.hydra.fail(request -> true, Fault.answer(500, "no database").always());

    AppliedPlan done = apply(plan);

    assertThat(done.failure()).isNotNull();
    assertThat(done.applied()).isEmpty();
    assertThat(done.remaining()).hasSize(30);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409})
  void refusedDeletionIsNotReportedAsMade(int status) {
    it.ory.clients().create(named("a"));
    it.ory.clients().create(named("gone"));
    PlanOptions prune = PlanOptions.standard().prune().atMostDeletions(1, 50);
    ClientPlan plan = registry.plan(List.of(named("a")), prune);
    it.hydra.fail(
        request -> request.method().equals("DELETE"), Fault.answer(status, "no").always());
    List<String> doomed = new ArrayList<>();

    AppliedPlan done = plan.apply(secrets, progress -> {}, client -> doomed.add(client.clientId()));

    assertThat(doomed).containsExactly("gone");
    assertThat(done.deleted()).isEmpty();
    assertThat(it.ory.clients().find("gone")).isPresent();
  }

  @Test
  void aCreationThatNeverReachedTheServerIsNotOfUnknownOutcome() {
    ClientPlan plan = registry.plan(List.of(named("a")));
    it.before("POST", it.hydra::close);

    AppliedPlan done = apply(plan);

    assertThat(done.remaining()).hasSize(1);
    assertThat(done.failure()).isInstanceOf(OryException.class);
  }

  @Test
  void aCreationWhoseAnswerIsLostAndCanNotBeFoundIsOfUnknownOutcome() {
    ClientPlan plan = registry.plan(List.of(named("a")));
    AtomicBoolean lost = new AtomicBoolean();
    it.hydra.fail(
        request -> request.method().equals("POST") && lost.compareAndSet(false, true),
        Fault.disconnect().afterProcessing().always());
    it.hydra.fail(request -> lost.get(), Fault.answer(500, "no database").always());

    AppliedPlan done = apply(plan);

    assertThat(done.unknown()).hasSize(1);
    assertThat(done.failure()).isInstanceOf(OryException.class);
  }

  @Test
  void whatOthersHaveWrittenCanNotBeginALineOfAReport() {
    it.ory.clients().create(named("a"));
    ClientPlan plan = registry.plan(List.of(named("a").toBuilder().clientName("new").build()));
    it.ory.clients().patch("a", p -> p.replace(OAuth2Client.OWNER, "x\n+ all\u001b[2J"));

    assertThat(apply(plan).toString().lines())
        .hasSize(2)
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void withoutCreationsThePlanShowsOnlyDifferences() {
    it.ory.clients().create(named("a"));
    assertThat(
            registry
                .plan(
                    List.of(named("a").toBuilder().clientName("A").build(), named("b")),
                    PlanOptions.standard().withoutCreations())
                .changes())
        .extracting(PlannedChange::kind)
        .containsExactly(PlannedChange.Kind.UPDATE);
  }
}
