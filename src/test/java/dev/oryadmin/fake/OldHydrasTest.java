package dev.oryadmin.fake;

import static dev.oryadmin.testing.HydraVersion.LATEST;
import static dev.oryadmin.testing.HydraVersion.V25_4;
import static dev.oryadmin.testing.HydraVersion.V26_2;
import static dev.oryadmin.testing.HydraVersion.V2_0;
import static dev.oryadmin.testing.HydraVersion.V2_2;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.HydraVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How versions differ, each fact on every version. */
@ParameterizedClass
@EnumSource(HydraVersion.class)
class OldHydrasTest {
  private static final Map<String, String> JSON = Map.of("Accept", "application/json");

  @Parameter HydraVersion version = LATEST;
  private FakeHydra hydra = FakeHydra.start();

  @BeforeEach
  void startThisVersion() {
    hydra.close();
    hydra = FakeHydra.builder().version(version).start();
  }

  @AfterEach
  void close() {
    hydra.close();
  }

  /** v25.4 and v26.2 answer unknown routes alike. */
  private boolean isBetweenRouters() {
    return version == V25_4 || version == V26_2;
  }

  private boolean isOld() {
    return version == V2_0 || version == V2_2;
  }

  private RawHttp.RawAnswer admin(String method, String path, String body) {
    return RawHttp.send(hydra.adminUrl(), method, path, JSON, body);
  }

