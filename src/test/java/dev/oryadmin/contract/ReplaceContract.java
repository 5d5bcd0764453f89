package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.oryadmin.model.OAuth2Client;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a PUT keeps and what it resets. */
abstract class ReplaceContract extends Rules {
  private static final String FULL =
      """
      {'client_name':'n','redirect_uris':['https://a.example'],'grant_types':['client_credentials'],
       'response_types':['code'],'scope':'x y','audience':['a'],'policy_uri':'https://a.example',
       'allowed_cors_origins':['https://a.example'],'tos_uri':'https://a.example',
       'client_uri':'https://a.example','logo_uri':'https://a.example','contacts':['c'],
       'jwks':{'keys':[]},'token_endpoint_auth_method':'client_secret_post',
       'request_uris':['https://a.example'],'request_object_signing_alg':'RS256',
       'userinfo_signed_response_alg':'RS256','frontchannel_logout_uri':'https://a.example',
       'frontchannel_logout_session_required':true,'skip_consent':true,'skip_logout_consent':true,
       'post_logout_redirect_uris':['https://a.example'],'metadata':{'a':1},
       'backchannel_logout_uri':'https://a.example','backchannel_logout_session_required':true,
       'access_token_strategy':'jwt','implicit_grant_id_token_lifespan':'1h0m0s',
       'refresh_token_grant_access_token_lifespan':'2h0m0s'}
      """;

  @Test
  void propertiesLeftOutAreReset() {
    String id = madeId(FULL);
    assertThat(read(id).text("scope")).isEqualTo("x y");
    put(id, "{}").is(200);
    JsonObject reset = read(id).json();
    JsonObject bare = read(madeId("{'owner':''}")).json();
    for (String own : Set.of("client_id", "created_at", "updated_at")) {
      reset.remove(own);
      bare.remove(own);
    }
    assertThat(reset).isEqualTo(bare);
  }

  @Test
  void nullMeansLeftOutExceptInMetadata() {
    String id = madeId(FULL);
    StringBuilder nulls = new StringBuilder("{'client_id':null");
    json(FULL).getAsJsonObject().keySet().forEach(name -> nulls.append(",'" + name + "':null"));
    put(id, nulls.append('}').toString()).is(200);
    JsonObject reset = read(id).json();
    assertThat(reset.get("metadata")).isEqualTo(JsonNull.INSTANCE);
    assertThat(reset.get("client_name").getAsString()).isEmpty();
    assertThat(reset.get("token_endpoint_auth_method").getAsString())
        .isEqualTo("client_secret_basic");
    assertThat(reset.get("implicit_grant_id_token_lifespan")).isEqualTo(JsonNull.INSTANCE);
  }

  @Test
  void theIdOfTheBodyIsIgnored() {
    String id = madeId("{}");
    String other = madeId("{'client_name':'other'}");
    ServerAnswer answer = put(id, "{'client_id':'" + other + "','client_name':'new'}");
    assertThat(answer.text("client_id")).isEqualTo(id);
    assertThat(read(id).text("client_name")).isEqualTo("new");
    assertThat(read(other).text("client_name")).isEqualTo("other");
  }

  @Test
  void nullMeansAnEmptyClient() {
    String id = madeId("{'client_name':'n'}");
    assertThat(put(id, "null").is(200).text("client_name")).isEmpty();
  }

  @Test
  void theSecretIsKeptIfItIsNullOrEmptyOrLeftOut() {
    String id = withSecret("the old one");
    for (String secret : List.of("", ",'client_secret':''", ",'client_secret':null")) {
      ServerAnswer answer = put(id, "{'grant_types':['client_credentials']" + secret + "}").is(200);
      assertThat(answer.has("client_secret")).isFalse();
      assertAccepted(id, true, "the old one");
    }
  }

