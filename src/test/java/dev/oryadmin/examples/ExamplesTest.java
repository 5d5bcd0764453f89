package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Ensured;
import dev.oryadmin.Secret;
import dev.oryadmin.UnauthorizedException;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.SubjectType;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

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
  void findReturnsEmptyForAMissingClient() {
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
  }

  @Test
  void streamsCountAllPages() {
    clients.readAndList(clients.create().clientId());
    assertThat(printed()).endsWith(" billing\nbilling is one of 1, false\n");
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

    OAuth2Client again = clients.patchOrReplace(id);
    assertThat(again.redirectUris()).containsExactly("https://billing.example/callback");
    assertThat(again.metadata()).hasToString("{\"tier\":\"gold\"}");
    assertThat(again.clientName()).isEqualTo("billing-v3");
    assertThat(again.scope()).isEqualTo("invoices.read");
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
  void secondDeletionReportsAMissingClient() {
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
  void errorsAreDistinguished() {
    OAuth2Client billing = OAuth2Client.builder().clientId("billing").build();
    CallExamples.errors(ory, billing);
    CallExamples.errors(ory, billing);
    hydra.fail(request -> true, Fault.answer(500, "{\"error\":\"x\",\"error_description\":\"y\"}"));
    CallExamples.errors(ory, billing);
    hydra.fail(request -> true, Fault.disconnect());
    CallExamples.errors(ory, billing);
    assertThat(printed()).isEqualTo("ID_TAKEN: billing\n500 y null\ncheck before you repeat\n");
  }

  @Test
  void optionsReachTheServer() {
    String id = clients.create().clientId();
    assertThat(CallExamples.options(ory, id).clientId()).isEqualTo(id);
    assertThat(hydra.requests())
        .extracting(request -> request.headers().get("X-Trace"))
        .endsWith("42", (String) null);
    assertThat(printed()).endsWith("billing\n");
  }

  @Test
  void startUpCreatesTheClientOnceAndRotationRenewsItsSecret() {
    OAuth2Client billing =
        OAuth2Client.builder()
            .clientId("billing")
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .owner("team-a")
            .build();
    List<Secret> handedOut = new ArrayList<>();
    Ensured made = CallExamples.startUp(ory, billing, handedOut::add);
    assertThat(made.outcome()).isEqualTo(Ensured.Outcome.CREATED);
    assertThat(handedOut).containsExactly(made.client().require(CLIENT_SECRET));

    Ensured again = CallExamples.startUp(ory, billing, handedOut::add);
    assertThat(again.outcome()).isEqualTo(Ensured.Outcome.UNCHANGED);
    assertThat(handedOut).hasSize(1);

    CallExamples.rotate(ory, "billing", handedOut::add);
    assertThat(handedOut).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void testsShownInThePagesPass() {
    SummaryGeneratingListener result = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    selectClass("dev.oryadmin.examples.PartnerAccessTest"),
                    selectClass("dev.oryadmin.examples.BrokenConnectionTest"),
                    selectClass("dev.oryadmin.examples.OldServerTest"))
                .build(),
            result);
    assertThat(result.getSummary().getFailures()).isEmpty();
    assertThat(result.getSummary().getTestsSucceededCount()).isEqualTo(3);
  }

  @Test
  void registryCreatesRotatesAndDeletes() {
    List<Secret> handedOut = new ArrayList<>();
    Ensured made = RegistryExamples.ensure(ory, handedOut::add);
    RegistryExamples.ensure(ory, handedOut::add);
    assertThat(handedOut).containsExactly(made.secret().orElseThrow());
    assertThat(printed()).isEqualTo("CREATED []\nUNCHANGED []\n");

    ClientRegistry registry = new ClientRegistry(ory);
    String id = made.client().clientId();
    OAuth2Client wanted = made.client().toBuilder().scope("other").build();
    Secret known = made.client().require(CLIENT_SECRET);
    assertThat(RegistryExamples.managed(registry, wanted, known))
        .hasToString("UPDATED " + id + ": scope");
    RegistryExamples.rotateSecret(registry, id, handedOut::add, secret -> true);
    assertThat(handedOut).hasSize(3).doesNotHaveDuplicates();
    assertThat(RegistryExamples.managed(registry, wanted, known))
        .hasToString("UPDATED " + id + ": client_secret");
    assertThat(RegistryExamples.deleteAllOwnedBy(ory)).hasSize(1);
  }

  @Test
  void jsonExamplesPrintWhatTheirPageSays() {
    JsonExamples.model();
    JsonExamples.gson(OAuth2Client.builder().clientId("a").clientSecret("s-1").build());
    assertThat(printed().lines())
        .containsExactly(
            "OAuth2Client{client_id=\"a\", client_secret=***, owner=null, unknown=[\"brand_new\"]}",
            "{\"client_id\":\"a\",\"client_secret\":\"s-1\",\"owner\":null,\"brand_new\":1.10}",
            "{brand_new=1.10}",
            "{\"name\":\"acme\",\"clients\":[{\"client_id\":\"a\"}]}",
            "true");
  }

  @Test
  void modelExamplesPrintWhatTheirPagesSay() {
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
  void serverAcceptsTheModelExamples() {
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
