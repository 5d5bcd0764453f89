package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.METADATA;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.fake.RecordedExchanges;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each of the 13 operations: what goes over the wire, and what becomes of the answer that a real
 * server gave to it.
 */
class OperationsOnTheWireTest {
  private static final String REGISTERED = "686563c1-ed11-41ec-97cd-1229c2afe42e";
  private static final String JSON = "application/json";

  @AutoClose private final MockWebServer admin = new MockWebServer();
  @AutoClose private final MockWebServer open = new MockWebServer();
  private ApiClient ory = ApiClient.builder().adminUrl("http://localhost").build();

  @BeforeEach
  void start() throws Exception {
    admin.start();
    open.start();
    ory =
        ApiClient.builder()
            .adminUrl(admin.url("/").toString())
            .publicUrl(open.url("/").toString())
            .time(new TestTime())
            .build();
  }

  @AfterEach
  void stop() {
    ory.close();
  }

  private RecordedExchanges.Exchange given(String recording, int index) {
    RecordedExchanges.Exchange exchange = Recorded.exchange(recording, index);
    (exchange.admin() ? admin : open).enqueue(Recorded.answer(exchange));
    return exchange;
  }

  /** Checks the last request, to the last header. */
  private static void sent(
      MockWebServer server, String requestLine, String body, String... moreHeaders)
      throws Exception {
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo(requestLine + " HTTP/1.1");
    assertThat(body(request)).isEqualTo(body);
    List<String> expected =
        new ArrayList<>(
            List.of(
                "Accept: application/json",
                "Accept-Encoding: gzip",
                "Connection: Keep-Alive",
                "Host: localhost:" + server.getPort()));
    expected.addAll(List.of(moreHeaders));
    List<String> headers = new ArrayList<>();
    for (var header : request.getHeaders()) {
      if (header.getFirst().equals("User-Agent")) {
        assertThat(header.getSecond()).matches("ory-oauth2-admin/[0-9]+\\.[0-9]+\\.[0-9]+.*");
      } else {
        headers.add(header.getFirst() + ": " + header.getSecond());
      }
    }
    assertThat(new TreeSet<>(headers)).isEqualTo(new TreeSet<>(expected));
    assertThat(request.getHeaders().values("User-Agent")).hasSize(1);
    assertThat(request.getHeaders()).hasSize(expected.size() + 1);
  }

  private static String body(RecordedRequest request) {
    ByteString bytes = request.getBody();
    return bytes == null ? "" : bytes.utf8();
  }

  private static String length(String body) {
    return "Content-Length: " + body.length();
  }

  @Test
  void createOAuth2Client() throws Exception {
    given("rotate-secret", 0);
    OAuth2Client made =
        ory.clients()
            .create(
                OAuth2Client.fromJson(
                    "{\"client_id\":\"ro\",\"metadata\":{\"a\":1},\"created_at\":null}"));
    String body = "{\"client_id\":\"ro\",\"metadata\":{\"a\":1}}";
    sent(admin, "POST /admin/clients", body, "Content-Type: " + JSON, length(body));
    assertThat(made.clientId()).isEqualTo("ro");
    assertThat(made.require(CLIENT_SECRET).reveal()).isEqualTo("first-secret");
    assertThat(made.require(REGISTRATION_ACCESS_TOKEN).reveal()).startsWith("ory_at_pJArE8zP");
    assertThat(made.require(METADATA)).hasToString("{\"a\":1}");
    assertThat(made.redirectUris()).isEmpty();
    assertThat(made.createdAt()).isEqualTo(Instant.parse("2026-11-22T13:23:07Z"));
    assertThat(made.skipLogoutConsent()).isNull();
    assertThat(made.implicitGrantIdTokenLifespan()).isNull();
  }

