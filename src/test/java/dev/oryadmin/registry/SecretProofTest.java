package dev.oryadmin.registry;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ApiException;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Ensured.Outcome;
import dev.oryadmin.TransportException;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.ReceivedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ClientRegistry#ensure} believes a token endpoint only what proves something. */
class SecretProofTest {
  private final RegistryTesting it = new RegistryTesting();

  @AfterEach
  void close() {
    it.close();
  }

  private static boolean asksForToken(ReceivedRequest request) {
    return request.is("POST", "/oauth2/token");
  }

  private static boolean creates(ReceivedRequest request) {
    return request.is("POST", "/admin/clients");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "<html>Sign in</html>", "{\"access_token\":\"a\"}"})
  void htmlPageDoesNotProveASecret(String body) {
    it.registry.ensure(billing().clientSecret("the first").build());
    it.hydra.fail(SecretProofTest::asksForToken, Fault.answer(200, body).always());

    assertThatIllegalStateException()
        .isThrownBy(
            () -> it.registry.ensure(billing().clientSecret("another").build(), CLIENT_SECRET))
        .withMessageContaining("is publicUrl the public server?");
  }

  @Test
  void endpointThatAcceptsAnySecretProvesNothing() {
    it.registry.ensure(billing().clientSecret("the first").build());
    it.hydra.fail(
        SecretProofTest::asksForToken, Fault.answer(400, "{\"error\":\"invalid_grant\"}").always());

    assertThatIllegalStateException()
        .isThrownBy(
            () -> it.registry.ensure(billing().clientSecret("another").build(), CLIENT_SECRET))
        .withMessageContaining("does not refuse a wrong secret");
  }

  @Test
  void lostCreateIsNotClaimedBecauseOfAnHtmlPage() {
    it.before(
        "POST", () -> it.ory.clients().create(billing().clientSecret("somebody else's").build()));
    it.hydra.fail(r -> creates(r) && !r.body().contains("somebody"), Fault.disconnect());
    it.hydra.fail(SecretProofTest::asksForToken, Fault.answer(200, "hello").always());

    assertThatThrownBy(() -> it.registry.ensure(billing().build()))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("client billing exists now, but perhaps another program created it")
        .hasStackTraceContaining("is publicUrl the public server?");
  }

  @Test
  void loginPageOfAProxyDoesNotRefuteASecret() {
    it.registry.ensure(billing().clientSecret("the first").build());
    it.writes();
    it.hydra.fail(
        SecretProofTest::asksForToken,
        Fault.answer(401, Headers.of("Content-Type", "text/html"), "<html>Sign in</html>")
            .always());

    assertThatThrownBy(
            () -> it.registry.ensure(billing().clientSecret("the first").build(), CLIENT_SECRET))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("oauth2TokenExchange: 401");
    assertThat(it.writes()).noneMatch(line -> line.contains("/admin/"));
  }

  @Test
  void aCreateAnsweredWithoutTheSecretKeepsTheOneThatWasSent() {
    it.hydra.fail(
        SecretProofTest::creates,
        Fault.answer(201, "{\"client_id\":\"billing\",\"client_name\":\"Billing\"}")
            .afterProcessing());

    var made = it.registry.ensure(billing().build());

    assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
    String secret = made.client().require(CLIENT_SECRET).reveal();
    assertThat(it.authenticates("billing", secret)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCreateAnsweredWithoutTheIdIsFoundAgain(boolean idDesired) {
    it.hydra.fail(
        SecretProofTest::creates,
        Fault.answer(201, "{\"client_name\":\"Billing\"}").afterProcessing());
    OAuth2Client desired =
        idDesired ? billing().build() : billing().unset(OAuth2Client.CLIENT_ID).build();

    var made = it.registry.ensure(desired);

    assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
    String secret = made.client().require(CLIENT_SECRET).reveal();
    assertThat(it.authenticates(made.client().clientId(), secret)).isTrue();
    assertThat(it.ory.clients().list()).hasSize(1);
  }

  @Test
  void duplicateThatCanNotBeDeletedAtOnceIsDeletedLater() {
    it.before("POST", () -> it.ory.clients().create(billing().clientSecret("theirs!").build()));
    it.hydra.fail(
        request -> request.method().equals("DELETE"), Fault.answer(500, "no database").times(2));

    var ensured = it.registry.ensure(billing().unset(OAuth2Client.CLIENT_ID).build());

    assertThat(ensured).hasToString("UNCHANGED billing");
    assertThat(it.ory.clients().list()).hasSize(1);
    assertThat(it.time.waits()).as("after each failure").hasSize(2);
  }

  /** Such a question uses no token and changes nothing. */
  @Test
  void theServerIsAskedWithATokenThatWasNeverIssued() {
    it.registry.ensure(billing().clientSecret("the first").build());

    it.registry.ensure(billing().clientSecret("the first").build(), CLIENT_SECRET);

    assertThat(it.hydra.requests())
        .filteredOn(SecretProofTest::asksForToken)
        .extracting(ReceivedRequest::body)
        .isNotEmpty()
        .containsOnly("grant_type=refresh_token&refresh_token=nobody-was-given-this-one");
  }

  @Test
  void aGeneratedSecretHas26Characters() {
    String secret = it.registry.ensure(billing().build()).secret().orElseThrow().reveal();

    assertThat(secret).matches("[A-Za-z0-9_.~-]{26}");
    assertThat(it.hydra.requests()).anyMatch(r -> creates(r) && r.body().contains(secret));
  }

  @Test
  void duplicateThatCanNotBeDeletedIsNamed() {
    it.before("POST", () -> it.ory.clients().create(billing().clientSecret("theirs!").build()));
    it.hydra.fail(
        request -> request.method().equals("DELETE"), Fault.answer(500, "no database").always());

    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.ensure(billing().unset(OAuth2Client.CLIENT_ID).build()))
        .withMessageContaining("was created although an older one has the same owner and name")
        .withMessageContaining("delete it")
        .withCauseInstanceOf(ApiException.class);
  }
}
