package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.ACCESS_TOKEN_STRATEGY;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.JWKS;
import static dev.oryadmin.model.OAuth2Client.METADATA;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.fake.RecordedExchanges;
import dev.oryadmin.model.AccessTokenStrategy;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What was read is sent back without harm; dynamic registration gets what it takes. */
class ReplaceTest {
  @AutoClose private final FakeHydra hydra = FakeHydra.start();

  @AutoClose
  private final ApiClient ory =
      ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build();

  private JsonObject lastBody() {
    List<ReceivedRequest> requests = hydra.requests();
    return JsonParser.parseString(requests.get(requests.size() - 1).body()).getAsJsonObject();
  }

  @Test
  void clientThatWasReadCanBeSentBack() {
    OAuth2Client made =
        ory.clients()
            .create(
                OAuth2Client.builder()
                    .clientName("a")
                    .scope("x")
                    .jwksUri("https://a.example/jwks")
                    .metadata(JsonParser.parseString("{\"n\":1.10}"))
                    .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST)
                    .build());
    OAuth2Client read = ory.clients().get(made.clientId());
    OAuth2Client replaced = ory.clients().replace(made.clientId(), read);
    assertThat(lastBody().keySet())
        .doesNotContain(
            "jwks",
            "created_at",
            "updated_at",
            "client_secret",
            "client_secret_expires_at",
            "registration_access_token",
            "registration_client_uri")
        .contains("client_id", "jwks_uri", "metadata", "scope");
    OAuth2Client after = ory.clients().get(made.clientId());
    assertThat(after.toBuilder().unset(OAuth2Client.UPDATED_AT).build())
        .isEqualTo(read.toBuilder().unset(OAuth2Client.UPDATED_AT).build());
    assertThat(replaced.clientId()).isEqualTo(made.clientId());
  }

  @Test
  void secretIsKeptIfNotSent() {
    OAuth2Client made = ory.clients().create(OAuth2Client.builder().build());
    ory.clients().replace(made.clientId(), ory.clients().get(made.clientId()));
    assertThat(lastBody().has("client_secret")).isFalse();
    // What create answered has the secret: sent back, it would revoke those kept by rotation.
    ory.clients().replace(made.clientId(), made);
    assertThat(lastBody().get("client_secret").getAsString())
        .isEqualTo(UsedSecrets.used(made.require(CLIENT_SECRET).reveal()));
  }

  @Test
  void sendingBackARotatedClientRevokesPreviousSecrets() {
    OAuth2Client made = ory.clients().create(OAuth2Client.builder().clientId("a").build());
    OAuth2Client rotated = ory.clients().rotateSecret("a");
    UsedSecrets.used(rotated.require(CLIENT_SECRET).reveal());
    ClientRegistry registry = new ClientRegistry(ory);
    ory.clients().replace("a", ory.clients().get("a"));
    assertThat(registry.ensure(made, CLIENT_SECRET).changed()).as("the first counts").isEmpty();
    ory.clients().replace("a", rotated);
    assertThat(registry.ensure(rotated, CLIENT_SECRET).changed()).isEmpty();
    assertThat(registry.ensure(made, CLIENT_SECRET).changed()).containsExactly(CLIENT_SECRET);
  }

  @Test
  void idInTheBodyIsIgnored() {
    ory.clients().create(OAuth2Client.builder().clientId("a").build());
    OAuth2Client other = OAuth2Client.builder().clientId("b").clientName("new").build();
    assertThat(ory.clients().replace("a", other).clientId()).isEqualTo("a");
    assertThat(ory.clients().get("a").clientName()).isEqualTo("new");
    assertThat(ory.clients().find("b")).isEmpty();
  }

  @Test
  void keySetWithUnknownMembersIsSent() {
    ory.clients().create(OAuth2Client.builder().clientId("a").build());
    OAuth2Client newer = OAuth2Client.fromJson("{\"jwks\":{\"later\":1}}");
    ory.clients().replace("a", newer);
    assertThat(lastBody().get("jwks")).hasToString("{\"later\":1}");
    ory.clients().replace("a", newer.toBuilder().jwks(JsonWebKeySet.fromJson("{}")).build());
    assertThat(lastBody().has("jwks"))
        .as("empty, as servers show it if there are no keys")
        .isFalse();
  }

  @Test
  void keySetWithKeysIsSent() {
    ory.clients()
        .create(
            OAuth2Client.builder()
                .clientId("keys")
                .jwks(JsonWebKeySet.fromJson("{\"keys\":[]}"))
                .build());
    assertThat(lastBody().get("jwks")).hasToString("{\"keys\":[]}");
  }

  /** Each answer of a real server that shows a client, sent back. */
  @TestFactory
  Stream<DynamicTest> valuesThatTheServerWouldRefuseAreLeftOut() {
    List<RecordedExchanges.Exchange> answers = new ArrayList<>();
    for (String name : RecordedExchanges.names()) {
      for (RecordedExchanges.Exchange exchange : RecordedExchanges.read(name).exchanges()) {
        if (exchange.status() < 300 && exchange.answer().startsWith("{\"client_id\":")) {
          answers.add(Recorded.remembered(exchange));
        }
      }
    }
    assertThat(answers).hasSizeGreaterThan(300);
    Set<String> refused =
        Set.of(
            "metadata",
            "client_secret",
            "access_token_strategy",
            "skip_consent",
            "skip_logout_consent");
    Secret token = Secret.of(UsedSecrets.text("registration-token"));
    return answers.stream()
        .map(
            exchange ->
                DynamicTest.dynamicTest(
                    exchange.method() + " " + exchange.path(),
                    () -> {
                      OAuth2Client client = OAuth2Client.fromJson(exchange.answer());
                      OAuth2Client sent =
                          body(
                              ory.clients()
                                  .replaceCall("a", client.toBuilder().clientId("a").build()));
                      OAuth2Client registered =
                          body(
                              ory.registration()
                                  .replaceCall(
                                      "a", token, client.toBuilder().clientId("a").build()));
                      for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
                        boolean empty =
                            property == JWKS && exchange.answer().contains("\"jwks\":{}");
                        boolean expected = client.has(property) && !property.readOnly() && !empty;
                        assertThat(sent.has(property)).as(property.name()).isEqualTo(expected);
                        assertThat(registered.has(property))
                            .as(property.name())
                            .isEqualTo(expected && !refused.contains(property.name()));
                      }
                    }));
  }

  private static OAuth2Client body(ApiCall<OAuth2Client> call) throws Exception {
    Buffer sent = new Buffer();
    if (call.request.body() != null) {
      call.request.body().body().writeTo(sent);
    }
    return OAuth2Client.fromJson(sent.readUtf8());
  }

  @Test
  void registrationCanSendBackAnyAnswer() {
    OAuth2Client made = ory.registration().create(OAuth2Client.builder().clientName("dyn").build());
    Secret first = made.require(REGISTRATION_ACCESS_TOKEN);
    // Metadata, strategy and consent are in what the admin side answers.
    OAuth2Client seenByAdmin = ory.clients().get(made.clientId());
    OAuth2Client replaced =
        ory.registration()
            .replace(
                made.clientId(),
                first,
                seenByAdmin.toBuilder()
                    .clientName("dyn2")
                    .clientSecret(UsedSecrets.text("not-allowed"))
                    .accessTokenStrategy(AccessTokenStrategy.JWT)
                    .skipConsent(true)
                    .skipLogoutConsent(true)
                    .metadata(JsonParser.parseString("{\"a\":1}"))
                    .build());
    assertThat(replaced.clientName()).isEqualTo("dyn2");
    Secret second = replaced.require(REGISTRATION_ACCESS_TOKEN);
    UsedSecrets.used(first.reveal());
    UsedSecrets.used(second.reveal());
    assertThat(second).isNotEqualTo(first);
    assertThatThrownBy(() -> ory.registration().get(made.clientId(), first))
        .isInstanceOf(UnauthorizedException.class);
    assertThat(ory.registration().get(made.clientId(), second).clientName()).isEqualTo("dyn2");
  }

  @Test
  void registrationCreateSendsEveryProperty() {
    // What the server refuses at creation it says so: only a replacement carries it by accident.
    assertThatThrownBy(
            () ->
                ory.registration()
                    .create(OAuth2Client.builder().metadata(JsonParser.parseString("{}")).build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'metadata' cannot be set for dynamic client registration");
    assertThat(lastBody().has(METADATA.name())).isTrue();
    assertThat(ACCESS_TOKEN_STRATEGY.readOnly()).isFalse();
  }

  @Test
  void adminWriteRevokesTheRegistrationToken() {
    OAuth2Client made = ory.registration().create(OAuth2Client.builder().build());
    Secret token = made.require(REGISTRATION_ACCESS_TOKEN);
    ory.clients().patch(made.clientId(), p -> p.replace(OAuth2Client.OWNER, "team-a"));
    assertThatThrownBy(() -> ory.registration().get(made.clientId(), token))
        .isInstanceOf(UnauthorizedException.class);
  }
}