  @Test
  void listOAuth2Clients() throws Exception {
    given("list-pages", 0);
    Page<OAuth2Client> page =
        ory.clients().listCall(q -> q.pageSize(2).owner("team-a").clientName("a&b=c d")).execute();
    sent(admin, "GET /admin/clients?page_size=2&client_name=a%26b%3Dc%20d&owner=team-a", "");
    assertThat(page.items()).hasSize(2).allMatch(client -> "team-a".equals(client.owner()));
    assertThat(page.nextPageToken())
        .as("the token of the next request in the recording")
        .isNotNull()
        .matches("[A-Za-z0-9_-]+=*");
    String token = String.valueOf(page.nextPageToken());
    given("list-pages", 1);
    assertThat(ory.clients().listCall(q -> q.pageToken(token)).execute().items()).isNotEmpty();
    String encoded = token.replace("=", "%3D");
    sent(admin, "GET /admin/clients?page_size=500&page_token=" + encoded, "");
    assertThat(Recorded.exchange("list-pages", 1).path()).contains(encoded);
  }

  @Test
  void getOAuth2Client() throws Exception {
    given("get-and-not-found", 0);
    OAuth2Client known = ory.clients().get("known");
    sent(admin, "GET /admin/clients/known", "");
    assertThat(known.clientId()).isEqualTo("known");
    assertThat(known.has(CLIENT_SECRET)).isFalse();
    given("get-and-not-found", 0);
    assertThat(ory.clients().find("known")).contains(known);
    sent(admin, "GET /admin/clients/known", "");
  }

  @Test
  void setOAuth2Client() throws Exception {
    given("put-replace", 1);
    OAuth2Client replaced =
        ory.clients().replace("put-me", OAuth2Client.builder().clientName("renamed").build());
    String body = "{\"client_name\":\"renamed\"}";
    sent(admin, "PUT /admin/clients/put-me", body, "Content-Type: " + JSON, length(body));
    assertThat(replaced.clientName()).isEqualTo("renamed");
    assertThat(replaced.scope()).as("the default of the server").isNotEmpty();
  }

  @Test
  void patchOAuth2Client() throws Exception {
    given("patch-operations", 1);
    OAuth2Client patched = ory.clients().patch("pa", p -> p.replace(CLIENT_NAME, "New"));
    String body = "[{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":\"New\"}]";
    sent(admin, "PATCH /admin/clients/pa", body, "Content-Type: " + JSON, length(body));
    assertThat(patched.clientName()).isEqualTo("New");
  }

