package dev.oryadmin.registry;

import static dev.oryadmin.model.OAuth2Client.IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN;
import static dev.oryadmin.model.OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD;
import static dev.oryadmin.registry.RegistryTesting.billing;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ClientRegistry;
import dev.oryadmin.PlanOptions;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of a plan says of itself. */
class PlannedChangeTest {
  private final RegistryTesting it = new RegistryTesting();
  private final ClientRegistry registry = it.registry.ownedBy("team-a");

  @AfterEach
  void close() {
    it.close();
  }

  private PlannedChange only(OAuth2Client desired) {
    List<PlannedChange> changes = registry.plan(List.of(desired)).changes();
    assertThat(changes).hasSize(1);
    return changes.get(0);
  }

  private PlannedChange deletionBeside(OAuth2Client kept) {
    PlanOptions prune = PlanOptions.standard().prune().atMostDeletions(1, 50);
    List<PlannedChange> changes = registry.plan(List.of(kept), prune).changes();
    assertThat(changes).hasSize(1);
    return changes.get(0);
  }

  @Test
  void anUpdateShowsTheClientAsItWasAndOnlyWhatIsWritten() {
    it.ory.clients().create(billing().contacts("a@example.com").build());

    PlannedChange update =
        only(billing().scope("invoices.read").contacts((List<String>) null).build());

    assertThat(requireNonNull(update.before()).toJson())
        .isEqualTo(
            "{\"client_id\":\"billing\",\"client_name\":\"Billing\","
                + "\"scope\":\"invoices.read invoices.write\",\"owner\":\"team-a\","
                + "\"contacts\":[\"a@example.com\"]}");
    assertThat(requireNonNull(update.after()).toJson())
        .isEqualTo("{\"client_id\":\"billing\",\"scope\":\"invoices.read\",\"contacts\":null}");
    assertThat(update)
        .hasToString(
            """
            ~ update billing
                scope: "invoices.read invoices.write" → "invoices.read"
                contacts: ["a@example.com"] → none\
            """);
  }

  @Test
  void aPropertyThatTheClientDoesNotHaveIsShownAsNone() {
    it.ory.clients().create(billing().build());

    PlannedChange update =
        only(billing().implicitGrantAccessTokenLifespan(Duration.ofMinutes(5)).build());

    assertThat(update)
        .hasToString("~ update billing\n    implicit_grant_access_token_lifespan: none → \"5m0s\"");
    assertThat(requireNonNull(update.before()).has(IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Gone      | - delete gone (Gone)",
        "''        | - delete gone ('')",
        "\"\"      | - delete gone"
      })
  void aDeletionNamesTheClientIfItHasAName(String name, String text) {
    it.ory.clients().create(billing().build());
    it.ory.clients().create(billing().clientId("gone").clientName(name).build());

    PlannedChange deletion = deletionBeside(billing().build());

    assertThat(deletion).hasToString(text);
    assertThat(deletion.properties()).isEmpty();
    assertThat(deletion.after()).isNull();
    assertThat(requireNonNull(deletion.before()).owner()).isEqualTo("team-a");
    assertThat(deletion.needsSecret()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"none, false", "client_secret_basic, true", "client_secret_post, true", ", true"})
  void aNewClientNeedsASecretIfItAuthenticatesByOne(String method, boolean needed) {
    OAuth2Client.Builder client = billing();
    if (method != null) {
      client.tokenEndpointAuthMethod(TokenEndpointAuthMethod.of(method));
    }

    assertThat(only(client.build()).needsSecret()).isEqualTo(needed);
  }

  @ParameterizedTest
  @CsvSource({
    "none, client_secret_basic, true",
    "none, client_secret_post, true",
    "client_secret_basic, none, false",
    "client_secret_basic, client_secret_post, false"
  })
  void anExistingClientNeedsASecretIfItHadNone(String before, String after, boolean needed) {
    it.ory
        .clients()
        .create(billing().tokenEndpointAuthMethod(TokenEndpointAuthMethod.of(before)).build());

    PlannedChange update =
        only(billing().tokenEndpointAuthMethod(TokenEndpointAuthMethod.of(after)).build());

    assertThat(update.properties()).containsExactly(TOKEN_ENDPOINT_AUTH_METHOD);
    assertThat(update.needsSecret()).isEqualTo(needed);
  }

  @Test
  void anotherUpdateNeedsNoSecret() {
    it.ory
        .clients()
        .create(billing().tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE).build());

    assertThat(only(billing().clientName("new").build()).needsSecret()).isFalse();
  }

  @Test
  void changesAreEqualIfTheyDoTheSame() {
    it.ory.clients().create(billing().build());
    PlannedChange first = only(billing().clientName("new").build());

    assertThat(only(billing().clientName("new").build())).isEqualTo(first).hasSameHashCodeAs(first);
    assertThat(only(billing().clientName("newer").build())).isNotEqualTo(first);
    assertThat(only(billing().scope("a").build())).isNotEqualTo(first);
    assertThat(only(billing().clientId("another").build()))
        .isNotEqualTo(first)
        .doesNotHaveSameHashCodeAs(first);
    it.ory.clients().patch("billing", p -> p.replace(OAuth2Client.SCOPE, "a"));
    assertThat(only(billing().clientName("new").scope("a").build()))
        .as("of a client that has changed")
        .isNotEqualTo(first);
    assertThat(first).isNotEqualTo("~ update billing");
  }
}
