package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ApiClient;
import dev.oryadmin.Secret;
import dev.oryadmin.UnauthorizedException;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.SubjectType;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of the docs do what the docs say. */
class ExamplesTest {
  private final FakeHydra hydra = FakeHydra.start();
  private final ApiClient ory =
      ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build();
  private final ClientsExamples clients = new ClientsExamples(ory);
  private final RegistrationExamples registration = new RegistrationExamples(ory);

  private final PrintStream stdout = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void catchOutput() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    System.setOut(stdout);
    ory.close();
    hydra.close();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void createShowsTheSecretMasked() {
    OAuth2Client made = clients.create();
    assertThat(ory.clients().get(made.clientId()).clientName()).isEqualTo("billing");
    assertThat(printed()).isEqualTo("***\n");
  }

  @Test
  void getAndFindDifferInWhatIsMissing() {
    clients.get(clients.create().clientId());
    assertThat(printed()).endsWith("billing may use [client_credentials]\nfalse\n");
  }

  @Test
  void listGoesThroughAllPages() {
    for (int i = 0; i < 3; i++) {
      clients.create();
    }
    clients.list();
    assertThat(printed()).containsSubsequence(" billing\n", " billing\n", " billing\n");
    clients.pages();
    assertThat(printed()).endsWith("3 of 3\n");
  }

  @Test
  void replaceKeepsWhatWasRead() {
    OAuth2Client replaced = clients.replace(clients.create().clientId());
    assertThat(replaced.clientName()).isEqualTo("billing-v2");
    assertThat(replaced.owner()).isEqualTo("team-a");
  }

  @Test
  void patchesChangeNothingElse() {
    String id = clients.create().clientId();
    OAuth2Client patched = clients.patch(id);
    assertThat(patched.clientName()).isEqualTo("billing-v2");
    assertThat(patched.owner()).isEmpty();
    assertThat(patched.scope()).isEqualTo("invoices.read");

    OAuth2Client prepared = clients.patchPrepared(id);
    assertThat(prepared.redirectUris()).containsExactly("https://billing.example/callback");
    assertThat(prepared.owner()).isEqualTo("team-b");
    assertThat(printed()).endsWith("{\"tier\":\"gold\"}\n");
  }

  @Test
  void lifespansAreSet() {
    OAuth2Client client = clients.setLifespans(clients.create().clientId());
    assertThat(client.clientCredentialsGrantAccessTokenLifespan())
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void secretsRotate() {
    OAuth2Client made = clients.create();
    assertThat(clients.rotateSecret(made.clientId())).isNotEqualTo(made.clientSecret());
    assertThat(hydra.requests())
        .extracting(request -> request.method() + " " + request.path())
        .endsWith(
            "POST /admin/clients/" + made.clientId() + "/secrets/rotate",
            "DELETE /admin/clients/" + made.clientId() + "/secrets/rotate");
  }

  @Test
  void secondDeletionSaysThatItIsGone() {
    String id = clients.create().clientId();
    clients.delete(id);
    assertThat(printed()).isEqualTo("***\n");
    clients.delete(id);
    assertThat(printed()).contains("already gone: deleteOAuth2Client: 404 ");
  }

  @Test
  void registeredClientManagesItself() {
    OAuth2Client made = registration.create();
    String id = made.clientId();
    Secret token = made.require(REGISTRATION_ACCESS_TOKEN);
    assertThat(registration.get(id, token).clientName()).isEqualTo("mobile app");
    Secret next = registration.replace(id, token);
    assertThat(ory.clients().get(id).clientName()).isEqualTo("mobile app 2");
    assertThatThrownBy(() -> registration.get(id, token)).isInstanceOf(UnauthorizedException.class);
    registration.delete(id, next);
    assertThat(ory.clients().find(id)).isEmpty();
  }

  @Test
  void modelsAreWhatTheirPagesSay() {
    OAuth2Client shop = ModelExamples.oAuth2Client();
    assertThat(shop.toJson())
        .isEqualTo(
            "{\"client_name\":\"shop\",\"redirect_uris\":[\"https://shop.example/callback\"],"
                + "\"grant_types\":[\"authorization_code\",\"refresh_token\"],\"scope\":\"openid\"}");
    assertThat(printed()).isEqualTo("https://shop.example/callback\ntrue\nfalse\n");

    ModelExamples.oAuth2ClientTokenLifespans();
    assertThat(printed())
        .endsWith(
            "{\"authorization_code_grant_access_token_lifespan\":\"5m0s\","
                + "\"refresh_token_grant_refresh_token_lifespan\":\"720h0m0s\"}\n");
  }

  @Test
  void serverTakesTheModelsOfTheirPages() {
    for (OAuth2Client client :
        List.of(
            ModelExamples.oAuth2Client(),
            ModelExamples.jsonWebKeySet(),
            OAuth2Client.builder().jwks(ModelExamples.jsonWebKey()).build(),
            ModelExamples.openSets().toBuilder()
                .subjectType(
                    SubjectType.PUBLIC) // pairwise must be allowed in the server's settings
                .redirectUris("https://shop.example/callback")
                .build())) {
      OAuth2Client made = ory.clients().create(client);
      assertThat(made.grantTypes()).isEqualTo(client.grantTypes());
    }
    OAuth2Client open = ModelExamples.openSets();
    assertThat(open.grantTypes())
        .containsExactly(GrantType.AUTHORIZATION_CODE, GrantType.of("urn:example:grant"));
    assertThat(open.tokenEndpointAuthMethod())
        .isEqualTo(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
  }
}
