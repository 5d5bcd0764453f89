package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonParser;
import dev.oryadmin.AppliedPlan;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Sweep;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.Fault;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link ClientRegistry#sweep} dooms. */
class SweepTest {
  private final RegistryTesting it = new RegistryTesting();
  private final SecretFolder secrets = new SecretFolder();

  @AfterEach
  void close() {
    it.close();
  }

  private String registered() {
    return it.ory
        .registration()
        .create(OAuth2Client.builder().clientName("app").build())
        .clientId();
  }

  private static List<String> ids(ClientPlan plan) {
    return plan.changes().stream().map(PlannedChange::clientId).toList();
  }

  @Test
  void clientsOfAdministratorsAreNotSelected() {
    String app = registered();
    it.ory.clients().create(billing().build());
    it.ory.clients().create(OAuth2Client.builder().clientId("by-name").build());
    it.ory.clients().create(OAuth2Client.builder().owner("team-b").build());
    it.ory.clients().create(OAuth2Client.builder().skipConsent(true).build());
    it.ory
        .clients()
        .create(OAuth2Client.builder().metadata(JsonParser.parseString("{\"a\":1}")).build());

    assertThat(ids(it.registry.sweep(Sweep.likelyDynamic().withoutEvidence())))
        .containsExactly(app);
  }

  @Test
  void evidenceIsRequiredAndSparesClients() {
    String used = registered();
    String unused = registered();

    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.sweep(Sweep.likelyDynamic()))
        .withMessageContaining("which clients are in use");
    ClientPlan plan =
        it.registry.sweep(
            Sweep.likelyDynamic().unlessUsed(client -> client.clientId().equals(used)));

    assertThat(ids(plan)).containsExactly(unused);
    List<OAuth2Client> written = new ArrayList<>();
    AppliedPlan done = plan.apply(secrets, progress -> {}, written::add);
    assertThat(done.isComplete()).isTrue();
    assertThat(written).extracting(OAuth2Client::clientId).containsExactly(unused);
    assertThat(it.ory.clients().list()).extracting(OAuth2Client::clientId).containsExactly(used);
  }

  @Test
  void changedClientIsSpared() {
    String app = registered();
    ClientPlan plan = it.registry.sweep(Sweep.likelyDynamic().withoutEvidence());
    it.ory.clients().patch(app, p -> p.replace(OAuth2Client.OWNER, "team-a"));

    assertThat(plan.apply(secrets, progress -> {}).refused()).hasSize(1);
    assertThat(it.ory.clients().find(app)).isPresent();
  }

  @Test
  void clientOfUnknownAgeIsNeverSelected() throws InterruptedException {
    String page =
        "[{\"client_id\":\"a\",\"created_at\":\"0001-01-01T00:00:00Z\"},{\"client_id\":\"b\"},"
            + "{\"client_id\":\"c\",\"created_at\":7},"
            + "{\"client_id\":\"d\",\"created_at\":\"2999-01-01T00:00:00Z\"},"
            + "{\"client_id\":\"e\",\"created_at\":\"2020-01-01T00:00:00Z\"}]";
    it.hydra.fail(request -> request.is("GET", "/admin/clients"), Fault.answer(200, page).times(2));
    Sweep any = Sweep.matching(client -> true).withoutEvidence();
    it.time.sleep(Duration.ofDays(60 * 365)); // since 1970, and at once

    assertThat(ids(it.registry.sweep(any.olderThan(Duration.ofDays(30))))).containsExactly("e");
    assertThat(ids(it.registry.sweep(any))).hasSize(5);
  }

  @Test
  void ageIsReachedToTheSecond() throws InterruptedException {
    it.time.sleep(Duration.ofDays(60 * 365)); // since 1970, and at once
    Instant monthAgo = it.time.now().minus(Duration.ofDays(30));
    String page =
        "[{\"client_id\":\"a\",\"created_at\":\"%s\"},{\"client_id\":\"b\",\"created_at\":\"%s\"}]"
            .formatted(monthAgo, monthAgo.plusSeconds(1));
    it.hydra.fail(request -> request.is("GET", "/admin/clients"), Fault.answer(200, page));
    Sweep old = Sweep.matching(client -> true).withoutEvidence().olderThan(Duration.ofDays(30));

    assertThat(ids(it.registry.sweep(old))).containsExactly("a");
  }

  @Test
  void planOfDeletionsCanBeStreamed() {
    registered();
    registered();
    it.ory
        .clients()
        .create(
            OAuth2Client.builder().tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE).build());
    Sweep sweep =
        Sweep.likelyDynamic()
            .authenticatingBy(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
            .withoutEvidence();
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    assertThat(it.registry.sweep(sweep, new BufferedOutputStream(file))).isEqualTo(2);

    ClientPlan read = ClientPlan.fromJson(file.toString(UTF_8));
    assertThat(read).isEqualTo(it.registry.sweep(sweep));
    assertThat(read.on(it.registry).apply(secrets, progress -> {}).applied()).hasSize(2);
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    assertThat(it.registry.sweep(sweep, empty)).isZero();
    assertThat(ClientPlan.fromJson(empty.toString(UTF_8)).isEmpty()).isTrue();
  }
}
