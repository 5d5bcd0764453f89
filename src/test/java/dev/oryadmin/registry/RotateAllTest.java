package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ClientRegistry;
import dev.oryadmin.FleetRotation;
import dev.oryadmin.OryException;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ClientRegistry#rotateAll}, and in which group each client ends. */
class RotateAllTest {
  private final RegistryTesting it = new RegistryTesting();
  private final SecretFolder secrets = new SecretFolder();

  @BeforeEach
  void createClients() {
    for (String id : List.of("a", "b", "c")) {
      it.ory.clients().create(billing().clientId(id).clientSecret("old one").build());
    }
  }

  @AfterEach
  void close() {
    it.close();
  }

  private FleetRotation rotate(String... ids) {
    return it.registry.concurrency(1).rotateAll(List.of(ids), secrets, (id, secret) -> true);
  }

  private static boolean rotates(ReceivedRequest request) {
    return request.is("POST", "/admin/clients/a/secrets/rotate");
  }

  @Test
  void waitingClientsAreNamed() {
    List<String> ids = new ArrayList<>(List.of("missing"));
    for (int i = 0; i < 20; i++) {
      ids.add("client-" + i);
      it.ory.clients().create(billing().clientId("client-" + i).clientSecret("old one").build());
    }

    FleetRotation rotation =
        it.registry.rotateAll(ids, secrets, (id, secret) -> !id.equals("client-7"));

    assertThat(rotation.rotated()).hasSize(19);
    assertThat(rotation.waiting()).containsOnlyKeys("client-7");
    assertThat(rotation.failed()).containsOnlyKeys("missing");
    assertThat(rotation.remaining()).isEmpty();
    assertThat(rotation.toString().lines())
        .hasSize(3)
        .startsWith("19 rotated, 1 waiting, 1 failed, 0 remaining")
        .anyMatch(line -> line.startsWith("  client-7: the new secret of client client-7"))
        .anyMatch(line -> line.startsWith("  missing: getOAuth2Client: 404"));
    assertThat(it.authenticates("client-7", "old one")).isTrue();
    assertThat(it.authenticates("client-8", "old one")).isFalse();
    for (String id : Set.of("client-7", "client-8")) {
      assertThat(it.authenticates(id, secrets.reveal(id))).isTrue();
    }
  }

  @Test
  void aClientThatIsNamedTwiceIsRotatedOnce() {
    assertThat(rotate("a", "b", "a")).hasToString("2 rotated, 0 waiting, 0 failed, 0 remaining");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "..", "public"})
  void aClientThatCanNotBeRotatedKeepsNoOtherBack(String id) {
    it.ory
        .clients()
        .create(
            billing()
                .clientId("public")
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                .build());

    FleetRotation rotation = rotate("a", id, "b");

    assertThat(rotation.rotated()).containsExactly("a", "b");
    assertThat(rotation.failed()).containsOnlyKeys(id);
    assertThat(rotation.remaining()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409})
  void aRefusalOfOneKeepsNoOtherBack(int status) {
    it.hydra.fail(RotateAllTest::rotates, Fault.answer(status, "no").always());

    FleetRotation rotation = rotate("a", "b", "c");

    assertThat(rotation.rotated()).containsExactly("b", "c");
    assertThat(rotation.failed()).containsOnlyKeys("a");
  }

  /** A 404 without the server's own words comes from a wrong URL. */
  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 500})
  void whatMeetsAllEndsTheRun(int status) {
    it.hydra.fail(RotateAllTest::rotates, Fault.answer(status, "no").always());

    FleetRotation rotation = rotate("a", "b", "c");

    assertThat(rotation.rotated()).isEmpty();
    assertThat(rotation.failed().get("a")).isInstanceOf(OryException.class);
    assertThat(rotation.remaining()).containsExactly("b", "c");
    assertThat(rotation.toString())
        .startsWith("0 rotated, 0 waiting, 1 failed, 2 remaining\n  a: ");
    assertThat(it.authenticates("b", "old one")).isTrue();
  }
}
