package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import dev.oryadmin.Property;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a POST makes, and what its answer shows. */
abstract class CreateContract extends Rules {
  private static final List<String> LIFESPANS =
      List.of(
          "authorization_code_grant_access_token_lifespan",
          "authorization_code_grant_id_token_lifespan",
          "authorization_code_grant_refresh_token_lifespan",
          "client_credentials_grant_access_token_lifespan",
          "implicit_grant_access_token_lifespan",
          "implicit_grant_id_token_lifespan",
          "jwt_bearer_grant_access_token_lifespan",
          "refresh_token_grant_access_token_lifespan",
          "refresh_token_grant_id_token_lifespan",
          "refresh_token_grant_refresh_token_lifespan");
  private static final List<String> DEVICE_LIFESPANS =
      List.of(
          "device_authorization_grant_access_token_lifespan",
          "device_authorization_grant_id_token_lifespan",
          "device_authorization_grant_refresh_token_lifespan");

  @Test
  void theAnswerIs201WithTheLocation() {
    ServerAnswer made = made("{}");
    assertThat(made.header("Location")).isEqualTo("/admin/clients/" + made.text("client_id"));
    assertThat(made.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(made.body()).endsWith("}\n");
  }

  @Test
  void secretAndRegistrationTokenAreShownOnce() {
    ServerAnswer made = made("{}");
    assertThat(made.json().keySet())
        .contains("client_secret", "registration_access_token", "registration_client_uri");
    assertThat(read(made.text("client_id")).is(200).json().keySet())
        .doesNotContain("client_secret", "registration_access_token", "registration_client_uri");
  }

  @Test
  void aGeneratedSecretHas26UrlSafeCharacters() {
    assertThat(made("{}").text("client_secret")).matches("[A-Za-z0-9_.~-]{26}");
    assertThat(made("{'client_secret':''}").text("client_secret")).hasSize(26);
  }

  @Test
  void aGivenSecretIsKeptAndEchoed() {
    ServerAnswer made =
        made("{'client_secret':'my own secret','grant_types':['client_credentials']}");
    assertThat(made.text("client_secret")).isEqualTo("my own secret");
    assertAccepted(made.text("client_id"), true, "my own secret");
  }

  @Test
  void aGeneratedSecretAuthenticates() {
    ServerAnswer made = made("{'grant_types':['client_credentials']}");
    assertAccepted(made.text("client_id"), true, made.text("client_secret"));
  }

  @Test
  void aPublicClientIsShownNoSecret() {
    assertThat(made("{'token_endpoint_auth_method':'none'}").has("client_secret")).isFalse();
  }

  @Test
  void clientWithPrivateKeyJwtIsShownASecretToo() {
    ServerAnswer made = made("{'token_endpoint_auth_method':'private_key_jwt','jwks':{'keys':[]}}");
    assertThat(made.text("client_secret")).hasSize(26);
  }

  @Test
  void theRegistrationTokenHasTwoPartsOf43Characters() {
    assertThat(made("{}").text("registration_access_token"))
        .matches("ory_at_[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");
  }

  @Test
  @Since(value = V25_4, before = "it ended in a slash in v2.2, and was right in v2.0")
  void registrationUriLacksAnIdThatTheServerChose() {
    assertThat(registrationPath(made("{}"))).endsWith("/oauth2/register");
  }

  @Test
  @Since(value = V2_2, before = "ids can't be chosen")
  void registrationUriHasAChosenId() {
    String id = fresh();
    ServerAnswer made = made("{'client_id':'" + id + "'}");
    assertThat(registrationPath(made)).endsWith("/oauth2/register/" + id);
  }

  private static String registrationPath(ServerAnswer made) {
    return URI.create(made.text("registration_client_uri")).getPath();
  }

  @Test
  @Since(value = V2_2, before = "ids can't be chosen")
  void chosenIdIsKept() {
    String id = fresh();
    OAuth2Client made =
        ory().clients().create(OAuth2Client.builder().clientId(id).owner(server().name()).build());
    assertThat(made.clientId()).isEqualTo(id);
    assertThat(ory().clients().get(id).owner()).isEqualTo(server().name());
    ory().clients().delete(id);
    assertThat(ory().clients().find(id)).isEmpty();
  }

  @Test
  void emptyIdMeansNoId() {
    assertThat(made("{'client_id':''}").text("client_id"))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  @Since(value = V2_2, before = "ids can't be chosen")
  void aTakenIdIsAConflict() {
    String id = madeId("{'client_id':'" + fresh() + "'}");
    server()
        .create("{'client_id':'" + id + "'}")
        .isError(
            409,
            "Unable to insert or update resource because a resource with that value exists already",
            "");
  }

  @Test
  @Since(value = V2_2, before = "ids can't be chosen")
  void oneOfManyConcurrentCreatesOfAnIdSucceeds() throws Exception {
    String client = "{'client_id':'" + fresh() + "'}";
    List<Integer> statuses = inParallel(8, () -> server().create(client).status());
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void manyClientsCanBeCreatedConcurrently() throws Exception {
    assertThat(inParallel(16, () -> server().create("{}").status())).containsOnly(201);
  }

  @ParameterizedTest(name = "the id {0} works if it is encoded", quoteTextArguments = false)
  @ValueSource(strings = {"a b", "100%", "a+b", "a?b", "a#b", "a;b", "\u00e4\u20ac"})
  @Since(value = V2_2, before = "ids can't be chosen")
  void odd(String suffix) {
    String id = madeId("{'client_id':'" + fresh() + suffix + "'}");
    assertThat(id).endsWith(suffix);
    assertThat(ory().clients().get(id).clientId()).isEqualTo(id);
    assertThat(ory().clients().patch(id, p -> p.replace(OAuth2Client.CLIENT_NAME, "n")).clientId())
        .isEqualTo(id);
  }

  @Test
  @Since(value = V25_4, before = "a client with a slash in its id can't be reached (hydra#1845)")
  void aSlashInsideAnIdWorksIfItIsEncoded() {
    String id = madeId("{'client_id':'" + fresh() + "/x'}");
    assertThat(ory().clients().get(id).clientId()).isEqualTo(id);
  }

  @Test
  @Since(value = V2_2, before = "ids can't be chosen")
  void theLocationEndsInTheId() {
    String id = fresh() + " b";
    assertThat(made("{'client_id':'" + id + "'}").header("Location"))
        .endsWith("/" + server().generation().inLocation(id));
  }

  @Test
  @Since(value = V2_2, before = "ids can't be chosen")
  void idsAreCaseSensitive() {
    String id = madeId("{'client_id':'" + fresh() + "-a'}");
    read(id.replaceAll("-a$", "-A")).isUnknownClient();
  }

  @Test
  void defaultsAreFilledIn() {
    ServerAnswer made = made("{}");
    assertThat(made.text("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
    assertThat(made.text("subject_type")).isEqualTo("public");
    assertThat(made.text("userinfo_signed_response_alg")).isEqualTo("none");
    assertThat(made.text("scope")).isNotBlank();
    assertThat(made.get("metadata")).isEqualTo(json("{}"));
    assertThat(made.get("jwks")).isEqualTo(json("{}"));
    assertThat(made.get("client_secret_expires_at").getAsInt()).isZero();
    assertThat(made.text("client_name")).isEmpty();
    assertThat(made.text("client_uri")).isEmpty();
  }

  @Test
  @Since(value = V2_2, before = "there is no skip_consent in v2.0")
  void consentIsNotSkippedByDefault() {
    ServerAnswer made = made("{}");
    assertThat(made.get("skip_consent").getAsBoolean()).isFalse();
    assertThat(made.get("skip_logout_consent")).isEqualTo(JsonNull.INSTANCE);
  }

  @Test
  void someEmptyListsAreNullInTheAnswerAndEmptyInReads() {
    ServerAnswer made = made("{}");
    ServerAnswer read = read(made.text("client_id"));
    for (String list : List.of("redirect_uris", "grant_types", "response_types", "contacts")) {
      assertThat(made.get(list)).as(list).isEqualTo(JsonNull.INSTANCE);
      assertThat(read.get(list)).as(list).isEqualTo(json("[]"));
    }
    for (String list : List.of("audience", "allowed_cors_origins")) {
      assertThat(made.get(list)).as(list).isEqualTo(json("[]"));
      assertThat(read.get(list)).as(list).isEqualTo(json("[]"));
    }
  }

  @Test
  void someEmptyPropertiesAreLeftOut() {
    assertThat(made("{}").json().keySet())
        .doesNotContain(
            "sector_identifier_uri",
            "jwks_uri",
            "token_endpoint_auth_signing_alg",
            "request_uris",
            "request_object_signing_alg",
            "frontchannel_logout_uri",
            "frontchannel_logout_session_required",
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "access_token_strategy");
  }

  @Test
  void lifespansThatAreNotSetAreNullInTheAnswer() {
    ServerAnswer made = made("{}");
    List<String> lifespans =
        made.json().keySet().stream().filter(name -> name.endsWith("_lifespan")).toList();
    assertThat(lifespans)
        .containsAll(LIFESPANS)
        .isSubsetOf(OAuth2Client.PROPERTIES.stream().map(Property::name).toList())
        .allSatisfy(name -> assertThat(made.get(name)).isEqualTo(JsonNull.INSTANCE));
    if (server().generation().has(V25_4)) {
      assertThat(lifespans).containsAll(DEVICE_LIFESPANS);
    } else {
      assertThat(lifespans).hasSameSizeAs(LIFESPANS);
    }
  }

  @Test
  void allSetPropertiesAreStored() {
    OAuth2Client desired =
        OAuth2Client.fromJson(
            Server.quoted(
                """
                {'client_name':'n','redirect_uris':['https://a.example/cb'],'scope':'x y',
                 'grant_types':['client_credentials','authorization_code'],
                 'response_types':['code','code id_token'],'audience':['https://api.example'],
                 'policy_uri':'https://a.example/p','tos_uri':'https://a.example/t',
                 'client_uri':'https://a.example/','logo_uri':'https://a.example/l',
                 'allowed_cors_origins':['https://a.example'],'contacts':['ops@a.example'],
                 'jwks_uri':'https://a.example/j','token_endpoint_auth_method':'private_key_jwt',
                 'token_endpoint_auth_signing_alg':'ES256','request_uris':['https://a.example/r'],
                 'request_object_signing_alg':'RS256','userinfo_signed_response_alg':'RS256',
                 'frontchannel_logout_uri':'https://a.example/f',
                 'frontchannel_logout_session_required':true,
                 'post_logout_redirect_uris':['https://a.example/bye'],
                 'backchannel_logout_uri':'https://a.example/b',
                 'backchannel_logout_session_required':true,'metadata':{'a':[1,{'b':null}]},
                 'implicit_grant_id_token_lifespan':'1h0m0s'}
                """));
    OAuth2Client made = ory().clients().create(desired.toBuilder().owner(server().name()).build());
    OAuth2Client read = ory().clients().get(made.clientId());
    ory().clients().delete(made.clientId());
    assertThat(OAuth2Client.PROPERTIES)
        .filteredOn(desired::has)
        .hasSize(25)
        .allSatisfy(
            property -> {
              assertThat(made.get(property)).isEqualTo(desired.get(property));
              assertThat(read.get(property)).isEqualTo(desired.get(property));
            });
    assertThat(read.grantTypes()).contains(GrantType.CLIENT_CREDENTIALS);
  }

  @Test
  void nullMeansAnEmptyClient() {
    post("null").is(201);
  }

  @Test
  void nullIsAcceptedForEveryProperty() {
    StringBuilder nulls = new StringBuilder("{'owner':'" + server().name() + "'");
    OAuth2Client.PROPERTIES.stream()
        .filter(property -> property != OAuth2Client.OWNER)
        .forEach(property -> nulls.append(",'").append(property.name()).append("':null"));
    made(nulls.append('}').toString());
  }

  @Test
  void unknownPropertiesAreIgnored() {
    assertThat(made("{'nid':'x','id':'y','rotated_secrets':['z'],'new':{}}").json().keySet())
        .doesNotContain("nid", "id", "rotated_secrets", "new");
  }

  @Test
  void propertyNamesAreCaseInsensitive() {
    assertThat(made("{'CLIENT_Name':'n'}").text("client_name")).isEqualTo("n");
  }

  @Test
  void lastOfTwoPropertiesWithOneNameWins() {
    assertThat(post("{'client_name':'a','client_name':'b'}").text("client_name")).isEqualTo("b");
    assertThat(post("{'client_name':'a','Client_Name':'b'}").text("client_name")).isEqualTo("b");
    assertThat(post("{'client_name':'a','client_name':null}").text("client_name")).isEqualTo("a");
  }

  @Test
  void textAfterTheJsonIsIgnored() {
    assertThat(post("{'client_name':'a'} and more").is(201).text("client_name")).isEqualTo("a");
  }

  @ParameterizedTest(name = "a body declared as {0} is read as JSON", quoteTextArguments = false)
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void contentType(String type) {
    ServerAnswer made =
        server()
            .remember(
                server()
                    .admin(
                        "POST",
                        "/admin/clients",
                        "{'client_name':'a'}",
                        Server.JSON.newBuilder().set("Content-Type", type).build()));
    assertThat(made.is(201).text("client_name")).isEqualTo("a");
  }

  @Test
  void timesAndSecretExpiryOfTheRequestAreIgnored() {
    ServerAnswer made = made("{'created_at':'2001-01-01T00:00:00Z','client_secret_expires_at':5}");
    assertThat(made.text("created_at")).doesNotStartWith("2001");
    assertThat(made.get("client_secret_expires_at").getAsInt()).isZero();
  }

  @Test
  void emptyKeySetIsEnoughForPrivateKeyJwt() {
    made("{'token_endpoint_auth_method':'private_key_jwt','jwks':{'keys':[]}}");
  }

  @Test
  @Since(value = V25_4, before = "an empty object counts as a key set (hydra#3935)")
  void emptyJwksIsAllowedBesideAJwksUri() {
    assertThat(made("{'jwks':{},'jwks_uri':'https://a.example/j'}").get("jwks"))
        .isEqualTo(json("{}"));
  }

  @Test
  void uncheckedValuesAreStored() {
    String unchecked =
        "{'grant_types':['odd'],'response_types':['odd'],'contacts':['odd'],'audience':['odd'],"
            + "'request_uris':['odd'],'jwks_uri':'odd','frontchannel_logout_uri':'odd',"
            + "'backchannel_logout_uri':'odd','request_object_signing_alg':'odd',"
            + "'token_endpoint_auth_signing_alg':'odd','token_endpoint_auth_method':'odd'}";
    ServerAnswer read = read(madeId(unchecked));
    json(unchecked)
        .getAsJsonObject()
        .entrySet()
        .forEach(e -> assertThat(read.get(e.getKey())).as(e.getKey()).isEqualTo(e.getValue()));
  }

  @Test
  void duplicatesInListsAreKept() {
    assertThat(read(madeId("{'audience':['a','a']}")).get("audience")).isEqualTo(json("['a','a']"));
  }
}
