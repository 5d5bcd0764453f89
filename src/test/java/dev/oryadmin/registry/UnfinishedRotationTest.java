package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.oryadmin.OryException;
import dev.oryadmin.Secret;
import dev.oryadmin.UnfinishedRotationException;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rotation that got half way says what is true, and never loses the new secret. */
class UnfinishedRotationTest {
  private static final String OLD = "the secret in use";
  private static final String ROTATE = "/admin/clients/billing/secrets/rotate";

  private final RegistryTesting it = new RegistryTesting();
  private final List<Secret> handedOut = new ArrayList<>();

  @BeforeEach
  void createClient() {
    it.ory.clients().create(billing().clientSecret(OLD).build());
  }

  @AfterEach
  void close() {
    it.close();
  }

  private boolean accepts(String secret) {
    return it.authenticates("billing", secret);
  }

  private boolean asksForTokenAfterRotating(ReceivedRequest request) {
    return request.is("POST", "/oauth2/token")
        && it.hydra.requests().stream().anyMatch(r -> r.is("POST", ROTATE));
  }

  @Test
  void aCheckThatFailsAfterTheRotationKeepsTheNewSecret() {
    it.hydra.fail(this::asksForTokenAfterRotating, Fault.disconnect().times(20));

    assertThatExceptionOfType(UnfinishedRotationException.class)
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .withMessageStartingWith("client billing was rotated")
        .withMessageContaining("not handed out")
        .withMessageContaining("no secret was revoked")
        .withMessageContaining("may revoke the oldest secret")
        .withCauseInstanceOf(OryException.class)
        .satisfies(
            e -> {
              it.hydra.advance(Duration.ofSeconds(1));
              assertThat(e.clientId()).isEqualTo("billing");
              assertThat(e.handedOut()).isFalse();
              assertThat(e.getMessage()).doesNotContain(e.secret().reveal());
              assertThat(handedOut).isEmpty();
            });
  }

  @Test
  void secretInTheExceptionIsValid() {
    it.hydra.fail(this::asksForTokenAfterRotating, Fault.answer(200, "maintenance").times(1));

    assertThatExceptionOfType(UnfinishedRotationException.class)
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .satisfies(
            e -> {
              assertThat(accepts(e.secret().reveal())).isTrue();
              assertThat(accepts(OLD)).isTrue();
            });
  }

  @Test
  void everyUnfinishedRotationIsReported() {
    List<Secret> secrets = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      it.hydra.advance(Duration.ofSeconds(1));
      assertThatExceptionOfType(UnfinishedRotationException.class)
          .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add, secret -> false))
          .satisfies(e -> assertThat(e.handedOut()).isTrue())
          .satisfies(e -> secrets.add(e.secret()))
          .withMessageContaining("may revoke the oldest secret");
    }
    assertThat(accepts(OLD)).as("pushed out, as was said").isFalse();
    assertThat(secrets).isEqualTo(handedOut);
    assertThat(accepts(secrets.get(6).reveal())).isTrue();
  }

  /** Another process rotates between the last look and the revocation: ours is revoked with it. */
  @Test
  void rotationRightBeforeTheRevocationIsReported() {
    List<Secret> theirs = new ArrayList<>();
    it.before(
        "DELETE",
        () ->
            theirs.add(
                it.ory.clients().rotateSecret("billing").require(OAuth2Client.CLIENT_SECRET)));

    assertThatExceptionOfType(UnfinishedRotationException.class)
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .withMessageContaining("is not valid any more")
        .withMessageNotContaining("previous secrets are still valid")
        .satisfies(e -> assertThat(accepts(e.secret().reveal())).isFalse());
    assertThat(accepts(theirs.get(0).reveal())).isTrue();
  }

  @Test
  void messageDoesNotCallARevokedSecretValid() {
    assertThatExceptionOfType(UnfinishedRotationException.class)
        .isThrownBy(
            () ->
                it.registry.rotateSecret(
                    "billing",
                    secret -> {
                      handedOut.add(secret);
                      it.hydra.advance(Duration.ofMillis(1));
                      it.ory.clients().rotateSecret("billing");
                      it.ory.clients().deleteRotatedSecrets("billing");
                    }))
        .withMessageContaining("no secret was revoked here")
        .withMessageContaining("the new secret is not valid any more")
        .withMessageNotContaining("still valid;");
    assertThat(accepts(OLD)).isFalse();
  }

  @Test
  void failedRevocationReportsThatTheNewSecretIsValid() {
    it.hydra.fail(
        request -> request.is("DELETE", ROTATE), Fault.answer(500, "no database").always());

    assertThatExceptionOfType(UnfinishedRotationException.class)
        .isThrownBy(() -> it.registry.rotateSecret("billing", handedOut::add))
        .withCauseInstanceOf(OryException.class)
        .satisfies(e -> assertThat(e.handedOut()).isTrue())
        .satisfies(e -> assertThat(accepts(e.secret().reveal())).isTrue());
  }
}
