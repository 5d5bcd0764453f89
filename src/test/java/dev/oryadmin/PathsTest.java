package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids and base URLs: a call reaches what it names, or nothing. */
class PathsTest {
  @AutoClose private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  private ApiClient client(String path) {
    String url = "http://localhost:" + server.getPort() + path;
    return ApiClient.builder().adminUrl(url).publicUrl(url).build();
  }

  private String target(String basePath, String id) throws Exception {
    server.enqueue(Answers.client());
    try (ApiClient ory = client(basePath)) {
      ory.clients().get(id);
    }
    return server.takeRequest().getTarget();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        "/a",
        "a//b",
        "a%2Fb",
        "%",
        "%zz",
        "%2e%2e",
        "..a",
        "...",
        "a?b",
        "a#b",
        "a;b",
        "a&b=c",
        "a+b",
        "a b",
        " a",
        "a ",
        "a\nb",
        "\u0000",
        "\\",
        "ü",
        "\uD83D\uDE00",
        "\u202E",
        "\"'<>",
        "{id}",
        "https://app.example/x",
        "~",
        "*",
        ":",
        "@",
        "a\tb",
        "\u00A0"
      })
  void anyIdIsOnePathSegment(String id) throws Exception {
    String target = target("", id);
    String prefix = "/admin/clients/";
    assertThat(target).startsWith(prefix).isASCII();
    String segment = target.substring(prefix.length());
    assertThat(segment).doesNotContain("/", "?", "#", " ").doesNotMatch("\\.{1,2}");
    assertThat(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
        .isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "%2e%2e", "a?b", "ü", "a b", "..a"})
  void serverReadsExactlyTheGivenId(String id) {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      ory.clients().create(OAuth2Client.builder().clientId(id).build());
      assertThat(ory.clients().get(id).clientId()).isEqualTo(id);
      assertThat(ory.clients().find(id + "x")).isEmpty();
      ory.clients().delete(id);
      assertThat(ory.clients().find(id)).isEmpty();
    }
  }

  @Test
  void longIdIsSent() throws Exception {
    String id = "x".repeat(10_240);
    assertThat(target("", id)).isEqualTo("/admin/clients/" + id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\t\n", ".", "..", "/", "cut/", "cut//", "a/../", "\uD800", "a\uDC00b"})
  void idsThatWouldReachAnotherPathAreRefused(String id) {
    try (ApiClient ory = client("")) {
      OAuth2Client client = OAuth2Client.builder().clientName("x").build();
      Secret token = Secret.of(UsedSecrets.text("registration-token"));
      for (Runnable call :
          new Runnable[] {
            () -> ory.clients().get(id),
            () -> ory.clients().find(id),
            () -> ory.clients().replaceCall(id, client),
            () -> ory.clients().patchCall(id, p -> p.clear(OAuth2Client.OWNER)),
            () -> ory.clients().deleteCall(id),
            () -> ory.clients().rotateSecretCall(id),
            () -> ory.clients().deleteRotatedSecretsCall(id),
            () -> ory.registration().getCall(id, token),
            () -> ory.registration().replaceCall(id, token, client),
            () -> ory.registration().deleteCall(id, token),
            () -> ory.clients().createCall(OAuth2Client.builder().clientId(id).build())
          }) {
        assertThatThrownBy(call::run)
            .isInstanceOf(IllegalArgumentException.class)
            .message()
            .containsAnyOf("id is ", "id ends in a slash", "id has half of a surrogate pair")
            .doesNotContain("\n");
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void idMustNotBeNull() {
    try (ApiClient ory = client("")) {
      assertThatThrownBy(() -> ory.clients().get(nothing()))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("id == null");
    }
  }

  @SuppressWarnings("NullAway") // what callers do who don't look at nullness
  private static String nothing() {
    return Map.of("a", "b").get("c");
  }

  @Test
  void malformedIdInTheBodyIsLeftToTheServer() {
    OAuth2Client odd = OAuth2Client.fromJson("{\"client_id\":null}");
    assertThat(odd.has(CLIENT_ID)).isTrue();
    try (ApiClient ory = client("")) {
      assertThat(ory.clients().createCall(odd)).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', /admin/clients/a",
    "/, /admin/clients/a",
    "//, /admin/clients/a",
    "/hydra, /hydra/admin/clients/a",
    "/hydra/, /hydra/admin/clients/a",
    "/a/b///, /a/b/admin/clients/a",
    "/a%2Fb, /a%2Fb/admin/clients/a",
    "/a//b, /a//b/admin/clients/a"
  })
  void baseUrlKeepsItsPath(String base, String target) throws Exception {
    assertThat(target(base, "a")).isEqualTo(target);
  }

  @Test
  void registrationKeepsThePathOfItsOwnBaseUrl() throws Exception {
    server.enqueue(Answers.client());
    try (ApiClient ory = client("/public/")) {
      ory.registration().create(OAuth2Client.builder().build());
    }
    assertThat(server.takeRequest().getTarget()).isEqualTo("/public/oauth2/register");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:4445",
        "ftp://localhost",
        "http://",
        "http://a b",
        "http://localhost:99999",
        "file:///etc",
        "http://user@localhost",
        "http://u:p@localhost",
        "http://:p@localhost",
        "http://localhost?x",
        "http://localhost/?",
        "http://localhost#x"
      })
  void invalidBaseUrlIsRefusedAndNotShown(String url) {
    ApiClient.Builder builder = ApiClient.builder();
    assertThatThrownBy(() -> builder.adminUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("adminUrl ")
        .message()
        .doesNotContain("p@", "localhost");
    assertThatThrownBy(() -> builder.publicUrl(url)).hasMessageStartingWith("publicUrl ");
    assertThatThrownBy(() -> builder.projectUrl(url)).hasMessageStartingWith("projectUrl ");
  }

  @Test
  void blanksAroundABaseUrlAreIgnored() {
    assertThat(ApiClient.builder().adminUrl(" http://localhost:4445\n").build()).isNotNull();
  }

  @Test
  void ipv6AddressIsAccepted() {
    try (ApiClient ory = ApiClient.builder().adminUrl("http://[::1]:4445/").build()) {
      assertThat(ory.clients().getCall("a").url).hasToString("http://[::1]:4445/admin/clients/a");
    }
  }

  @Test
  void missingBaseUrlIsNamed() {
    assertThatThrownBy(() -> ApiClient.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("adminUrl");
    try (ApiClient adminOnly = ApiClient.builder().adminUrl("http://localhost").build();
        ApiClient publicOnly = ApiClient.builder().publicUrl("http://localhost").build()) {
      assertThatThrownBy(() -> SampleCall.REGISTER.prepare(adminOnly))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("publicUrl is not set");
      assertThatThrownBy(() -> SampleCall.GET.prepare(publicOnly))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("adminUrl is not set");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void blankFiltersAreRefused(String blank) {
    try (ApiClient ory = client("")) {
      assertThatThrownBy(() -> ory.clients().list(q -> q.owner(blank)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("owner is blank");
      assertThatThrownBy(() -> ory.clients().list(q -> q.clientName(blank)))
          .hasMessageContaining("client_name is blank");
      assertThatThrownBy(() -> ory.clients().list(q -> q.pageToken(blank)))
          .hasMessageContaining("page_token is blank");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  /** A setting that is missing must not turn a list of one owner's clients into one of all. */
  @Test
  @SuppressWarnings("NullAway") // what code without its checks does
  void nullFiltersAreRefused() {
    try (ApiClient ory = client("")) {
      assertThatThrownBy(() -> ory.clients().list(q -> q.owner(null)))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("owner == null");
      assertThatThrownBy(() -> ory.clients().list(q -> q.clientName(null)))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("clientName == null");
    }
  }

  @Test
  void invalidPageSizesAreRefused() {
    try (ApiClient ory = client("")) {
      for (long size : new long[] {0, -1, Long.MIN_VALUE}) {
        assertThatThrownBy(() -> ory.clients().list(q -> q.pageSize(size)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("page_size < 1: " + size);
      }
    }
  }

  @Test
  void unknownQueryParameterCanBeAdded() throws Exception {
    server.enqueue(Answers.client());
    try (ApiClient ory = client("")) {
      ory.clients().getCall("a").query("x&y", "1=2 ü").query("x&y", "").execute();
    }
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/admin/clients/a?x%26y=1%3D2%20%C3%BC&x%26y=");
  }

  // The environment.

  @Test
  void environmentCanNameASelfHostedServer() {
    try (ApiClient ory =
        ApiClient.builder()
            .fromEnvironment(
                Map.of(
                    "HYDRA_ADMIN_URL", "http://localhost:4445/",
                    "HYDRA_PUBLIC_URL", "http://localhost:4444",
                    "ORY_SDK_URL", "https://ignored.example"))
            .build()) {
      assertThat(SampleCall.GET.prepare(ory).url)
          .hasToString("http://localhost:4445/admin/clients/a");
      assertThat(SampleCall.GET_REGISTERED.prepare(ory).url)
          .hasToString("http://localhost:4444/oauth2/register/a");
    }
  }

  @Test
  void environmentCanNameAProject() {
    try (ApiClient ory =
        ApiClient.builder()
            .fromEnvironment(
                Map.of(
                    "ORY_SDK_URL",
                    "https://slug.projects.oryapis.com",
                    "ORY_API_KEY",
                    UsedSecrets.text("api-key")))
            .build()) {
      assertThat(SampleCall.GET.prepare(ory).url)
          .hasToString("https://slug.projects.oryapis.com/admin/clients/a");
      assertThat(SampleCall.REGISTER.prepare(ory).url)
          .hasToString("https://slug.projects.oryapis.com/oauth2/register");
    }
  }

  @Test
  void missingEnvironmentVariablesAreNamed() {
    assertThatThrownBy(() -> ApiClient.builder().fromEnvironment(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HYDRA_ADMIN_URL")
        .hasMessageContaining("ORY_SDK_URL");
    assertThatThrownBy(
            () ->
                ApiClient.builder()
                    .fromEnvironment(Map.of("ORY_SDK_URL", "https://slug.projects.oryapis.com")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ORY_API_KEY");
    assertThatThrownBy(
            () ->
                ApiClient.builder()
                    .fromEnvironment(Map.of("HYDRA_ADMIN_URL", " ", "ORY_SDK_URL", "")))
        .isInstanceOf(IllegalStateException.class);
    try (ApiClient ory =
        ApiClient.builder()
            .fromEnvironment(
                Map.of("HYDRA_ADMIN_URL", "http://localhost:4445", "HYDRA_PUBLIC_URL", ""))
            .build()) {
      assertThatThrownBy(() -> SampleCall.REGISTER.prepare(ory))
          .hasMessageContaining("publicUrl is not set");
    }
  }

  @Test
  void filtersWithHalfASurrogatePairAreRefused() {
    try (ApiClient ory = client("")) {
      assertThatThrownBy(() -> ory.clients().list(q -> q.owner("\ud800")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("owner has half of a surrogate pair, which would be sent as a question mark");
    }
    assertThat(server.getRequestCount()).isZero();
  }
}
