package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import dev.oryadmin.model.AcceptOAuth2ConsentRequestSession;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.ResponseType;
import dev.oryadmin.testing.BrowserPage;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole flow, and its failures, logged to the finest level: nothing that counts is in a line. */
class FlowsLoggedTest {
  private static final String REDIRECT_URI = "https://app.example.com/callback";

  /** Remembers a secret for this test and for the one that looks through all lines in the end. */
  private static String secret(String text) {
    assertThat(text).hasSizeGreaterThan(20);
    return UsedSecrets.used(text);
  }

  @ParameterizedTest
  @EnumSource(HydraVersion.class)
  void challengesVerifiersClaimsAndTokensAreMasked(HydraVersion version) {
    int before = SuiteLog.lines().size();
    JsonObject claims = new JsonObject();
    claims.addProperty("email", UsedSecrets.text("claim"));
    try (FakeHydra hydra = FakeHydra.builder().version(version).start();
        ApiClient ory =
            ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build()) {
      OAuth2Client app =
          ory.clients()
              .create(
                  OAuth2Client.builder()
                      .redirectUris(REDIRECT_URI)
                      .grantTypes(GrantType.IMPLICIT)
                      .responseTypes(ResponseType.of("token"))
                      .scope("openid")
                      .build());
      BrowserPage login =
          hydra.browse(
              hydra.publicUrl()
                  + "/oauth2/auth?response_type=token&scope=openid&redirect_uri="
                  + REDIRECT_URI
                  + "&state="
                  + UsedSecrets.text("state-of-the-app")
                  + "&client_id="
                  + app.clientId());
      String loginChallenge = secret(login.parameter("login_challenge"));
      ory.login().get(loginChallenge);
      String next =
          ory.login()
              .accept(
                  loginChallenge,
                  AcceptOAuth2LoginRequest.builder().subject("u").context(claims).build())
              .redirectTo();
      secret(next.substring(next.indexOf("login_verifier=") + 15));
      BrowserPage consent = hydra.browse(next);
      String challenge = secret(consent.parameter("consent_challenge"));
      OAuth2ConsentRequest request = ory.consent().get(challenge);
      next =
          ory.consent()
              .accept(
                  challenge,
                  ConsentGrant.requested(request)
                      .session(
                          AcceptOAuth2ConsentRequestSession.builder().accessToken(claims).build())
                      .build())
              .redirectTo();
      secret(next.substring(next.indexOf("consent_verifier=") + 17));
      Secret token = Secret.of(secret(hydra.browse(next).parameter("access_token")));
      assertThat(ory.tokens().introspect(token).active()).isTrue();
      ory.sessions().listConsents("u").forEach(session -> assertThat(session).isNotNull());
      assertThat(catchThrowable(() -> ory.consent().get(UsedSecrets.text("unknown-challenge"))))
          .isInstanceOf(NotFoundException.class)
          .hasMessageNotContaining(UsedSecrets.text("unknown-challenge"));
    }
    List<String> lines = SuiteLog.lines().stream().skip(before).toList();
    assertThat(lines).anyMatch(line -> line.contains("_challenge="));
    for (String line : lines) {
      for (String text : UsedSecrets.all()) {
        assertThat(line.contains(text)).as("%s in %s", text, line).isFalse();
      }
    }
  }

  @Test
  void whatAServerMakesOfAChallengeIsMaskedToo() {
    String challenge = UsedSecrets.text("challenge-in-a-message");
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory =
            ApiClient.builder().adminUrl(hydra.adminUrl()).retry(RetryPolicy.none()).build()) {
      hydra.fail(
          request -> true,
          Fault.answer(
              400,
              "{\"error\":\"invalid_request\",\"error_description\":\"no " + challenge + "\"}"));
      assertThat(catchThrowable(() -> ory.login().get(challenge)))
          .isInstanceOf(BadRequestException.class)
          .hasMessageNotContaining(challenge);
    }
    assertThat(SuiteLog.lines()).noneMatch(line -> line.contains(challenge));
  }
}