  private RawHttp.RawAnswer open(String method, String path, String body, String token) {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Accept", "*/*");
    return RawHttp.send(hydra.publicUrl(), method, path, headers, body);
  }

  private static JsonObject json(RawHttp.RawAnswer answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static String text(RawHttp.RawAnswer answer, String property) {
    return json(answer).get(property).getAsString();
  }

  private String create(String body) {
    return text(admin("POST", "/admin/clients", body), "client_id");
  }

  private JsonObject patch(String id, String operations) {
    RawHttp.RawAnswer answer = admin("PATCH", "/admin/clients/" + id, operations);
    assertThat(answer.status()).isEqualTo(200);
    return json(admin("GET", "/admin/clients/" + id, ""));
  }

  @Test
  void createReturnsThePropertiesOfItsVersion() {
    int expected =
        switch (version) {
          case V2_0 -> 35;
          case V2_2 -> 37;
          case V25_4, V26_2, LATEST -> 40;
        };
    assertThat(json(admin("POST", "/admin/clients", "{}")).keySet())
        .filteredOn(name -> !LaterProperties.names().contains(name))
        .hasSize(expected);
  }

  @Test
  void chosenIdIsRefusedByV20() {
    RawHttp.RawAnswer answer = admin("POST", "/admin/clients", "{\"client_id\":\"mine\"}");
    assertThat(answer.status()).isEqualTo(version == V2_0 ? 400 : 201);
  }

  @Test
  void undecodablePostIsA500OnV20() {
    int expected = version == V2_0 ? 500 : 400;
    assertThat(admin("POST", "/admin/clients", "{").status()).isEqualTo(expected);
    assertThat(open("POST", "/oauth2/register", "{", "").status()).isEqualTo(expected);
    assertThat(admin("PUT", "/admin/clients/x", "{").status()).isEqualTo(400);
  }

  @Test
  void anEmptyKeySetBesideAKeyUri() {
    String body = "{\"jwks\":{},\"jwks_uri\":\"https://app.example/j\"}";
    int expected = isOld() ? 400 : 201;
    assertThat(admin("POST", "/admin/clients", body).status()).isEqualTo(expected);

    String id = create("{}");
    String patch = "[{\"op\":\"add\",\"path\":\"/jwks_uri\",\"value\":\"https://app.example/j\"}]";
    assertThat(admin("PATCH", "/admin/clients/" + id, patch).status())
        .isEqualTo(isOld() ? 400 : 200);
  }

  @Test
  void aPatchThatClears() {
    String id =
        create(
            "{\"owner\":\"o\",\"client_uri\":\"https://a.example\",\"contacts\":[\"c\"],"
                + "\"implicit_grant_id_token_lifespan\":\"1h\"}");
    JsonObject removed = patch(id, "[{\"op\":\"remove\",\"path\":\"/owner\"}]");
    assertThat(removed.get("owner").getAsString()).isEqualTo(isOld() ? "o" : "");
    JsonObject cleared =
        patch(
            id,
            "[{\"op\":\"replace\",\"path\":\"/client_uri\",\"value\":null},"
                + "{\"op\":\"replace\",\"path\":\"/contacts\",\"value\":null},"
                + "{\"op\":\"replace\",\"path\":\"/implicit_grant_id_token_lifespan\",\"value\":null}]");
    assertThat(cleared.get("client_uri").getAsString())
        .isEqualTo(isOld() ? "https://a.example" : "");
    assertThat(cleared.get("implicit_grant_id_token_lifespan").isJsonNull()).isEqualTo(!isOld());
    assertThat(cleared.getAsJsonArray("contacts")).isEmpty();
    JsonObject emptied = patch(id, "[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"\"}]");
    assertThat(emptied.get("owner").getAsString()).isEmpty();
  }

  @Test
  void aPatchWithoutAValue() {
    String id = create("{\"client_name\":\"n\"}");
    RawHttp.RawAnswer answer =
        admin("PATCH", "/admin/clients/" + id, "[{\"op\":\"replace\",\"path\":\"/client_name\"}]");
    assertThat(answer.status()).isEqualTo(isOld() ? 200 : 500);
    assertThat(text(admin("GET", "/admin/clients/" + id, ""), "client_name")).isEqualTo("n");
  }

  @Test
  void aPatchThatReplacesAMemberThatIsNotThere() {
    String id = create("{\"metadata\":{}}");
    String patch = "[{\"op\":\"replace\",\"path\":\"/metadata/0\",\"value\":1}]";
    assertThat(admin("PATCH", "/admin/clients/" + id, patch).status())
        .isEqualTo(version == V2_0 ? 200 : 500);
    String list = "[{\"op\":\"replace\",\"path\":\"/contacts/0\",\"value\":\"c\"}]";
    assertThat(admin("PATCH", "/admin/clients/" + id, list).status()).isEqualTo(500);
  }

  @Test
  void aPatchOfAMemberInOneWithoutAName() {
    String id = create("{}");
    String patch = "[{\"op\":\"add\",\"path\":\"/metadata//\",\"value\":1}]";
    RawHttp.RawAnswer answer = admin("PATCH", "/admin/clients/" + id, patch);
    assertThat(answer.status()).isEqualTo(version == V2_2 ? 200 : 500);
    assertThat(answer.body().contains("\"metadata\":{\"\":{\"\":1}}")).isEqualTo(version == V2_2);
  }

  @Test
  void theRegistrationTokenAfterAPatchAndAfterAPut() {
    RawHttp.RawAnswer made = open("POST", "/oauth2/register", "{}", "");
    String id = text(made, "client_id");
    String token = text(made, "registration_access_token");

    patch(id, "[]");
    assertThat(open("GET", "/oauth2/register/" + id, "", token).status())
        .isEqualTo(isOld() ? 200 : 401);
    admin("PUT", "/admin/clients/" + id, "{}");
    assertThat(open("GET", "/oauth2/register/" + id, "", token).status()).isEqualTo(401);
  }

  @Test
  void theWholeListPageByPage() {
    for (int i = 0; i < 5; i++) {
      create("{\"owner\":\"" + i + "\"}");
    }
    List<String> ids = new ArrayList<>();
    String path = "/admin/clients?page_size=2";
    for (int page = 0; page < 5 && !path.isEmpty(); page++) {
      RawHttp.RawAnswer answer = admin("GET", path, "");
      JsonParser.parseString(answer.body())
          .getAsJsonArray()
          .forEach(client -> ids.add(client.getAsJsonObject().get("client_id").getAsString()));
      assertThat(answer.header("X-Total-Count")).isEqualTo(isOld() ? "5" : "");
      path = next(answer);
    }
    // hydra#3362: v2.0 takes an offset for a page number.
    assertThat(ids).doesNotHaveDuplicates().hasSize(version == V2_0 ? 3 : 5);
  }

  private static String next(RawHttp.RawAnswer answer) {
    Matcher next = Pattern.compile("<([^>]*)>; rel=\"next\"").matcher(answer.header("Link"));
    return next.find() ? next.group(1) : "";
  }

  @Test
  void anEmptyList() {
    RawHttp.RawAnswer answer = admin("GET", "/admin/clients", "");
    assertThat(answer.body()).isEqualTo("[]\n");
    assertThat(next(answer).isEmpty()).as("hydra#3674").isEqualTo(!isOld());
    assertThat(answer.header("Link").contains("rel=\"prev\"")).isEqualTo(isOld());
  }

  @Test
  void aFilteredListCountsAllClients() {
    create("{\"owner\":\"a\"}");
    create("{\"owner\":\"b\"}");
    RawHttp.RawAnswer answer = admin("GET", "/admin/clients?owner=a&page_size=1", "");
    assertThat(next(answer).isEmpty()).isEqualTo(!isOld());
  }

  @Test
  void badPageTokensAndSizes() {
    create("{}");
    create("{}");
    assertThat(admin("GET", "/admin/clients?page_token=%21%21", "").status())
        .isEqualTo(isOld() ? 200 : 400);
    assertThat(admin("GET", "/admin/clients?page_size=abc", "").status())
        .isEqualTo(isOld() ? 200 : 400);
    int sizeOfZero = isOld() ? 1 : 2;
    assertThat(
            JsonParser.parseString(admin("GET", "/admin/clients?page_size=0", "").body())
                .getAsJsonArray())
        .hasSize(sizeOfZero);
  }

  @Test
  void aShortOldPageToken() {
    String path = "/admin/clients?page_token=eyJwYWdlIjoiMSIsInYiOjF9";
    if (isBetweenRouters()) {
      assertThatThrownBy(() -> admin("GET", path, "")).hasMessageContaining("page_token");
    } else {
      assertThat(admin("GET", path, "").status()).isEqualTo(isOld() ? 200 : 400);
    }
  }

  @Test
  void aLaterNullDoesNotUndoADuration() {
    RawHttp.RawAnswer made =
        admin(
            "POST",
            "/admin/clients",
            "{\"implicit_grant_id_token_lifespan\":\"5m\","
                + "\"implicit_grant_id_token_lifespan\":null}");
    assertThat(text(made, "implicit_grant_id_token_lifespan")).isEqualTo("5m0s");
  }

  @Test
  void aKeyWithBadMembersIsRefused() {
    for (String bad : List.of("'n':null,'e':'AQAB'", "'n':5,'e':'AQAB'", "'n':'AQAB'")) {
      String body = "{'jwks':{'keys':[{'kty':'RSA'," + bad + "}]}}";
      assertThat(admin("POST", "/admin/clients", body.replace('\'', '"')).status())
          .isEqualTo(version == V2_0 ? 500 : 400);
    }
  }

  @Test
  void wordsAboutKeysAreThoseOfTheLibraryThatReadsThem() {
    String id = create("{}");
    String path = "/admin/clients/" + id;
    String unknown = "{\"jwks\":{\"keys\":[{\"kty\":\"x\"}]}}";
    assertThat(text(admin("PUT", path, unknown), "error_description"))
        .contains((version == V2_0 ? "square" : "go-jose") + "/go-jose: unknown json web key type");
    String link =
        "{\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AQ\",\"x5u\":\"https://a.example\"}]}}";
    assertThat(admin("PUT", path, link).body().contains("of type url.URL"))
        .isEqualTo(version == V2_0);
  }

  /** Without its padding a token is no base64 to newer servers. */
  @Test
  void aPageTokenWithoutPadding() {
    assertThat(admin("GET", "/admin/clients?page_token=eyJwYWdlIjoxfQ", "").status())
        .isEqualTo(isOld() ? 200 : 400);
  }

  @Test
  void anIndexThatIsTooLargeIsRefusedLikeAnyPatch() {
    String id = create("{\"metadata\":{}}");
    for (String index : List.of("999999999", "99999999999")) {
      RawHttp.RawAnswer answer =
          admin(
              "PATCH",
              "/admin/clients/" + id,
              "[{\"op\":\"add\",\"path\":\"/metadata/a/" + index + "\",\"value\":1}]");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(text(answer, "error")).isNotEmpty();
    }
  }

  @Test
  void theRegistrationUriOfAClientWithoutAChosenId() {
    RawHttp.RawAnswer made = admin("POST", "/admin/clients", "{}");
    String path = URI.create(text(made, "registration_client_uri")).getPath();
    assertThat(path)
        .isEqualTo(
            switch (version) {
              case V2_0 -> "/oauth2/register/" + text(made, "client_id");
              case V2_2 -> "/oauth2/register/";
              case V25_4, V26_2, LATEST -> "/oauth2/register";
            });
  }

  @Test
  void theLocationOfARegisteredClient() {
    assertThat(open("POST", "/oauth2/register", "{}", "").header("Location"))
        .startsWith(isOld() ? "/admin/clients/" : "admin/clients/");
  }

  @Test
  void aPathWithoutAdmin() {
    RawHttp.RawAnswer answer = admin("GET", "/clients", "");
    assertThat(answer.status()).isEqualTo(isOld() ? 307 : 200);
    assertThat(answer.header("Location")).isEqualTo(isOld() ? "http:///admin/clients" : "");
    // Or else clients wait for a body.
    assertThat(answer.header("Content-Length")).isEqualTo(isOld() ? "0" : "3");
  }

  @Test
  void aPathWithoutAdminAndWithAQuery() {
    RawHttp.RawAnswer answer = admin("PUT", "/clients/.?owner=a", "{}");
    assertThat(answer.header("Location")).isEqualTo(isOld() ? "http:///admin/clients?owner=a" : "");
    RawHttp.RawAnswer wrongMethod = admin("PUT", "/clients", "{}");
    assertThat(wrongMethod.status()).isEqualTo(version == LATEST ? 404 : 405);
    assertThat(wrongMethod.header("Allow").isEmpty()).isEqualTo(version == LATEST);
  }

  @Test
  void cachingOfProbes() {
    assertThat(admin("GET", "/version", "").header("Cache-Control").isEmpty()).isEqualTo(isOld());
    assertThat(admin("GET", "/health/ready", "").header("Cache-Control").isEmpty())
        .isEqualTo(isOld());
  }

  @Test
  void wordsAboutALogoutPageWithAQuotationMark() {
    String page = "{\"post_logout_redirect_uris\":[\"https://a.example/\\\"q\"]}";
    assertThat(text(admin("POST", "/admin/clients", page), "error_description"))
        .contains(isOld() ? "'https://a.example/'q'" : "'https://a.example/\\'q'");
  }

  @Test
  void aSlashInsideAnIdAndAtTheEndOfAPath() {
    assertThat(admin("GET", "/admin/clients/", "").status()).isEqualTo(isOld() ? 301 : 200);
    RawHttp.RawAnswer slash = admin("GET", "/admin/clients/a%2Fb", "");
    assertThat(slash.status()).isEqualTo(404);
    assertThat(slash.body().contains("Unable to locate the resource")).isEqualTo(!isOld());
  }

  @Test
  void anUnknownRoute() {
    String admin = admin("GET", "/admin/nope", "").header("Content-Type");
    assertThat(admin).startsWith(isBetweenRouters() ? "text/plain" : "application/json");
    String open = RawHttp.send(hydra.publicUrl(), "GET", "/nope", JSON, "").header("Content-Type");
    assertThat(open).startsWith(isOld() ? "text/plain" : "application/json");
  }

  @Test
  void aWrongMethod() {
    assertThat(admin("PUT", "/admin/clients", "{}").status())
        .isEqualTo(version == LATEST ? 404 : 405);
    assertThat(admin("HEAD", "/admin/clients", "").status()).isEqualTo(isOld() ? 405 : 200);
    assertThat(admin("OPTIONS", "/admin/clients", "").status())
        .isEqualTo(isOld() ? 200 : isBetweenRouters() ? 405 : 404);
    assertThat(admin("POST", "/version", "").status()).isEqualTo(version == LATEST ? 404 : 405);
  }

  @Test
  void registrationWithSkipConsent() {
    assertThat(open("POST", "/oauth2/register", "{\"skip_consent\":true}", "").status())
        .isEqualTo(version == V2_0 ? 201 : 400);
  }

  @Test
  void rotation() {
    String id = create("{}");
    assertThat(admin("POST", "/admin/clients/" + id + "/secrets/rotate", "").status())
        .isEqualTo(version == LATEST ? 200 : 404);
  }

  @Test
  void wordsAboutAMethodThatHasNoSecret() {
    String id = create("{\"token_endpoint_auth_method\":\"\\u001f\"}");
    String path = "/admin/clients/" + id + "/secrets/rotate";
    assertThat(admin("POST", path, "").body().contains("to use the '\\\\x1f' authentication"))
        .isEqualTo(version == LATEST);
  }

  @Test
  void cachingOfWrites() {
    assertThat(admin("POST", "/admin/clients", "{}").header("Cache-Control").isEmpty())
        .isEqualTo(!isOld());
  }

  @Test
  void pagesThatAreNoUris() {
    assertThat(admin("POST", "/admin/clients", "{\"tos_uri\":\"no\"}").status())
        .isEqualTo(isOld() ? 201 : 400);
    assertThat(admin("POST", "/admin/clients", "{\"logo_uri\":\"no\"}").status())
        .isEqualTo(version.compareTo(V26_2) >= 0 ? 400 : 201);
  }

  @Test
  void aPageSizeThatIsGivenTwice() {
    create("{}");
    create("{}");
    RawHttp.RawAnswer one = admin("GET", "/admin/clients?page_size=&page_size=1", "");
    assertThat(JsonParser.parseString(one.body()).getAsJsonArray()).hasSize(isOld() ? 2 : 1);
    assertThat(admin("GET", "/admin/clients?page_size=&page_size=+5", "").status())
        .isEqualTo(isOld() ? 200 : 400);
  }

  @Test
  void aPageTokenThatIsEscapedTwice() {
    RawHttp.RawAnswer answer = admin("GET", "/admin/clients?page_token=%25zz", "");
    assertThat(answer.status()).isEqualTo(isOld() ? 200 : 400);
    assertThat(answer.body().contains("invalid URL escape '%zz'")).isEqualTo(!isOld());
  }

  @Test
  void anIdThatIsASlash() {
    RawHttp.RawAnswer answer = admin("PUT", "/admin/clients/%2F/lifespans", "{}");
    assertThat(answer.status()).isEqualTo(isOld() ? 307 : 404);
    assertThat(answer.body()).doesNotContain("Unable to locate the resource");
    assertThat(admin("PATCH", "/admin/clients/%2F", "[]").header("Location"))
        .isEqualTo(isOld() ? "/admin/clients/" : "");
  }

  @Test
  void theRootOfTheAdminServer() {
    assertThat(admin("GET", "/admin", "").header("Content-Type"))
        .startsWith(version == V25_4 ? "text/plain" : "application/json");
  }

  @Test
  void preflightRequests() {
    for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/userinfo")) {
      RawHttp.RawAnswer answer = RawHttp.send(hydra.publicUrl(), "OPTIONS", path, JSON, "");
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).isEmpty();
      assertThat(answer.header("Allow")).as(path).isEmpty();
    }
  }

  @Test
  void aRequestForNoPathAtAll() {
    assertThat(admin("OPTIONS", "", "").status()).isEqualTo(400);
  }

  @Test
  void aHostWithTwoPorts() {
    assertThat(
            admin("POST", "/admin/clients", "{\"redirect_uris\":[\"https://a:80:80\"]}").status())
        .isEqualTo(version.compareTo(V26_2) >= 0 ? 400 : 201);
    assertThat(admin("POST", "/admin/clients", "{\"redirect_uris\":[\"app://a:80:80\"]}").status())
        .isEqualTo(201);
  }

  @Test
  void originsAreWrittenAnew() {
    Map<String, String> origins =
        Map.of(
            "https://%ff/", "https://%FF",
            "https://\u00e4.example//", "https://%C3%A4.example",
            "HTTPS://A.example:443", "https://A.example:443",
            "http://", "http:");
    origins.forEach(
        (sent, shown) ->
            assertThat(
                    json(admin(
                            "POST",
                            "/admin/clients",
                            "{\"allowed_cors_origins\":[\"" + sent + "\"]}"))
                        .get("allowed_cors_origins"))
                .as(sent)
                .hasToString("[\"" + shown + "\"]"));
  }

  @Test
  void whatIsWrongWithAnOrigin() {
    Map<String, String> mistakes =
        Map.ofEntries(
            Map.entry("https://a/\\u0000", "parse 'https://a/\\x00': net/url: invalid control"),
            Map.entry("https://[v1.x]/", "ParseAddr('v1.x'): unexpected character (at 'v1.x')"),
            Map.entry("https://[1.2.3.4]/", "invalid IP-literal"),
            Map.entry("https://[1.2.3.400]/", "IPv4 field has value >255"),
            Map.entry("https://[1.2.3]/", "IPv4 address too short"),
            Map.entry("https://[a]/", "ParseAddr('a'): unable to parse IP"),
            Map.entry("https://[a]b]/", "ParseAddr('a]b'): unable to parse IP"),
            Map.entry("https://[1:2]/", "ParseAddr('1:2'): address string too short"),
            Map.entry("https://[1::2::3]/", "multiple :: in address (at ':3')"),
            Map.entry("https://[12345::]/", "each group must have 4 or less digits (at '12345::')"),
            Map.entry("https://[1:]/", "colon must be followed by more characters (at ':')"),
            Map.entry("https://[::1%25]/", "zone must be a non-empty string"),
            Map.entry("https://a[::1]/", "invalid IP-literal"),
            Map.entry(
                "https://a\\\"<%41/#f", "parse 'https://a\\'<%41/': invalid URL escape '%41'"),
            Map.entry("https://a/#%zz", "parse 'https://a/#%zz': invalid URL escape '%zz'"));
    mistakes.forEach(
        (origin, words) -> {
          RawHttp.RawAnswer answer =
              admin("POST", "/admin/clients", "{\"allowed_cors_origins\":[\"" + origin + "\"]}");
          assertThat(answer.status()).as(origin).isEqualTo(400);
          assertThat(text(answer, "error_description")).as(origin).contains(words);
        });
  }

  @Test
  void bytesThatAreNoTextStayInMetadataOnly() {
    RawHttp.RawAnswer answer =
        RawHttp.send(
            hydra.adminUrl(),
            "POST",
            "/admin/clients",
            List.of("Content-Type: application/json"),
            "{\"client_name\":\"\u00e2\u0082\",\"metadata\":\"\u00e2\u0082\"}"
                .getBytes(ISO_8859_1));
    assertThat(requireNonNull(answer).status()).isEqualTo(201);
    // Two bytes, which are one half of a character when they are read here.
    assertThat(text(answer, "metadata")).isEqualTo("\ufffd");
    assertThat(text(answer, "client_name")).isEqualTo("\ufffd\ufffd");
  }
}