  @Test
  void aGivenSecretReplacesTheOldOneAndIsEchoed() {
    String id = withSecret("the old one");
    ServerAnswer answer =
        put(id, "{'grant_types':['client_credentials'],'client_secret':'the new one'}");
    assertThat(answer.text("client_secret")).isEqualTo("the new one");
    assertAccepted(id, true, "the new one");
    assertAccepted(id, false, "the old one");
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void rotatedSecretsAreKeptUnlessASecretIsGiven() {
    String id = withSecret("the old one");
    String rotated = rotate(id).text("client_secret");
    put(id, "{'grant_types':['client_credentials']}").is(200);
    assertAccepted(id, true, "the old one", rotated);
    put(id, "{'grant_types':['client_credentials'],'client_secret':'the new one'}").is(200);
    assertAccepted(id, false, "the old one", rotated);
  }

  @Test
  void publicClientKeepsItsHiddenSecret() {
    String id = withSecret("the old one");
    put(id, "{'token_endpoint_auth_method':'none','grant_types':['client_credentials']}").is(200);
    put(id, "{'grant_types':['client_credentials']}").is(200);
    assertAccepted(id, true, "the old one");
  }

  @Test
  void theRegistrationTokenIsRevoked() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    String token = made.text("registration_access_token");
    own("GET", id, null, token).is(200);
    put(id, "{}").is(200);
    own("GET", id, null, token).is(401);
  }

  @Test
  void createdAtIsKeptWhateverTheAnswerShows() {
    ServerAnswer made = made("{}");
    String id = made.text("client_id");
    ServerAnswer answer = put(id, "{'created_at':'2001-01-01T00:00:00Z'}");
    assertThat(answer.text("created_at")).isEqualTo("2001-01-01T00:00:00Z");
    assertThat(ory().clients().get(id).createdAt())
        .isEqualTo(OAuth2Client.fromJson(made.body()).createdAt());
  }

  @Test
  void registrationTokenInTheBodyIsEchoedButNotStored() {
    String id = madeId("{}");
    String body = "{'registration_access_token':'x','registration_client_uri':'https://a.example'}";
    ServerAnswer answer = put(id, body);
    assertThat(answer.text("registration_access_token")).isEqualTo("x");
    assertThat(answer.text("registration_client_uri")).isEqualTo("https://a.example");
    assertThat(read(id).has("registration_access_token")).isFalse();
  }

  @Test
  @Since(value = V25_4, before = "an empty object counts as a key set (hydra#3935)")
  void sendingBackAReadClientChangesNothing() {
    String id = madeId("{'jwks_uri':'https://a.example','contacts':['c'],'metadata':{'a':1.10}}");
    ServerAnswer before = read(id);
    put(id, before.body()).is(200);
    JsonObject after = read(id).json();
    assertThat(after.get("updated_at")).isNotEqualTo(before.get("updated_at"));
    after.add("updated_at", before.get("updated_at"));
    assertThat(after).isEqualTo(before.json());
  }

  @Test
  void anEmptyKeySetBesideAKeyUriIsRefused() {
    String id = madeId("{'jwks_uri':'https://a.example'}");
    put(id, "{'jwks_uri':'https://a.example','jwks':{'keys':[]}}")
        .isInvalid("you must choose one.");
  }

  @Test
  @Since(value = V2_2, before = "ids can't be chosen")
  void replaceCreatesNoClient() {
    server().admin("PUT", path(fresh()), "{}").isUnknownClient();
  }

  @Test
  void concurrentReplacementsAllSucceed() throws Exception {
    String id = madeId("{}");
    assertThat(inParallel(8, () -> put(id, "{'client_name':'" + fresh() + "'}").status()))
        .containsOnly(200);
  }

  @Test
  void theSdkReplacesWhatItHasRead() {
    String id = madeId("{'client_name':'n','contacts':['c']}");
    OAuth2Client read = ory().clients().get(id);
    ory().clients().replace(id, read.toBuilder().clientName("new").build());
    OAuth2Client after = ory().clients().get(id);
    assertThat(after.clientName()).isEqualTo("new");
    assertThat(after.contacts()).containsExactly("c");
  }
}