  @Test
  void deleteOAuth2Client() throws Exception {
    given("delete", 0);
    ApiResponse<?> answer = ory.clients().deleteCall("doomed").executeWithResponse();
    sent(admin, "DELETE /admin/clients/doomed", "");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.value()).isNull();
  }

  @Test
  void setOAuth2ClientLifespans() throws Exception {
    given("lifespans", 2);
    OAuth2Client client =
        ory.clients()
            .setLifespans(
                "ls",
                OAuth2ClientTokenLifespans.builder()
                    .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(90))
                    .implicitGrantIdTokenLifespan(null)
                    .build());
    String body =
        "{\"client_credentials_grant_access_token_lifespan\":\"1h30m0s\","
            + "\"implicit_grant_id_token_lifespan\":null}";
    sent(admin, "PUT /admin/clients/ls/lifespans", body, "Content-Type: " + JSON, length(body));
    assertThat(client.clientCredentialsGrantAccessTokenLifespan())
        .isEqualTo(Duration.ofMinutes(90));
    assertThat(client.authorizationCodeGrantIdTokenLifespan()).isNull();
  }

  @Test
  void rotateOAuth2ClientSecret() throws Exception {
    given("rotate-secret", 2);
    OAuth2Client rotated = ory.clients().rotateSecret("ro");
    sent(
        admin,
        "POST /admin/clients/ro/secrets/rotate",
        "",
        "Content-Type: " + JSON,
        "Content-Length: 0");
    assertThat(rotated.require(CLIENT_SECRET).reveal()).hasSize(26);
  }

  @Test
  void deleteRotatedOAuth2ClientSecrets() throws Exception {
    given("rotate-secret", 6);
    OAuth2Client client = ory.clients().deleteRotatedSecrets("ro");
    sent(admin, "DELETE /admin/clients/ro/secrets/rotate", "");
    assertThat(client.clientName()).isEqualTo("keep");
    assertThat(client.has(CLIENT_SECRET)).isFalse();
  }

  @Test
  void createOidcDynamicClient() throws Exception {
    given("dcr-lifecycle", 0);
    OAuth2Client made =
        ory.registration().create(OAuth2Client.builder().clientName("Self registered").build());
    String body = "{\"client_name\":\"Self registered\"}";
    sent(open, "POST /oauth2/register", body, "Content-Type: " + JSON, length(body));
    assertThat(made.clientId()).isEqualTo(REGISTERED);
    assertThat(made.require(REGISTRATION_ACCESS_TOKEN).reveal()).startsWith("ory_at_");
  }

  private static Secret token() {
    return Secret.of(UsedSecrets.text("registration-token"));
  }

  private static String authorization() {
    return "Authorization: Bearer " + UsedSecrets.text("registration-token");
  }

  @Test
  void getOidcDynamicClient() throws Exception {
    given("dcr-lifecycle", 2);
    OAuth2Client read = ory.registration().get(REGISTERED, token());
    sent(open, "GET /oauth2/register/" + REGISTERED, "", authorization());
    assertThat(read.clientName()).isEqualTo("Self registered");
    assertThat(read.has(METADATA)).isFalse();
  }

  @Test
  void setOidcDynamicClient() throws Exception {
    OAuth2Client made = OAuth2Client.fromJson(Recorded.exchange("dcr-lifecycle", 0).answer());
    given("dcr-lifecycle", 3);
    OAuth2Client replaced =
        ory.registration()
            .replace(REGISTERED, token(), made.toBuilder().clientName("Renamed").build());
    RecordedRequest request = open.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo("PUT /oauth2/register/" + REGISTERED + " HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + UsedSecrets.text("registration-token"));
    OAuth2Client sent = OAuth2Client.fromJson(body(request));
    assertThat(sent.clientName()).isEqualTo("Renamed");
    for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
      boolean refused =
          property.readOnly()
              || List.of(
                      "metadata",
                      "client_secret",
                      "access_token_strategy",
                      "skip_consent",
                      "skip_logout_consent",
                      "jwks")
                  .contains(property.name());
      assertThat(sent.has(property)).as(property.name()).isEqualTo(made.has(property) && !refused);
    }
    assertThat(replaced.clientName()).isEqualTo("Renamed");
    assertThat(replaced.require(REGISTRATION_ACCESS_TOKEN)).isNotEqualTo(token());
  }

  @Test
  void deleteOidcDynamicClient() throws Exception {
    given("dcr-lifecycle", 11);
    ory.registration().delete(REGISTERED, token());
    sent(open, "DELETE /oauth2/register/" + REGISTERED, "", authorization());
  }

  @Test
  void responseHasStatusHeadersAndRequestId() {
    given("rotate-secret", 0);
    ApiResponse<OAuth2Client> answer =
        ory.clients().createCall(OAuth2Client.builder().build()).executeWithResponse();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.attempts()).isEqualTo(1);
    assertThat(answer.requestId()).isNull();
    assertThat(answer.headers().get("location")).isEqualTo("/admin/clients/ro");
    assertThat(answer.toString())
        .startsWith("ApiResponse{201, ")
        .doesNotContain(answer.value().require(CLIENT_SECRET).reveal());
  }

  @Test
  void requestCarriesItsOperationAsATag() throws Exception {
    List<Operation> seen = new ArrayList<>();
    OkHttpClient metrics =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.add(chain.request().tag(Operation.class));
                  return chain.proceed(chain.request());
                })
            .build();
    String url = admin.url("/").toString();
    try (ApiClient measured =
        ApiClient.builder().adminUrl(url).publicUrl(url).httpClient(metrics).build()) {
      for (SampleCall call : SampleCall.values()) {
        admin.enqueue(Answers.success(call));
        call.make(measured, false);
      }
    }
    assertThat(seen).hasSize(13).doesNotHaveDuplicates().doesNotContainNull();
    Operation get = seen.get(2);
    assertThat(get.id()).isEqualTo("getOAuth2Client");
    assertThat(get.method()).isEqualTo("GET");
    assertThat(get.path()).isEqualTo("/admin/clients/{id}");
    assertThat(get.server()).isEqualTo(Operation.Server.ADMIN);
  }
}
