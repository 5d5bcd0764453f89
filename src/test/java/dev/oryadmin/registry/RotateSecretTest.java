package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.Operation;
import dev.oryadmin.Secret;
import dev.oryadmin.ServerException;
import dev.oryadmin.TransportException;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import dev.oryadmin.testing.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A new secret without a gap, whatever goes wrong on the way. */
class RotateSecretTest {
  private static final String OLD = "the secret in use";
  private static final String ROTATE = "/admin/clients/billing/secrets/rotate";

  private final RegistryTesting it = new RegistryTesting();
  private final List<Secret> handedOut = new ArrayList<>();

  @BeforeEach
  void createClient() {
    it.ory.clients().create(billing().clientSecret(OLD).build());
    it.writes();
  }

  @AfterEach
  void close() {
    it.close();
  }

  private static boolean rotates(ReceivedRequest request) {
    return request.is("POST", ROTATE);
  }

  private boolean accepts(String secret) {
    return it.authenticates("billing", secret);
  }

  @Test
  void bothSecretsAreValidUntilTheNewOneIsInUse() {
    Secret fresh =
        it.registry.rotateSecret(
            "billing",
            handedOut::add,
            secret -> {
              assertThat(accepts(OLD)).isTrue();
              return accepts(secret.reveal());
            });

    assertThat(handedOut).containsExactly(fresh);
    assertThat(accepts(fresh.reveal())).isTrue();
    assertThat(accepts(OLD)).isFalse();
    assertThat(it.writes()).containsExactly("POST " + ROTATE, "DELETE " + ROTATE);
  }

  @Test
  void tokenEndpointIsAskedIfTheApplicationHasNoCheck() {
    Secret fresh = it.registry.rotateSecret("billing", handedOut::add);
    assertThat(handedOut).containsExactly(fresh);
    assertThat(accepts(OLD)).isFalse();

    assertThatIllegalStateException()
        .isThrownBy(() -> it.adminOnly().rotateSecret("billing", handedOut::add))
        .withMessageStartingWith("publicUrl is not set");
    it.adminOnly().rotateSecret("billing", handedOut::add, secret -> accepts(secret.reveal()));
    assertThat(handedOut).hasSize(2);
  }

