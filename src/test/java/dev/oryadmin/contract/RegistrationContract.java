package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V2_2;
import static dev.oryadmin.contract.Server.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;
import okhttp3.Credentials;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that register and look after themselves (RFC 7591, 7592). */
abstract class RegistrationContract extends Rules {
  private static final String NOT_AUTHORIZED =
      "The requested OAuth 2.0 client does not exist or you provided incorrect credentials.";

  @Test
  void anyoneCanRegister() {
    ServerAnswer made = registered("{'client_name':'n'}");
    String id = made.text("client_id");
    assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(made.header("Location")).endsWith("admin/clients/" + id);
    assertThat(made.json().keySet()).contains("client_secret", "registration_access_token");
    assertThat(made.text("registration_client_uri")).endsWith("/oauth2/register/" + id);
    assertThat(read(id).text("client_name")).isEqualTo("n");
  }

  @Test
  @Since(value = V25_4, before = "it began with a slash")
  void theLocationIsRelativeAndOfTheAdminServer() {
    ServerAnswer made = registered("{}");
    assertThat(made.header("Location")).isEqualTo("admin/clients/" + made.text("client_id"));
  }

  @Test
  void idCanNotBeChosen() {
    String id = fresh();
    ServerAnswer answer = register("{'client_id':'" + id + "'}");
    if (server().generation().has(V2_2)) {
      assertThat(answer.is(201).text("client_id")).isNotEqualTo(id);
    } else {
      assertThat(answer.is(400).text("error_description")).contains("no longer possible");
    }
  }

  @Test
  void secretIsRefused() {
    register("{'client_secret':'my own secret'}")
        .isError(
            400,
            "The request was malformed or contained invalid parameters",
            "It is not allowed to choose your own OAuth2 Client secret.");
    ServerAnswer made = registered("{}");
    own("PUT", made.text("client_id"), "{'client_secret':'my own secret'}", token(made))
        .isError(
            403,
            "The requested action was forbidden",
            "It is not allowed to choose your own OAuth2 Client secret.");
  }

  private static String token(ServerAnswer made) {
    return made.text("registration_access_token");
  }

  @Test
  @Since(value = V2_2, before = "v2.0 does not know it")
  void accessTokenStrategyIsRefused() {
    String body = "{'access_token_strategy':'jwt'}";
    String description = "It is not allowed to choose your own access token strategy.";
    assertThat(register(body).is(400).text("error_description")).isEqualTo(description);
    ServerAnswer made = registered("{}");
    assertThat(
            own("PUT", made.text("client_id"), body, token(made)).is(400).text("error_description"))
        .isEqualTo(description);
  }

  @ParameterizedTest(name = "{0} must not be true", quoteTextArguments = false)
  @ValueSource(strings = {"skip_consent", "skip_logout_consent"})
  @Since(value = V2_2, before = "v2.0 does not know it")
  void skip(String property) {
    register("{'" + property + "':true}")
        .isError(
            400,
            "invalid_request",
            "'" + property + "' cannot be set for dynamic client registration");
    registered("{'" + property + "':false}");
  }

  @ParameterizedTest(name = "metadata of {0} is refused", quoteTextArguments = false)
  @ValueSource(strings = {"{'a':1}", "{}", "null"})
  void metadata(String value) {
    register("{'metadata':" + value + "}").isInvalid(server().generation().metadataRefused());
    ServerAnswer made = registered("{}");
    own("PUT", made.text("client_id"), "{'metadata':" + value + "}", token(made)).is(400);
    own("GET", made.text("client_id"), null, token(made)).is(200);
  }

  @Test
  void emptySecretAndTokenStrategyAreAccepted() {
    registered("{'client_secret':'','access_token_strategy':''}");
  }

  @Test
  void ownerAudienceAndLifespansAreAccepted() {
    ServerAnswer made =
        registered("{'owner':'o','audience':['a'],'implicit_grant_id_token_lifespan':'1h'}");
    assertThat(made.text("owner")).isEqualTo("o");
    assertThat(made.text("implicit_grant_id_token_lifespan")).isEqualTo("1h0m0s");
  }

  @Test
  void rulesForClientsApplyToo() {
    register("{'userinfo_signed_response_alg':'no'}").isInvalid("be 'none' or 'RS256'.");
  }

