package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ServerException;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clearing up after an owner, and nobody else. */
class DeleteAllOwnedByTest {
  private static void create(RegistryTesting it, String owner, int count) {
    for (int i = 0; i < count; i++) {
      it.ory.clients().create(OAuth2Client.builder().owner(owner).build());
    }
  }

  @ParameterizedTest
  @EnumSource(HydraVersion.class)
  void deletesAllOfTheOwnerAndNoOthers(HydraVersion version) {
    try (RegistryTesting it = new RegistryTesting(FakeHydra.builder().version(version))) {
      create(it, "team-a", 7);
      create(it, "team-b", 2);
      create(it, "", 1);

      assertThat(it.registry.deleteAllOwnedBy("team-a"))
          .hasSize(7)
          .allSatisfy(client -> assertThat(client.owner()).isEqualTo("team-a"));
      assertThat(it.ory.clients().list().stream().map(OAuth2Client::owner))
          .containsExactlyInAnyOrder("team-b", "team-b", "");
      assertThat(it.registry.deleteAllOwnedBy("team-a")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void blankOwnerIsRefused(String owner) {
    try (RegistryTesting it = new RegistryTesting()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> it.registry.deleteAllOwnedBy(owner))
          .withMessage("owner is blank: the server would list the clients of all owners");
      assertThat(it.hydra.requests()).isEmpty();
    }
  }

  @Test
  void clientWithANewOwnerIsKept() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.ory.clients().create(billing().build());
      String listed = "[" + it.ory.clients().get("billing").toJson() + "]";
      it.ory.clients().patch("billing", p -> p.replace(OAuth2Client.OWNER, "team-b"));
      it.hydra.fail(
          request -> request.is("GET", "/admin/clients"), Fault.answer(200, listed).times(2));

      assertThat(it.registry.deleteAllOwnedBy("team-a")).isEmpty();
      assertThat(it.ory.clients().find("billing")).isPresent();
    }
  }

  @Test
  void clientDeletedBySomebodyElseIsNotCounted() {
    try (RegistryTesting it = new RegistryTesting()) {
      create(it, "team-a", 1);
      it.before(
          "DELETE",
          () -> it.ory.clients().list().forEach(c -> it.ory.clients().delete(c.clientId())));

      assertThat(it.registry.deleteAllOwnedBy("team-a")).isEmpty();
    }
  }

  @Test
  void afterAFailureItCanBeCalledAgain() {
    try (RegistryTesting it = new RegistryTesting()) {
      create(it, "team-a", 3);
      it.hydra.fail(request -> request.method().equals("DELETE"), Fault.answer(500, ""));

      assertThatThrownBy(() -> it.registry.deleteAllOwnedBy("team-a"))
          .isInstanceOf(ServerException.class);
      assertThat(it.registry.deleteAllOwnedBy("team-a")).hasSize(3);
    }
  }

  @Test
  void registryOfAnOwnerDeletesNoForeignClients() {
    try (RegistryTesting it = new RegistryTesting()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> it.registry.ownedBy("team-b").deleteAllOwnedBy("team-a"));
      assertThat(it.hydra.requests()).isEmpty();
    }
  }

  @Test
  void clientCreatedMeanwhileIsDeletedToo() {
    try (RegistryTesting it = new RegistryTesting()) {
      create(it, "team-a", 1);
      it.before(
          "DELETE",
          () -> {
            it.ory.clients().list().forEach(c -> it.ory.clients().delete(c.clientId()));
            create(it, "team-a", 1);
          });

      assertThat(it.registry.deleteAllOwnedBy("team-a")).hasSize(1);
      assertThat(it.ory.clients().list()).isEmpty();
    }
  }

  @Test
  void staleListEndsAfterTwoRounds() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.hydra.fail(
          request -> request.is("GET", "/admin/clients"),
          Fault.answer(200, "[{\"client_id\":\"gone\",\"owner\":\"team-a\"}]").always());

      assertThat(it.registry.deleteAllOwnedBy("team-a")).isEmpty();
      assertThat(it.hydra.requests()).hasSize(4);
    }
  }

  @Test
  void unreachableClientIsNamedAfterAllOthersAreDeleted() {
    try (RegistryTesting it = new RegistryTesting()) {
      it.ory.clients().create(billing().build());
      String unreachable = "{\"client_id\":\"a/\",\"owner\":\"team-a\"}";
      String reachable = "{\"client_id\":\"billing\",\"owner\":\"team-a\"}";
      for (String listed : List.of(unreachable + "," + reachable, unreachable)) {
        it.hydra.fail(
            request -> request.is("GET", "/admin/clients"), Fault.answer(200, "[" + listed + "]"));
      }

      assertThatIllegalStateException()
          .isThrownBy(() -> it.registry.deleteAllOwnedBy("team-a"))
          .withMessageContaining("[a/]");
      assertThat(it.ory.clients().list()).isEmpty();
    }
  }
}
