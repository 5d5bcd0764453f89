package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which secrets count, seen at the token endpoint, and how they are rotated. */
abstract class SecretsContract extends Rules {
  @Test
  void anotherSecretIsRefused() {
    String id = withSecret("the old one");
    assertThat(token(id, "another one").is(401).text("error")).isEqualTo("invalid_client");
    assertThat(token("nobody-has-this-id", "another one").is(401).text("error"))
        .isEqualTo("invalid_client");
  }

  @Test
  void aTokenNeedsTheGrantType() {
    String id = madeId("{'client_secret':'the old one'}");
    assertThat(token(id, "the old one").is(400).text("error")).isEqualTo("unauthorized_client");
  }

  @ParameterizedTest(
      name = "the secret {0} counts if it is form-encoded",
      quoteTextArguments = false)
  @ValueSource(
      strings = {"plus+plus", "100%25%", "a:b:c:d", "b l a n k", "\u00e4\u00f6\u00fc\u20ac"})
  void special(String secret) {
    assertAccepted(withSecret(secret), true, secret);
  }

  @ParameterizedTest(name = "the secret {0} is misread as it is", quoteTextArguments = false)
  @ValueSource(strings = {"plus+plus", "percent%25"})
  void misread(String secret) {
    String id = withSecret(secret);
    assertThat(tokenBy(Credentials.basic(id, secret)).status()).isEqualTo(401);
  }

  @ParameterizedTest(name = "the secret {0} counts as it is", quoteTextArguments = false)
  @ValueSource(strings = {"a:b:c:d", "b l a n k", "sl/ash=es"})
  void asItIs(String secret) {
    String id = withSecret(secret);
    assertThat(tokenBy(Credentials.basic(id, secret)).status()).isEqualTo(200);
  }

  /** What {@code ClientRegistry} goes by when it checks a secret without being given a token. */
  @Test
  void madeUpRefreshTokenShowsWhetherASecretIsValid() {
    for (String grantType : List.of("client_credentials", "refresh_token")) {
      String id =
          madeId("{'client_secret':'the old one','grant_types':['%s']}".formatted(grantType));
      assertThat(refresh(id, "the old one").status()).as(grantType).isEqualTo(400);
      assertThat(refresh(id, "another one").status()).as(grantType).isEqualTo(401);
    }
  }

  private ServerAnswer refresh(String id, String secret) {
    return tokenBy(
        Credentials.basic(Server.segment(id), Server.segment(secret)),
        "grant_type=refresh_token&refresh_token=none");
  }