  @Test
  void nothingIsRevokedIfTheSecretIsNotInUse() {
    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add, secret -> false))
        .withMessageStartingWith(
            "the new secret of client billing is not in use; no secret was revoked here");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () ->
                it.registry.rotateSecret(
                    "billing",
                    secret -> {
                      throw new UnsupportedOperationException("vault is sealed");
                    }));

    assertThat(accepts(OLD)).isTrue();
    assertThat(accepts(handedOut.get(0).reveal())).isTrue();
  }

  static List<Fault> lostAnswers() {
    return List.of(
        Fault.disconnect().afterProcessing(),
        Fault.truncate(),
        Fault.answer(504, "gateway").afterProcessing(),
        Fault.answer(200, "{\"client_secret\":").afterProcessing(),
        Fault.disconnect());
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void unknownOutcomeIsReportedAndNotRetried(Fault fault) {
    it.hydra.fail(RotateSecretTest::rotates, fault);

    assertThatThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.mayHaveBeenSent()).isTrue())
        .hasMessageContaining("outcome unknown")
        .hasMessageContaining("the one in use is still valid")
        .hasMessageContaining("rotate again");

    assertThat(it.writes()).containsExactly("POST " + ROTATE);
    assertThat(handedOut).isEmpty();
    assertThat(accepts(OLD)).isTrue();
  }

  @Test
  void rotationIsRetriedIfCertainlyNotProcessed() {
    it.hydra.fail(RotateSecretTest::rotates, Fault.answer(429, Headers.of(), "").times(3));

    Secret fresh = it.registry.rotateSecret("billing", handedOut::add);

    assertThat(handedOut).containsExactly(fresh);
    assertThat(accepts(fresh.reveal())).isTrue();
  }

  @Test
  void serverFailureIsThrownUnchanged() {
    it.hydra.fail(RotateSecretTest::rotates, Fault.answer(500, "{\"error\":\"error\"}"));
    assertThatThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .isInstanceOf(ServerException.class);
    assertThatThrownBy(() -> it.registry.rotateSecret("nope", handedOut::add))
        .isInstanceOf(NotFoundException.class);
    assertThat(accepts(OLD)).isTrue();
  }

  @Test
  void invalidSecretIsNotHandedOut() {
    // What a rotation at the same time does: both answers are 200, one secret is lost.
    String answer =
        it.ory.clients().get("billing").toBuilder().clientSecret("lost at once").build().toJson();
    it.hydra.fail(RotateSecretTest::rotates, Fault.answer(200, answer));

    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .withMessageContaining("rotated by somebody else at the same time");
    assertThat(handedOut).isEmpty();
    assertThat(accepts(OLD)).isTrue();
  }

  @Test
  void anotherRotationInBetweenKeepsAllSecrets() {
    List<String> others = new ArrayList<>();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                it.registry.rotateSecret(
                    "billing",
                    secret -> {
                      handedOut.add(secret);
                      it.hydra.advance(Duration.ofMillis(1));
                      others.add(
                          it.ory
                              .clients()
                              .rotateSecret("billing")
                              .require(OAuth2Client.CLIENT_SECRET)
                              .reveal());
                    }))
        .withMessageContaining("was written while its new secret was handed out");

    assertThat(accepts(OLD)).isTrue();
    assertThat(accepts(handedOut.get(0).reveal())).isTrue();
    assertThat(accepts(others.get(0))).isTrue();
  }

  @Test
  void nestedRotationIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                it.registry.rotateSecret(
                    "billing", secret -> it.registry.rotateSecret("billing", handedOut::add)))
        .withMessage("client billing is being rotated by another thread");
    assertThat(it.registry.rotateSecret("billing", handedOut::add)).isIn(handedOut);
  }

  @Test
  void clientThatCanNotBeRotatedIsRefusedBeforeAnyWrite() {
    it.ory
        .clients()
        .patch(
            "billing",
            p -> p.replace(OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD, TokenEndpointAuthMethod.NONE));
    it.writes();

    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .withMessage("client billing authenticates by none: there is no secret to rotate");
    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.ownedBy("team-b").rotateSecret("billing", handedOut::add))
        .withMessage("client billing belongs to team-a, not to team-b: not rotated");
    assertThat(it.writes()).isEmpty();
  }

  @Test
  void tokenEndpointThatAcceptsAnySecretIsRefused() {
    it.hydra.fail(request -> request.is("POST", "/oauth2/token"), Fault.answer(200, "hello"));

    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .withMessageContaining("is publicUrl the public server?");
    assertThat(it.writes()).isEmpty();
  }

  @Test
  void theTokenEndpointIsAskedAgainUntilItsAnswerIsClear() {
    it.hydra.fail(request -> request.is("POST", "/oauth2/token"), Fault.answer(503, "").times(3));
    assertThat(it.registry.rotateSecret("billing", handedOut::add)).isIn(handedOut);

    it.hydra.fail(request -> request.is("POST", "/oauth2/token"), Fault.disconnect().always());
    assertThatThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .isInstanceOf(TransportException.class)
        .hasMessageStartingWith("oauth2TokenExchange: ");
    assertThat(it.writes()).hasSize(2);
  }

  @Test
  void truncatedAnswerProvesNothing() {
    it.hydra.fail(request -> request.is("POST", "/oauth2/token"), Fault.truncate().times(2));
    assertThat(it.registry.rotateSecret("billing", handedOut::add)).isIn(handedOut);
  }

  @Test
  void wrongPublicUrlIsReportedAtOnce() {
    try (ApiClient ory =
        ApiClient.builder().adminUrl(it.hydra.adminUrl()).publicUrl(it.hydra.adminUrl()).build()) {
      assertThatThrownBy(() -> new ClientRegistry(ory).rotateSecret("billing", handedOut::add))
          .isInstanceOf(NotFoundException.class)
          .hasMessageStartingWith("oauth2TokenExchange: 404")
          .hasMessageEndingWith(", is the public server)");
    }
    assertThat(it.writes()).containsExactly("POST /oauth2/token"); // as it is of no use there
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void secretIsRefusedOverPlainHttp(String method) {
    OAuth2Client client =
        billing().tokenEndpointAuthMethod(TokenEndpointAuthMethod.of(method)).build();
    it.ory.clients().replace("billing", client);
    it.writes();
    try (ApiClient ory =
        ApiClient.builder()
            .adminUrl(it.hydra.adminUrl())
            .publicUrl("http://hydra.example")
            .build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new ClientRegistry(ory).rotateSecret("billing", handedOut::add))
          .withMessageStartingWith("a secret would be sent unencrypted to hydra.example");
    }
    assertThat(it.writes()).isEmpty();
  }

  /** As the guide on connections tells users to write one. */
  @Test
  void interceptorSeesEachOperationButNoSecret() {
    List<String> calls = new ArrayList<>();
    OkHttpClient observed =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Operation operation = chain.request().tag(Operation.class);
                  assertThat(chain.request().header("Authorization")).isNull();
                  calls.add(operation == null ? "?" : operation.id());
                  return chain.proceed(chain.request());
                })
            .build();
    try (ApiClient ory =
        ApiClient.builder()
            .adminUrl(it.hydra.adminUrl())
            .publicUrl(it.hydra.publicUrl())
            .httpClient(observed)
            .build()) {
      new ClientRegistry(ory).rotateSecret("billing", handedOut::add);
    }
    assertThat(calls)
        .containsExactly(
            "getOAuth2Client",
            "oauth2TokenExchange",
            "rotateOAuth2ClientSecret",
            "oauth2TokenExchange",
            "getOAuth2Client",
            "deleteRotatedOAuth2ClientSecrets",
            "oauth2TokenExchange");
  }

  @Test
  void serverWithoutRotationIsReported() {
    try (RegistryTesting old =
        new RegistryTesting(FakeHydra.builder().version(HydraVersion.V25_4))) {
      old.ory.clients().create(billing().clientSecret(OLD).build());
      assertThatThrownBy(() -> old.registry.rotateSecret("billing", handedOut::add))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("too old");
      assertThat(old.authenticates("billing", OLD)).isTrue();
    }
  }
}
