package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.oryadmin.AppliedPlan;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.OryException;
import dev.oryadmin.PlanOptions;
import dev.oryadmin.Progress;
import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import dev.oryadmin.testing.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ClientPlan#apply} reports when others act meanwhile, or the server fails. */
class AppliedPlanTest {
  private final RegistryTesting it = new RegistryTesting();
  private final ClientRegistry registry = it.registry.ownedBy("team-a");
  private final SecretFolder secrets = new SecretFolder();

  @AfterEach
  void close() {
    it.close();
  }

  private ClientPlan creation() {
    return registry.plan(List.of(billing().build()));
  }

  private ClientPlan renaming() {
    it.ory.clients().create(billing().build());
    return registry.plan(List.of(billing().clientName("new").build()));
  }

  private ClientPlan deletion() {
    it.ory.clients().create(billing().build());
    it.ory.clients().create(billing().clientId("gone").clientName("Gone").build());
    return registry.plan(
        List.of(billing().build()), PlanOptions.standard().prune().atMostDeletions(1, 50));
  }

  private AppliedPlan apply(ClientPlan plan) {
    return plan.apply(secrets, progress -> {});
  }

  private static String reason(AppliedPlan done, ClientPlan plan) {
    return String.valueOf(done.reason(plan.changes().get(0)));
  }

  private void isRefused(ClientPlan plan, String reason) {
    AppliedPlan done = apply(plan);

    assertThat(reason(done, plan)).contains(reason);
    assertThat(done.refused()).hasSize(1);
    assertThat(done.isComplete()).isFalse();
    assertThat(done.failure()).isNull();
  }

  private void isApplied(ClientPlan plan, String note) {
    AppliedPlan done = apply(plan);

    assertThat(reason(done, plan)).isEqualTo(note);
    assertThat(done.applied()).hasSize(1);
    assertThat(done.isComplete()).isTrue();
  }

  private void isUnknown(ClientPlan plan) {
    AppliedPlan done = apply(plan);

    assertThat(done.unknown()).hasSize(1);
    assertThat(done.isComplete()).isFalse();
    assertThat(done.failure()).isInstanceOf(OryException.class);
  }

  private static boolean patches(ReceivedRequest request) {
    return request.method().equals("PATCH");
  }

  private static boolean deletes(ReceivedRequest request) {
    return request.method().equals("DELETE");
  }

  @Test
  void aCreationThatTheServerRefusesIsRefused() {
    isRefused(
        registry.plan(List.of(billing().redirectUris("https://a.example/#f").build())),
        "createOAuth2Client: 400");
  }

  @Test
  void aClientThatSomebodyElseCreatesMeanwhileHasAnotherSecret() {
    ClientPlan plan = creation();
    it.before("POST", () -> it.ory.clients().create(billing().clientSecret("theirs!").build()));

    isRefused(plan, "it exists already, but the stored secret is not valid");
  }

  @Test
  void aClientThatSomebodyElseCreatesDifferentlyIsLeftAlone() {
    ClientPlan plan = creation();
    it.ory.clients().create(billing().scope("theirs").build());

    isRefused(plan, "somebody else has created it, and it differs from what is desired");
  }

  @Test
  void aClientOfAnotherOwnerIsLeftAlone() {
    ClientPlan plan = creation();
    it.ory.clients().create(billing().owner("team-b").build());

    isRefused(plan, "client billing belongs to team-b, not to team-a: not changed");
  }

  @Test
  void severalClientsOfTheSameNameAreLeftAlone() {
    OAuth2Client named = billing().unset(OAuth2Client.CLIENT_ID).build();
    ClientPlan plan = registry.plan(List.of(named));
    it.ory.clients().create(named.toBuilder().clientId("a").build());
    it.ory.clients().create(named.toBuilder().clientId("b").build());

    isRefused(plan, "several clients have this owner and name");
  }

