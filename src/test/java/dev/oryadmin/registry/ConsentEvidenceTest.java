package dev.oryadmin.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.oryadmin.ConsentEvidence;
import dev.oryadmin.ConsentGrant;
import dev.oryadmin.PlannedChange;
import dev.oryadmin.Sweep;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.ResponseType;
import dev.oryadmin.testing.BrowserPage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which clients consent sessions acquit. */
class ConsentEvidenceTest {
  private static final String CALLBACK = "https://app.example/callback";

  private final RegistryTesting it = new RegistryTesting();

  @AfterEach
  void close() {
    it.close();
  }

  private String registered(GrantType... grants) {
    return it.ory
        .registration()
        .create(
            OAuth2Client.builder()
                .grantTypes(List.of(grants))
                .responseTypes(ResponseType.CODE)
                .scope("openid")
                .redirectUris(CALLBACK)
                .build())
        .clientId();
  }

  /** Somebody logs in at a client, and consents. */
  private void consent(String subject, String clientId) {
    BrowserPage login =
        it.hydra.browse(
            it.hydra.publicUrl()
                + "/oauth2/auth?response_type=code&scope=openid&state=12345678&client_id="
                + clientId
                + "&redirect_uri="
                + CALLBACK);
    String toConsent =
        it.ory
            .login()
            .accept(
                login.parameter("login_challenge"),
                AcceptOAuth2LoginRequest.builder().subject(subject).build())
            .redirectTo();
    BrowserPage page = it.hydra.browse(toConsent);
    String challenge = page.parameter("consent_challenge");
    OAuth2ConsentRequest request = it.ory.consent().get(challenge);
    it.hydra.browse(
        it.ory
            .consent()
            .accept(
                challenge,
                ConsentGrant.requested(request)
                    .remember(true)
                    .rememberFor(Duration.ofDays(1))
                    .build())
            .redirectTo());
  }

  @Test
  void whomSomebodyConsentedToIsSpared() {
    String used = registered(GrantType.AUTHORIZATION_CODE);
    String usedByAnother = registered(GrantType.AUTHORIZATION_CODE);
    String machine = registered(GrantType.CLIENT_CREDENTIALS);
    consent("u-1", used);
    consent("u-2", usedByAnother);

    ConsentEvidence evidence = ConsentEvidence.of(it.ory.sessions(), List.of("u-1", "u-3"));

    assertThat(it.registry.sweep(Sweep.likelyDynamic().unlessUsed(evidence)).changes())
        .as("of machines consents say nothing: " + machine)
        .extracting(PlannedChange::clientId)
        .containsExactly(usedByAnother);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsentEvidence.of(it.ory.sessions(), List.of()))
        .withMessageContaining("no subjects");
  }
}