  @Test
  void aReadShowsAllButMetadataAndSecrets() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    ServerAnswer shown = own("GET", id, null, token(made)).is(200);
    assertThat(shown.json().keySet())
        .doesNotContain(
            "metadata", "client_secret", "registration_access_token", "registration_client_uri");
    ServerAnswer admin = read(id);
    assertThat(admin.has("metadata")).isTrue();
    assertThat(shown.json().size()).isEqualTo(admin.json().size() - 1);
  }

  @Test
  void thePrefixOfATokenMayBeLeftOut() {
    ServerAnswer made = registered("{}");
    own("GET", made.text("client_id"), null, token(made).replace("ory_at_", "")).is(200);
  }

  @ParameterizedTest(name = "the header {0} is accepted", quoteTextArguments = false)
  @ValueSource(strings = {"Bearer TOKEN", "bearer TOKEN", "BEARER TOKEN"})
  void schemes(String header) {
    ServerAnswer made = registered("{}");
    String token = token(made);
    Headers headers =
        JSON.newBuilder().set("Authorization", header.replace("TOKEN", token)).build();
    server().open("GET", "/oauth2/register/" + made.text("client_id"), null, headers).is(200);
  }

  @Test
  void theTokenIsAcceptedInTheQueryToo() {
    ServerAnswer made = registered("{}");
    String path = "/oauth2/register/" + made.text("client_id") + "?access_token=" + token(made);
    server().open("GET", path, null, JSON).is(200);
  }

  @Test
  void allAuthorizationFailuresLookTheSame() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    String path = "/oauth2/register/" + id;
    Headers secret =
        JSON.newBuilder()
            .set("Authorization", Credentials.basic(id, made.text("client_secret")))
            .build();
    for (ServerAnswer answer :
        new ServerAnswer[] {
          server().open("GET", path, null, JSON),
          server().open("GET", path, null, secret),
          own("GET", id, null, "wrong"),
          own("GET", id, null, token(registered("{}"))),
          own("GET", "nobody-has-this-id", null, token(made)),
          own("PUT", id, "not json", "wrong"),
          own("DELETE", id, null, "wrong"),
        }) {
      answer.isError(401, "The request could not be authorized", NOT_AUTHORIZED);
      assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }
  }

  @Test
  void aReplacementRenewsTheToken() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    ServerAnswer replaced = own("PUT", id, "{'client_name':'new'}", token(made)).is(200);
    assertThat(token(replaced)).isNotEqualTo(token(made));
    assertThat(replaced.has("client_secret")).isFalse();
    assertThat(replaced.has("registration_client_uri")).isFalse();
    own("GET", id, null, token(made)).is(401);
    assertThat(own("GET", id, null, token(replaced)).text("client_name")).isEqualTo("new");
  }

  @Test
  void refusedReplacementKeepsTheToken() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    own("PUT", id, "{'userinfo_signed_response_alg':'no'}", token(made)).is(400);
    own("GET", id, null, token(made)).is(200);
  }

  @Test
  void unreadableReplacementHasAnotherMessage() {
    ServerAnswer made = registered("{}");
    own("PUT", made.text("client_id"), "{", token(made))
        .isError(
            400,
            "The request was malformed or contained invalid parameters",
            "Unable to decode the request body. Is it valid JSON?");
  }

  @Test
  void aReplacementKeepsTheSecret() {
    ServerAnswer made = registered("{'grant_types':['client_credentials']}");
    String id = made.text("client_id");
    own("PUT", id, "{'grant_types':['client_credentials']}", token(made)).is(200);
    assertAccepted(id, true, made.text("client_secret"));
  }

  @Test
  void aReplacementResetsWhatAnAdministratorSet() {
    ServerAnswer admin =
        made("{'metadata':{'a':1},'skip_consent':true,'implicit_grant_id_token_lifespan':'1h'}");
    registered("{}");
    String id = admin.text("client_id");
    own("PUT", id, "{}", token(admin)).is(200);
    ServerAnswer read = read(id);
    assertThat(read.get("metadata")).isEqualTo(json("{}"));
    assertThat(read.text("owner")).isEmpty();
    assertThat(read.get("implicit_grant_id_token_lifespan").isJsonNull()).isTrue();
  }

  @Test
  void whatWasReadCanBeSentBack() {
    OAuth2Client made = OAuth2Client.fromJson(registered("{'client_name':'n'}").body());
    Secret token = made.require(OAuth2Client.REGISTRATION_ACCESS_TOKEN);
    OAuth2Client read = ory().registration().get(made.clientId(), token);
    Secret next =
        ory()
            .registration()
            .replace(made.clientId(), token, read)
            .require(OAuth2Client.REGISTRATION_ACCESS_TOKEN);
    assertThat(ory().registration().get(made.clientId(), next).clientName()).isEqualTo("n");
    ory().registration().delete(made.clientId(), next);
    assertThat(ory().clients().find(made.clientId())).isEmpty();
  }

  @Test
  void aDeletionIsFinal() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    assertThat(own("DELETE", id, null, token(made)).is(204).body()).isEmpty();
    own("GET", id, null, token(made)).is(401);
    own("DELETE", id, null, token(made)).is(401);
    read(id).isUnknownClient();
  }

  @Test
  void clientsOfAnAdministratorHaveATokenToo() {
    ServerAnswer made = made("{}");
    registered("{}");
    own("GET", made.text("client_id"), null, token(made)).is(200);
  }

  @Test
  void readsByAnAdministratorKeepTheToken() {
    ServerAnswer made = registered("{}");
    read(made.text("client_id")).is(200);
    own("GET", made.text("client_id"), null, token(made)).is(200);
  }

  @Test
  @Since(value = V25_4, before = "the token survives a patch")
  void aPatchByAnAdministratorRevokesTheToken() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    ory().clients().patch(id, p -> p.replace(OAuth2Client.CLIENT_NAME, "x"));
    own("GET", id, null, token(made)).is(401);
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void aRegisteredClientCanBeRotatedByAnAdministrator() {
    ServerAnswer made = registered("{'grant_types':['client_credentials']}");
    String id = made.text("client_id");
    String fresh = rotate(id).text("client_secret");
    assertAccepted(id, true, made.text("client_secret"), fresh);
  }
}