  /** The stored secret is the one of the client, by the key that the other form has. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatExistsAlreadyIsFoundWithItsSecret(boolean named) {
    OAuth2Client byName = billing().unset(OAuth2Client.CLIENT_ID).build();
    ClientPlan first = registry.plan(List.of(byName));
    ClientPlan second = registry.plan(List.of(byName));
    apply(first);
    String id = it.ory.clients().list().iterator().next().clientId();
    if (!named) {
      secrets.secrets.put(id, secrets.secrets.remove("team-a/Billing"));
    }

    isApplied(second, "it existed already");
  }

  @Test
  void aStoredSecretThatIsNotValidIsReported() {
    ClientPlan plan = creation();
    it.ory.clients().create(billing().clientSecret("another").build());
    secrets.store("billing", Secret.of("the stored one"));

    isRefused(plan, "it exists already, but the stored secret is not valid");
  }

  @Test
  void aClientWithoutASecretNeedsNoCheck() {
    OAuth2Client open = billing().tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE).build();
    ClientPlan plan = registry.plan(List.of(open));
    it.ory.clients().create(open);
    secrets.store("billing", Secret.of("of an earlier time"));

    isApplied(plan, "it existed already; its stored secret was not checked");
    assertThat(it.hydra.requests()).noneMatch(r -> r.is("POST", "/oauth2/token"));
  }

  @Test
  void withoutAPublicServerNoSecretIsChecked() {
    ClientPlan plan = creation();
    it.ory.clients().create(billing().clientSecret("another").build());
    secrets.store("billing", Secret.of("the stored one"));

    isApplied(
        plan.on(it.adminOnly().ownedBy("team-a")),
        "it existed already; its stored secret was not checked");
  }

  @Test
  void aPropertyThatAnOldServerDropsFromANewClientIsNamed() {
    try (RegistryTesting old =
        new RegistryTesting(FakeHydra.builder().version(HydraVersion.V2_2))) {
      ClientPlan plan =
          old.registry.plan(
              List.of(
                  billing().deviceAuthorizationGrantIdTokenLifespan(Duration.ofHours(1)).build()));

      isRefused(
          plan,
          "created, but the server did not store [device_authorization_grant_id_token_lifespan]");
    }
  }

  @Test
  void aClientThatIsDeletedBeforeItsUpdateIsRefused() {
    ClientPlan plan = renaming();
    it.ory.clients().delete("billing");

    isRefused(plan, "it has been deleted since the plan was made");
  }

  @Test
  void aClientThatIsDeletedRightBeforeItsUpdateIsRefused() {
    ClientPlan plan = renaming();
    it.before("PATCH", () -> it.ory.clients().delete("billing"));

    isRefused(plan, "it has been deleted since the plan was made");
  }

  @Test
  void anUpdateThatTheServerRefusesIsRefused() {
    ClientPlan plan = renaming();
    it.hydra.fail(AppliedPlanTest::patches, Fault.answer(400, "no"));

    isRefused(plan, "400");
  }

  @Test
  void anUpdateThatTheServerDoesNotStoreIsRefused() {
    ClientPlan plan = renaming();
    String answer = it.ory.clients().get("billing").toJson();
    it.hydra.fail(AppliedPlanTest::patches, Fault.answer(200, answer));

    isRefused(plan, "the server did not store [client_name]");
  }

  @Test
  void anUpdateWhoseAnswerIsLostIsFoundToBeMade() {
    ClientPlan plan = renaming();
    it.hydra.fail(
        AppliedPlanTest::patches, Fault.answer(504, "gateway").afterProcessing().always());

    isApplied(plan, "null");
    assertThat(it.ory.clients().get("billing").clientName()).isEqualTo("new");
  }

  @Test
  void anUpdateThatIsNeverAnsweredIsUnknownAfterFourRounds() {
    ClientPlan plan = renaming();
    it.hydra.fail(AppliedPlanTest::patches, Fault.answer(504, "gateway").always());
    int before = it.hydra.requests().size();

    isUnknown(plan);
    assertThat(it.hydra.requests().stream().skip(before).filter(AppliedPlanTest::patches))
        .hasSize(4);
  }

  @Test
  void aClientThatIsDeletedAfterAnUnclearUpdateIsRefused() {
    ClientPlan plan = renaming();
    it.hydra.fail(AppliedPlanTest::patches, Fault.answer(504, "gateway"));
    it.before("PATCH", () -> it.before("GET", () -> it.ory.clients().delete("billing")));

    isRefused(plan, "it has been deleted since the plan was made");
  }

  @Test
  void whatSomebodyElseChangesDuringAnUpdateIsNamed() {
    ClientPlan plan = renaming();
    it.before(
        "PATCH", () -> it.ory.clients().patch("billing", p -> p.replace(OAuth2Client.SCOPE, "a")));

    isApplied(plan, "somebody else changed [scope] at the same time");
  }

  @Test
  void aClientThatSomebodyElseDeletedIsGone() {
    ClientPlan plan = deletion();
    it.ory.clients().delete("gone");

    isApplied(plan, "it was gone already");
  }

  @Test
  void aDeletionWhoseAnswerIsLostIsFoundToBeMade() {
    ClientPlan plan = deletion();
    it.hydra.fail(AppliedPlanTest::deletes, Fault.disconnect().afterProcessing().always());
    List<String> doomed = new ArrayList<>();

    AppliedPlan done = plan.apply(secrets, p -> {}, client -> doomed.add(client.clientId()));

    assertThat(done.isComplete()).isTrue();
    assertThat(done.reason(plan.changes().get(0))).isNull();
    assertThat(doomed).containsExactly("gone");
    assertThat(done.deleted()).extracting(OAuth2Client::clientId).containsExactly("gone");
  }

  @Test
  void aClientThatSomebodyElseDeletesRightBeforeIsGone() {
    ClientPlan plan = deletion();
    it.before("DELETE", () -> it.ory.clients().delete("gone"));

    isApplied(plan, "null");
  }

  @Test
  void aDeletionThatIsNeverAnsweredIsUnknownAfterFourRounds() {
    ClientPlan plan = deletion();
    it.hydra.fail(AppliedPlanTest::deletes, Fault.answer(504, "gateway").always());

    isUnknown(plan);
    assertThat(it.ory.clients().find("gone")).isPresent();
  }

  @Test
  void nothingIsTriedAfterAFailureThatMeetsAll() {
    it.ory.clients().create(billing().build());
    it.ory.clients().create(billing().clientId("other").clientName("Other").build());
    ClientPlan plan =
        registry
            .concurrency(1)
            .plan(
                List.of(
                    billing().clientName("new").build(),
                    billing().clientId("other").clientName("newer").build()));
    it.hydra.fail(request -> request.method().equals("GET"), Fault.answer(401, "no").always());
    int before = it.hydra.requests().size();
    List<Progress> progress = new ArrayList<>();

    AppliedPlan done = plan.apply(secrets, progress::add);

    assertThat(it.hydra.requests()).hasSize(before + 1);
    assertThat(done.remaining()).hasSize(2);
    assertThat(done.isComplete()).isFalse();
    assertThat(progress).isEmpty();
  }

  @Test
  void aPlanCanOnlyBeAppliedForItsOwner() {
    ClientPlan ofTeam = ClientPlan.fromJson(creation().toJson());
    ClientPlan ofAll = ClientPlan.fromJson(it.registry.plan(List.of(billing().build())).toJson());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofTeam.on(it.registry.ownedBy("team-b")))
        .withMessage("the plan was made for team-a, not for team-b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofAll.on(it.registry.ownedBy("team-b")))
        .withMessage("the plan was made for any owner, not for team-b");
    assertThat(apply(ofTeam.on(registry)).isComplete()).isTrue();
    assertThat(ofTeam).isNotEqualTo(ofAll).isNotEqualTo(registry.plan(List.of()));
    assertThat(ofTeam.isEmpty()).isFalse();
  }
}