  @Test
  void aDeletedClientGetsNoMoreTokens() {
    String id = withSecret("the old one");
    ory().clients().delete(id);
    assertAccepted(id, false, "the old one");
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void rotationReturnsTheClientWithANewSecret() {
    String id = withSecret("the old one");
    ServerAnswer rotated = rotate(id).is(200);
    assertThat(rotated.text("client_secret")).matches("[A-Za-z0-9_.~-]{26}");
    assertThat(rotated.json().keySet()).containsAll(read(id).json().keySet());
    assertThat(rotated.has("registration_access_token")).isFalse();
    assertThat(read(id).has("client_secret")).isFalse();
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void oldAndNewSecretAreBothValid() {
    String id = withSecret("the old one");
    Secret fresh = ory().clients().rotateSecret(id).require(OAuth2Client.CLIENT_SECRET);
    assertAccepted(id, true, "the old one", fresh.reveal());
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void fiveNewestPreviousSecretsAreValid() {
    String id = withSecret("the old one");
    List<String> secrets = new ArrayList<>(List.of("the old one"));
    for (int i = 0; i < 8; i++) {
      secrets.add(rotate(id).text("client_secret"));
    }
    assertAccepted(id, false, secrets.subList(0, 3).toArray(new String[0]));
    assertAccepted(id, true, secrets.subList(3, 9).toArray(new String[0]));
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void deletingRotatedSecretsKeepsOnlyTheNewest() {
    String id = withSecret("the old one");
    String fresh = rotate(id).text("client_secret");
    ServerAnswer answer = deleteRotated(id).is(200);
    assertThat(answer.text("client_id")).isEqualTo(id);
    assertThat(answer.has("client_secret")).isFalse();
    assertAccepted(id, true, fresh);
    assertAccepted(id, false, "the old one");
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void deletingRotatedSecretsCanBeRepeated() {
    String id = withSecret("the old one");
    ory().clients().deleteRotatedSecrets(id);
    ory().clients().deleteRotatedSecrets(id);
    assertAccepted(id, true, "the old one");
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void aBodyOfARotationIsIgnored() {
    String id = withSecret("the old one");
    ServerAnswer rotated =
        server().admin("POST", path(id) + "/secrets/rotate", "{'client_secret':'chosen'}").is(200);
    assertThat(rotated.text("client_secret")).isNotEqualTo("chosen");
    server().admin("DELETE", path(id) + "/secrets/rotate", "not json").is(200);
  }

  @ParameterizedTest(name = "a client of {0} can''t be rotated", quoteTextArguments = false)
  @ValueSource(strings = {"none", "private_key_jwt"})
  @Since(value = ROTATION, before = "secrets are not rotated")
  void notRotatable(String method) {
    String id = madeId("{'token_endpoint_auth_method':'" + method + "','jwks':{'keys':[]}}");
    for (ServerAnswer answer : List.of(rotate(id), deleteRotated(id))) {
      assertThat(answer.is(400).text("error_description"))
          .isEqualTo(
              "The client is configured to use the '"
                  + method
                  + "' authentication method, which does not support client secret rotation.");
    }
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void aSecretThatIsPostedCanBeRotated() {
    rotate(madeId("{'token_endpoint_auth_method':'client_secret_post'}")).is(200);
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void theRegistrationTokenSurvivesRotation() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    rotate(id).is(200);
    deleteRotated(id).is(200);
    own("GET", id, null, made.text("registration_access_token")).is(200);
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void concurrentRotationsAllSucceedWithDifferentSecrets() throws Exception {
    String id = withSecret("the old one");
    List<String> secrets = inParallel(4, () -> rotate(id).is(200).text("client_secret"));
    assertThat(secrets).doesNotHaveDuplicates();
    assertThat(secrets).anyMatch(secret -> token(id, secret).status() == 200);
    assertAccepted(id, true, "the old one");
  }

  @Test
  void secretInBothHeaderAndFormIsRefused() {
    String id = withSecret("of the client");
    String form =
        "grant_type=client_credentials&client_id=" + id + "&client_secret=of%20the%20client";
    ServerAnswer answer = tokenBy(Credentials.basic(id, "of+the+client"), form).is(401);
    assertThat(answer.text("error")).isEqualTo("invalid_client");
    assertThat(answer.text("error_description")).contains("'client_secret_post' was requested");
  }

  @Test
  void formWithoutItsContentTypeIsEmpty() {
    String id = withSecret("of the client");
    Headers headers = Headers.of("Authorization", Credentials.basic(id, "of+the+client"));
    ServerAnswer answer =
        server().open("POST", "/oauth2/token", "grant_type=client_credentials", headers).is(400);
    assertThat(answer.text("error")).isEqualTo("invalid_request");
    assertThat(answer.text("error_description")).endsWith("The POST body can not be empty.");
  }

  @Test
  void audienceMustBeListed() {
    String id = withSecret("of the client");
    ServerAnswer answer =
        tokenBy(
            Credentials.basic(id, "of+the+client"), "grant_type=client_credentials&audience=odd");
    assertThat(answer.is(400).text("error")).isEqualTo("invalid_request");
    assertThat(answer.text("error_description")).contains("'odd' has not been");
  }

  @ParameterizedTest(
      name = "the grant type {0} is refused before the client",
      quoteTextArguments = false)
  @ValueSource(strings = {"odd", "client_credentials openid"})
  void unknownGrants(String grantType) {
    ServerAnswer answer = tokenBy(Credentials.basic("nobody", "knows"), "grant_type=" + grantType);
    assertThat(answer.is(400).text("error")).isEqualTo("invalid_request");
  }

  @Test
  void aPublicClientGetsNoTokenByItself() {
    String id =
        madeId("{'token_endpoint_auth_method':'none','grant_types':['client_credentials']}");
    Headers form = Headers.of("Content-Type", "application/x-www-form-urlencoded");
    ServerAnswer answer =
        server()
            .open("POST", "/oauth2/token", "grant_type=client_credentials&client_id=" + id, form);
    assertThat(answer.is(400).text("error")).isEqualTo("invalid_grant");
  }
}
