package dev.oryadmin.registry;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.CONTACTS;
import static dev.oryadmin.model.OAuth2Client.OWNER;
import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;
import static dev.oryadmin.model.OAuth2Client.SCOPE;
import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonParser;
import dev.oryadmin.ApiClient;
import dev.oryadmin.BadRequestException;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Ensured;
import dev.oryadmin.Ensured.Outcome;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ClientRegistry#ensure} finds, compares and writes. */
class EnsureTest {
  private final RegistryTesting it = new RegistryTesting();

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void createsOnceAndThenChangesNothing() {
    Ensured first = it.registry.ensure(billing().build());
    assertThat(first.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(first.changed()).isEmpty();
    assertThat(it.authenticates("billing", secretOf(first))).isTrue();
    assertThat(it.writes()).containsExactly("POST /admin/clients");

    Ensured second = it.registry.ensure(billing().build());
    assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(second.secret()).isEmpty();
    assertThat(second.client().clientName()).isEqualTo("Billing");
    assertThat(it.writes()).isEmpty();
  }

  private static String secretOf(Ensured ensured) {
    return ensured.secret().orElseThrow().reveal();
  }

  @Test
  void patchesOnlyWhatDiffers() {
    it.registry.ensure(billing().contacts("ops@example.com").build());

    Ensured updated =
        it.registry.ensure(
            billing().clientName("Billing 2").redirectUris("https://a.example").build());

    assertThat(updated.outcome()).isEqualTo(Outcome.UPDATED);
    assertThat(updated.changed()).containsExactly(CLIENT_NAME, REDIRECT_URIS);
    assertThat(updated).hasToString("UPDATED billing: client_name, redirect_uris");
    assertThat(JsonParser.parseString(it.lastBody()))
        .isEqualTo(
            JsonParser.parseString(
                """
                [{"op":"replace","path":"/client_name","value":"Billing 2"},
                 {"op":"replace","path":"/redirect_uris","value":["https://a.example"]}]
                """));
    assertThat(updated.client().contacts()).as("not managed").containsExactly("ops@example.com");
    assertThat(it.registry.ensure(updated.client()).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void writesOnlyManagedProperties() {
    it.registry.ensure(billing().contacts("ops@example.com").build());

    OAuth2Client desired = billing().clientName("other").scope("other").build();
    Ensured updated = it.registry.ensure(desired, SCOPE, CONTACTS);

    assertThat(updated.changed()).containsExactlyInAnyOrder(SCOPE, CONTACTS);
    assertThat(updated.client().clientName()).isEqualTo("Billing");
    assertThat(updated.client().contacts()).isEmpty();
    assertThat(it.registry.ensure(desired, List.of()).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void writingOnlyLifespansKeepsTheRegistrationToken() {
    Ensured made =
        it.registry.ensure(
            billing()
                .implicitGrantAccessTokenLifespan(Duration.ofMinutes(5))
                .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(5))
                .build());
    Secret token = made.client().require(OAuth2Client.REGISTRATION_ACCESS_TOKEN);
    it.writes();

    Ensured updated =
        it.registry.ensure(
            billing().clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(10)).build());

    assertThat(it.writes()).containsExactly("PUT /admin/clients/billing/lifespans");
    assertThat(updated.client().implicitGrantAccessTokenLifespan()).hasMinutes(5);
    assertThat(updated.client().clientCredentialsGrantAccessTokenLifespan()).hasMinutes(10);
    assertThat(it.ory.registration().get("billing", token).clientName()).isEqualTo("Billing");
  }

  @Test
  void lifespansOfANewerServerAreKept() {
    it.registry.ensure(billing().build());
    String newer =
        it.ory
            .clients()
            .get("billing")
            .toJson()
            .replaceFirst("}$", ",\"new_grant_lifespan\":\"1h0m0s\",\"new_grant\":true}");
    it.hydra.fail(request -> request.method().equals("GET"), Fault.answer(200, newer));

    it.registry.ensure(billing().implicitGrantAccessTokenLifespan(Duration.ofMinutes(5)).build());

    assertThat(it.lastBody())
        .contains("\"implicit_grant_access_token_lifespan\":\"5m0s\"")
        .endsWith(",\"new_grant_lifespan\":\"1h0m0s\"}");
  }

  @ParameterizedTest
  @EnumSource(HydraVersion.class)
  void setsAndClearsOnEveryVersion(HydraVersion version) {
    try (RegistryTesting old = new RegistryTesting(FakeHydra.builder().version(version))) {
      OAuth2Client bare = billing().unset(OAuth2Client.CLIENT_ID).build();
      OAuth2Client full =
          bare.toBuilder()
              .contacts("ops@example.com")
              .clientUri("https://a.example")
              .metadata(JsonParser.parseString("{\"a\":1}"))
              .backchannelLogoutSessionRequired(true)
              .implicitGrantIdTokenLifespan(Duration.ofHours(1))
              .build();
      for (OAuth2Client desired : List.of(bare, full, bare)) {
        old.registry.ensure(desired, OAuth2Client.PROPERTIES);
        assertThat(old.registry.ensure(desired, OAuth2Client.PROPERTIES).outcome())
            .isEqualTo(Outcome.UNCHANGED);
      }
      assertThat(old.ory.clients().list()).hasSize(1);
    }
  }

  static List<List<String>> sameInMeaning() {
    return List.of(
        List.of("{}", "{\"redirect_uris\":[],\"contacts\":null,\"client_uri\":\"\"}"),
        List.of("{\"metadata\":{},\"jwks\":{},\"skip_consent\":false}", "{\"metadata\":null}"),
        List.of(
            "{\"implicit_grant_id_token_lifespan\":\"90m\"}",
            "{\"implicit_grant_id_token_lifespan\":\"1h30m0s\"}"),
        List.of("{\"scope\":\"a b c\"}", "{\"scope\":\"c  a b\"}"),
        List.of("{\"audience\":[\"a\",\"b\"]}", "{\"audience\":[\"b\",\"a\"]}"),
        List.of(
            "{\"allowed_cors_origins\":[\"HTTPS://a.example/\"]}",
            "{\"allowed_cors_origins\":[\"https://a.example\"]}"),
        List.of(
            "{\"token_endpoint_auth_method\":\"client_secret_basic\",\"subject_type\":\"public\"}",
            "{\"userinfo_signed_response_alg\":\"none\",\"access_token_strategy\":\"\"}"),
        List.of("{\"access_token_strategy\":\"JWT\"}", "{\"access_token_strategy\":\"jwt\"}"),
        List.of("{\"metadata\":{\"a\":1.10,\"b\":2}}", "{\"metadata\":{\"b\":2,\"a\":1.10}}"),
        List.of(
            "{\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"key_ops\":[\"verify\"],"
                + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}}",
            "{\"jwks\":{\"keys\":[{\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
                + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                + "\"crv\":\"P-256\",\"kty\":\"EC\"}]}}"));
  }

  @ParameterizedTest
  @MethodSource("sameInMeaning")
  void equivalentValuesAreNotWritten(List<String> forms) {
    for (String created : forms) {
      it.hydra.reset();
      it.registry.ensure(named(created));
      for (String desired : forms) {
        assertThat(it.registry.ensure(named(desired), OAuth2Client.PROPERTIES))
            .as("%s, then %s", created, desired)
            .hasToString("UNCHANGED same");
      }
    }
  }

  private static OAuth2Client named(String json) {
    return OAuth2Client.fromJson(json).toBuilder().clientId("same").build();
  }

  static List<List<String>> different() {
    return List.of(
        List.of("{\"metadata\":{\"a\":1}}", "{\"metadata\":{\"a\":2}}", "metadata"),
        List.of("{\"metadata\":{\"a\":1}}", "{}", "metadata"),
        List.of("{\"client_name\":\"a\"}", "{}", "client_name"),
        List.of("{\"contacts\":[\"a\"]}", "{\"contacts\":[\"A\"]}", "contacts"),
        List.of("{\"audience\":[\"a\",\"b\"]}", "{\"audience\":[\"a\"]}", "audience"),
        List.of("{\"skip_consent\":true}", "{\"skip_consent\":false}", "skip_consent"),
        List.of(
            "{\"jwks_uri\":\"https://a.example\"}", "{\"jwks\":{\"keys\":[]}}", "jwks, jwks_uri"),
        List.of("{\"token_endpoint_auth_method\":\"none\"}", "{}", "token_endpoint_auth_method"),
        List.of(
            "{\"implicit_grant_id_token_lifespan\":\"1h\"}",
            "{\"implicit_grant_id_token_lifespan\":null}",
            "implicit_grant_id_token_lifespan"));
  }

  @ParameterizedTest
  @MethodSource("different")
  void differencesAreWrittenOnce(List<String> example) {
    it.registry.ensure(named(example.get(0)));
    OAuth2Client desired = named(example.get(1));

    Ensured ensured = it.registry.ensure(desired, OAuth2Client.PROPERTIES);

    assertThat(ensured.outcome()).isEqualTo(Outcome.UPDATED);
    assertThat(ensured.toString().replaceAll(".*: ", "").split(", "))
        .containsExactlyInAnyOrder(example.get(2).split(", "));
    assertThat(it.registry.ensure(desired, OAuth2Client.PROPERTIES).outcome())
        .isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void scopeIsIgnoredIfNotDesired() {
    it.registry.ensure(billing().build());
    assertThat(it.registry.ensure(billing().unset(SCOPE).build(), SCOPE).outcome())
        .isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void findsByOwnerAndName() {
    OAuth2Client desired = billing().unset(OAuth2Client.CLIENT_ID).build();
    Ensured made = it.registry.ensure(desired);
    assertThat(made.outcome()).isEqualTo(Outcome.CREATED);

    Ensured found = it.registry.ensure(desired.toBuilder().scope("other").build());

    assertThat(found.client().clientId()).isEqualTo(made.client().clientId());
    assertThat(found.changed()).containsExactly(SCOPE);
  }

  @Test
  void twoOfTheSameOwnerAndNameAreAmbiguous() {
    OAuth2Client desired = billing().clientId("a").build();
    it.ory.clients().create(desired);
    it.ory.clients().create(desired.toBuilder().clientId("b").build());

    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.ensure(billing().unset(OAuth2Client.CLIENT_ID).build()))
        .withMessage(
            "2 clients have this owner and name: set client_id to one of [a, b], or delete the"
                + " others");
    assertThat(it.time.waits()).as("it looked three times").hasSize(2);
  }

  @Test
  void renamedClientDoesNotPreventCreatingAnother() {
    OAuth2Client desired = billing().unset(OAuth2Client.CLIENT_ID).build();
    String id = it.registry.ensure(desired).client().clientId();
    it.ory.clients().patch(id, p -> p.replace(CLIENT_NAME, "renamed"));

    Ensured another = it.registry.ensure(desired);

    assertThat(another.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(another.client().clientId()).isNotEqualTo(id);
    assertThat(it.ory.clients().list()).hasSize(2);
  }

  @Test
  void clientWithoutIdAndNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.registry.ensure(OAuth2Client.builder().clientName("n").build()))
        .withMessageContaining("set client_id, or owner and client_name");
    assertThat(it.hydra.requests()).isEmpty();
  }

  @Test
  void aRegistryOfAnOwnerRefusesClientsOfOthers() {
    it.registry.ensure(billing().build());
    it.registry.ensure(billing().clientId("nobodys").unset(OWNER).build());
    ClientRegistry other = it.registry.ownedBy("team-b");
    it.writes();

    assertThatIllegalStateException()
        .isThrownBy(
            () -> other.ensure(OAuth2Client.builder().clientId("billing").scope("x").build()))
        .withMessage("client billing belongs to team-a, not to team-b: not changed");
    assertThatIllegalStateException()
        .isThrownBy(() -> other.ensure(OAuth2Client.builder().clientId("nobodys").build()))
        .withMessage("client nobodys belongs to nobody, not to team-b: not changed");
    assertThatIllegalArgumentException().isThrownBy(() -> other.ensure(billing().build()));
    assertThatIllegalArgumentException().isThrownBy(() -> it.registry.ownedBy(" "));
    assertThat(it.writes()).isEmpty();

    Ensured own = other.ensure(OAuth2Client.builder().clientId("own").build());
    assertThat(own.client().owner()).isEqualTo("team-b");
  }

  @Test
  void theSecretOfAnExistingClientIsLeftAloneUnlessManaged() {
    it.registry.ensure(billing().clientSecret("the first").build());
    OAuth2Client desired = billing().clientSecret("the second").build();

    assertThat(it.registry.ensure(desired).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(it.authenticates("billing", "the second")).isFalse();

    Ensured updated = it.registry.ensure(desired, CLIENT_SECRET);
    assertThat(updated.changed()).containsExactly(CLIENT_SECRET);
    assertThat(updated.secret()).contains(Secret.of("the second"));
    assertThat(it.authenticates("billing", "the second")).isTrue();
    assertThat(it.registry.ensure(desired, CLIENT_SECRET).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThatIllegalStateException()
        .isThrownBy(() -> it.adminOnly().ensure(desired, CLIENT_SECRET))
        .withMessageContaining("publicUrl");
  }

  @Test
  void aSecretThatIsPostedIsComparedToo() {
    OAuth2Client desired =
        billing()
            .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST)
            .clientSecret("a+b%&c=ü")
            .build();
    it.registry.ensure(desired);

    assertThat(it.registry.ensure(desired, CLIENT_SECRET).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  private static boolean creates(ReceivedRequest request) {
    return request.is("POST", "/admin/clients");
  }

  static List<Fault> lostAnswers() {
    return List.of(
        Fault.disconnect().afterProcessing(),
        Fault.truncate(),
        Fault.answer(504, "gateway").afterProcessing(),
        Fault.answer(200, "{").afterProcessing(),
        Fault.disconnect(),
        Fault.answer(502, "gateway"));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void lostAnswerOfACreateLosesNoSecret(Fault fault) {
    it.hydra.fail(EnsureTest::creates, fault);
    it.hydra.fail(EnsureTest::creates, fault);

    for (OAuth2Client desired :
        List.of(
            billing().build(), billing().unset(OAuth2Client.CLIENT_ID).clientName("b").build())) {
      Ensured made = it.registry.ensure(desired);

      assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
      assertThat(it.authenticates(made.client().clientId(), secretOf(made))).isTrue();
    }
    assertThat(it.ory.clients().list()).hasSize(2);
  }

  @Test
  void lostAnswerIsReportedIfTheCreatorIsUnknown() {
    it.hydra.fail(EnsureTest::creates, Fault.disconnect().afterProcessing());

    assertThatThrownBy(() -> it.adminOnly().ensure(billing().build()))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.mayHaveBeenSent()).isTrue())
        .hasMessageContaining("client billing exists now")
        .hasMessageContaining("give the client a new secret");
  }

  @Test
  void knownSecretSurvivesALostAnswer() {
    it.hydra.fail(EnsureTest::creates, Fault.disconnect().afterProcessing());

    Ensured ensured = it.adminOnly().ensure(billing().clientSecret("known to me").build());

    assertThat(ensured.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(it.authenticates("billing", "known to me")).isTrue();
  }

  @Test
  void clientCreatedBySomebodyElseFirstIsUsed() {
    it.before("POST", () -> it.ory.clients().create(billing().clientSecret("theirs!").build()));

    Ensured ensured = it.registry.ensure(billing().scope("mine").build());

    assertThat(ensured.changed()).containsExactly(SCOPE);
    assertThat(it.authenticates("billing", "theirs!")).isTrue();
  }

  @Test
  void duplicateCreatedFirstBySomebodyElseWins() {
    it.before("POST", () -> it.ory.clients().create(billing().clientSecret("theirs!").build()));

    Ensured ensured = it.registry.ensure(billing().unset(OAuth2Client.CLIENT_ID).build());

    assertThat(ensured).hasToString("UNCHANGED billing");
    assertThat(it.ory.clients().list()).hasSize(1);
  }

  @Test
  void duplicateThatSomebodyElseCreatesLaterLoses() {
    OAuth2Client desired = billing().unset(OAuth2Client.CLIENT_ID).build();
    it.before("POST", () -> it.before("GET", () -> createLater(desired)));

    Ensured ensured = it.registry.ensure(desired);

    assertThat(ensured.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(ensured.client().clientId()).isNotEqualTo("younger");
    assertThat(it.ory.clients().list()).as("the other program deletes its own").hasSize(2);
  }

  private void createLater(OAuth2Client desired) {
    it.hydra.advance(Duration.ofSeconds(1));
    it.ory.clients().create(desired.toBuilder().clientId("younger").build());
  }

  @Test
  void duplicateThatSomebodyElseDeletesIsGone() {
    OAuth2Client desired = billing().unset(OAuth2Client.CLIENT_ID).build();
    it.before("POST", () -> it.ory.clients().create(billing().build()));
    it.before(
        "DELETE",
        () ->
            it.ory.clients().list().stream()
                .map(OAuth2Client::clientId)
                .filter(id -> !id.equals("billing"))
                .forEach(it.ory.clients()::delete));

    assertThat(it.registry.ensure(desired)).hasToString("UNCHANGED billing");
    assertThat(it.ory.clients().list()).hasSize(1);
    assertThat(it.time.waits()).hasSize(1);
  }

  @Test
  void duplicateIsRemovedOnServersThatChooseIds() {
    try (RegistryTesting old =
        new RegistryTesting(FakeHydra.builder().version(HydraVersion.V2_0))) {
      OAuth2Client desired = billing().unset(OAuth2Client.CLIENT_ID).build();
      old.before("POST", () -> old.ory.clients().create(desired));

      assertThat(old.registry.ensure(desired).outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(old.ory.clients().list()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void clientIsReadAgainAfterALostUpdate(Fault fault) {
    it.registry.ensure(billing().build());
    it.hydra.fail(request -> request.method().equals("PATCH"), fault);

    Ensured updated = it.registry.ensure(billing().clientName("new").build());

    assertThat(updated).hasToString("UPDATED billing: client_name");
    assertThat(it.ory.clients().get("billing").clientName()).isEqualTo("new");
  }

  @Test
  void clientDeletedMeanwhileIsCreatedAgain() {
    it.registry.ensure(billing().build());
    it.before("PATCH", () -> it.ory.clients().delete("billing"));

    assertThat(it.registry.ensure(billing().clientName("new").build()).outcome())
        .isEqualTo(Outcome.CREATED);
  }

  @Test
  void givesUpAfterSomeRounds() {
    it.hydra.fail(EnsureTest::creates, Fault.answer(502, "gateway").always());

    assertThatThrownBy(() -> it.registry.ensure(billing().build()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("502");
    assertThat(it.writes()).hasSize(6);
    assertThat(it.time.waits())
        .extracting(Duration::toMillis)
        .as("100 ms, doubled by each round, and half as much again at random")
        .containsExactly(300L, 600L, 1_200L, 2_400L, 4_800L);
  }

  @Test
  void failureToReadIsThrownAtOnceIfNothingWasCreated() {
    it.hydra.fail(request -> true, Fault.answer(500, "no database").always());

    assertThatThrownBy(() -> it.registry.ensure(billing().build()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("500");
    assertThat(it.hydra.requests()).hasSize(1);
    assertThat(it.time.waits()).isEmpty();
  }

  @Test
  void aNewClientWithoutASecretHasNone() {
    Ensured made =
        it.registry.ensure(billing().tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE).build());

    assertThat(made.secret()).isEmpty();
    assertThat(made.client().has(CLIENT_SECRET)).as("not even null").isFalse();
  }

  @Test
  void interruptDuringAWriteEndsTheRounds() {
    it.registry.ensure(billing().build());
    it.before("PATCH", Thread.currentThread()::interrupt);
    int before = it.hydra.requests().size();

    assertThatThrownBy(() -> it.registry.ensure(billing().clientName("new").build()))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("interrupted");

    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    assertThat(it.hydra.requests().size() - before).isLessThanOrEqualTo(2);
    assertThat(it.time.waits()).isEmpty();
  }

  @Test
  void valueThatTheServerDoesNotStoreIsReported() {
    it.registry.ensure(billing().build());
    String answer = it.ory.clients().get("billing").toJson();
    it.hydra.fail(request -> request.method().equals("PATCH"), Fault.answer(200, answer));

    assertThatIllegalStateException()
        .isThrownBy(() -> it.registry.ensure(billing().clientName("new").build()))
        .withMessageContaining("did not store [client_name]");
  }

  @Test
  void refusalOfTheServerIsThrown() {
    it.registry.ensure(billing().build());
    OAuth2Client desired = billing().redirectUris("https://a.example/#f").build();

    assertThatThrownBy(() -> it.registry.ensure(desired)).isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> it.registry.ensure(desired.toBuilder().clientId("new").build()))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void aSecretIsNotLostToAListThatFailsAfterTheCreate() {
    it.hydra.fail(
        request -> request.is("GET", "/admin/clients") && hasCreated(),
        Fault.answer(500, "no database"));

    Ensured made = it.registry.ensure(billing().unset(OAuth2Client.CLIENT_ID).build());

    assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(it.authenticates(made.client().clientId(), secretOf(made))).isTrue();
  }

  @Test
  void aSecretIsNotLostToATokenEndpointThatIsDownAfterTheCreate() {
    it.hydra.fail(EnsureTest::creates, Fault.disconnect().afterProcessing());
    it.hydra.fail(
        request -> request.is("POST", "/oauth2/token"), Fault.answer(503, "gateway").times(4));

    Ensured made = it.registry.ensure(billing().build());

    assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(it.authenticates("billing", secretOf(made))).isTrue();
  }

  @Test
  void aSecretIsNotLostToARateLimitAfterTheCreate() {
    it.hydra.fail(EnsureTest::creates, Fault.disconnect().afterProcessing());
    it.hydra.fail(
        request -> request.is("GET", "/admin/clients/billing") && hasCreated(),
        Fault.answer(429, "").times(7));

    Ensured made = it.registry.ensure(billing().build());

    assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(it.authenticates("billing", secretOf(made))).isTrue();
  }

  private boolean hasCreated() {
    return it.hydra.requests().stream().anyMatch(EnsureTest::creates);
  }

  @Test
  void aClientThatBeginsToAuthenticateByASecretGetsTheDesiredOne() {
    it.registry.ensure(billing().tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE).build());
    OAuth2Client desired =
        billing()
            .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
            .clientSecret("known to me")
            .build();

    Ensured updated =
        it.registry.ensure(desired, OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD, CLIENT_SECRET);

    assertThat(updated.changed())
        .containsExactly(OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD, CLIENT_SECRET);
    assertThat(it.authenticates("billing", "known to me")).isTrue();
    assertThat(updated.client().clientSecret()).isEqualTo(Secret.of("known to me"));
    assertThat(it.registry.ensure(desired).client().clientSecret()).as("not written").isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Client sent an HTTP request to an HTTPS server.\n",
        "{\"error\":\"Bad Request\"}"
      })
  void unclearAnswerDoesNotProveASecret(String body) {
    it.registry.ensure(billing().clientSecret("the first").build());
    it.hydra.fail(request -> request.is("POST", "/oauth2/token"), Fault.answer(400, body).always());

    assertThatThrownBy(
            () -> it.registry.ensure(billing().clientSecret("another").build(), CLIENT_SECRET))
        .isInstanceOf(BadRequestException.class)
        .hasMessageStartingWith("oauth2TokenExchange: 400");
  }

  @Test
  void aSecretCanBeRefusedByStatus400Too() {
    it.registry.ensure(billing().clientSecret("the first").build());
    it.hydra.fail(
        request -> request.is("POST", "/oauth2/token"),
        Fault.answer(400, "{\"error\":\"invalid_client\"}"));

    Ensured updated = it.registry.ensure(billing().clientSecret("another").build(), CLIENT_SECRET);

    assertThat(updated.changed()).containsExactly(CLIENT_SECRET);
  }

  @Test
  void deepMetadataDoesNotPreventWritingLifespans() {
    String deep = "[".repeat(300) + "]".repeat(300);
    String client = billing().build().toJson();
    it.ory
        .clients()
        .create(OAuth2Client.fromJson(client.replaceFirst("\\{", "{\"metadata\":" + deep + ",")));

    Ensured updated =
        it.registry.ensure(billing().implicitGrantIdTokenLifespan(Duration.ofHours(1)).build());

    assertThat(updated.changed()).containsExactly(OAuth2Client.IMPLICIT_GRANT_ID_TOKEN_LIFESPAN);
  }

  @Test
  void lostSecretIsReportedIfItCanNotBeCheckedOverPlainHttp() {
    it.hydra.fail(EnsureTest::creates, Fault.disconnect().afterProcessing());

    try (ApiClient ory =
        it.time
            .set(ApiClient.builder())
            .adminUrl(it.hydra.adminUrl())
            .publicUrl("http://hydra.internal:4444")
            .build()) {
      assertThatThrownBy(() -> new ClientRegistry(ory).ensure(billing().build()))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("client billing exists now");
    }
  }

  @Test
  void deadlineLimitsTheCheckOfASecret() {
    it.registry.ensure(billing().clientSecret("the first").build());
    it.hydra.fail(request -> request.is("POST", "/oauth2/token"), Fault.silence().always());

    try (ApiClient ory =
        ApiClient.builder()
            .adminUrl(it.hydra.adminUrl())
            .publicUrl(it.hydra.publicUrl())
            .deadline(Duration.ofMillis(300))
            .build()) {
      OAuth2Client desired = billing().clientSecret("another").build();
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () ->
              assertThatThrownBy(() -> new ClientRegistry(ory).ensure(desired, CLIENT_SECRET))
                  .isInstanceOf(TransportException.class)
                  .hasMessageStartingWith("oauth2TokenExchange: no answer within"));
    }
  }

  @Test
  void aSecretIsNotLostToAnAnswerWithoutATime() {
    it.hydra.fail(
        EnsureTest::creates,
        Fault.answer(201, "{\"client_id\":\"a\",\"client_secret\":\"shown once\"}")
            .afterProcessing());

    Ensured made = it.registry.ensure(billing().unset(OAuth2Client.CLIENT_ID).build());

    assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(secretOf(made)).isEqualTo("shown once");
  }
}
