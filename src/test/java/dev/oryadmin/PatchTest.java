package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.ALLOWED_CORS_ORIGINS;
import static dev.oryadmin.model.OAuth2Client.CLIENT_ID;
import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.CREATED_AT;
import static dev.oryadmin.model.OAuth2Client.GRANT_TYPES;
import static dev.oryadmin.model.OAuth2Client.IMPLICIT_GRANT_ID_TOKEN_LIFESPAN;
import static dev.oryadmin.model.OAuth2Client.JWKS;
import static dev.oryadmin.model.OAuth2Client.METADATA;
import static dev.oryadmin.model.OAuth2Client.OWNER;
import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static dev.oryadmin.model.OAuth2Client.SKIP_CONSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.examples.TransportExamples;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches: what is sent, what is refused before, and what a server makes of them. */
class PatchTest {
  private static Patch<OAuth2Client> patch() {
    return Patch.of(OAuth2Client.TYPE);
  }

  private static String sent(Consumer<Patch<OAuth2Client>> changes) {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      hydra.fail(request -> true, Fault.answer(404, ""));
      assertThatThrownBy(() -> ory.clients().patch("a", changes))
          .isInstanceOf(NotFoundException.class);
      return hydra.requests().get(0).body();
    }
  }

  @Test
  void changesAreSentInOrder() {
    assertThat(
            sent(
                p ->
                    p.replace(CLIENT_NAME, "b3")
                        .append(REDIRECT_URIS, "https://app.example/2")
                        .remove(REDIRECT_URIS, 0)
                        .replace(SKIP_CONSENT, true)
                        .replace(GRANT_TYPES, List.of(GrantType.AUTHORIZATION_CODE))
                        .replace(IMPLICIT_GRANT_ID_TOKEN_LIFESPAN, Duration.ofMinutes(90))))
        .isEqualTo(
            "[{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":\"b3\"},"
                + "{\"op\":\"add\",\"path\":\"/redirect_uris/-\",\"value\":\"https://app.example/2\"},"
                + "{\"op\":\"remove\",\"path\":\"/redirect_uris/0\"},"
                + "{\"op\":\"replace\",\"path\":\"/skip_consent\",\"value\":true},"
                + "{\"op\":\"replace\",\"path\":\"/grant_types\",\"value\":[\"authorization_code\"]},"
                + "{\"op\":\"replace\",\"path\":\"/implicit_grant_id_token_lifespan\",\"value\":\"1h30m0s\"}]");
  }

  @Test
  void nullIsSent() {
    assertThat(sent(p -> p.replace(OWNER, (String) null).add("/metadata/x", null)))
        .isEqualTo(
            "[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":null},"
                + "{\"op\":\"add\",\"path\":\"/metadata/x\",\"value\":null}]");
  }

  @Test
  void clearSendsTheValueThatMostServersAccept() {
    assertThat(
            sent(
                p ->
                    p.clear(OWNER)
                        .clear(REDIRECT_URIS)
                        .clear(METADATA)
                        .clear(JWKS)
                        .clear(IMPLICIT_GRANT_ID_TOKEN_LIFESPAN)
                        .clear(SKIP_CONSENT)))
        .isEqualTo(
            "[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"\"},"
                + "{\"op\":\"replace\",\"path\":\"/redirect_uris\",\"value\":[]},"
                + "{\"op\":\"replace\",\"path\":\"/metadata\",\"value\":{}},"
                + "{\"op\":\"replace\",\"path\":\"/jwks\",\"value\":null},"
                + "{\"op\":\"replace\",\"path\":\"/implicit_grant_id_token_lifespan\",\"value\":null},"
                + "{\"op\":\"replace\",\"path\":\"/skip_consent\",\"value\":false}]");
  }

  @Test
  void valuesInsideMetadataKeepTheirExactText() {
    assertThat(
            sent(
                p ->
                    p.add("/metadata/text", "a\"b")
                        .add("/metadata/big", new BigDecimal("12345678901234567890.10"))
                        .add("/metadata/yes", true)
                        .add("/metadata/list/-", JsonParser.parseString("{\"a\":[1e400,null]}"))
                        .add("/metadata/null", JsonNull.INSTANCE)
                        .remove("/metadata/a~1b~0c")))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/metadata/text\",\"value\":\"a\\\"b\"},"
                + "{\"op\":\"add\",\"path\":\"/metadata/big\",\"value\":12345678901234567890.10},"
                + "{\"op\":\"add\",\"path\":\"/metadata/yes\",\"value\":true},"
                + "{\"op\":\"add\",\"path\":\"/metadata/list/-\",\"value\":{\"a\":[1e400,null]}},"
                + "{\"op\":\"add\",\"path\":\"/metadata/null\",\"value\":null},"
                + "{\"op\":\"remove\",\"path\":\"/metadata/a~1b~0c\"}]");
  }

  @Test
  void mapsAndListsGoInsideMetadata() {
    assertThat(
            sent(p -> p.add("/metadata/limits", Map.of("codes", List.of(1, "b", List.of(true))))))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/metadata/limits\",\"value\":{\"codes\":[1,\"b\",[true]]}}]");
  }

  @Test
  void slashesAndTildesInKeysAreEscaped() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      OAuth2Client made = ory.clients().create(OAuth2Client.builder().build());
      OAuth2Client patched =
          ory.clients().patch(made.clientId(), p -> p.add("/metadata/a~1b~0c", 1));
      assertThat(patched.require(METADATA)).hasToString("{\"a/b~c\":1}");
    }
  }

  @Test
  void patchOfTheClientIdIsRefused() {
    assertThatThrownBy(() -> patch().replace(CLIENT_ID, "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client_id can't be patched");
    assertThatThrownBy(() -> patch().clear(CLIENT_ID)).hasMessageContaining("can't be patched");
    for (String pointer :
        new String[] {"/client_id", "/Client_ID", "", "/", "/id", "/client_id/x"}) {
      assertThatThrownBy(() -> patch().add(pointer, "b"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> patch().remove(pointer))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void patchOfReadOnlyPropertiesIsRefused() {
    assertThatThrownBy(() -> patch().clear(CREATED_AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only the server sets it");
    assertThatThrownBy(() -> patch().replace(REGISTRATION_ACCESS_TOKEN, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> patch().remove("/created_at/0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretCanBeReplacedButNotCleared() {
    assertThat(sent(p -> p.replace(CLIENT_SECRET, UsedSecrets.text("patched"))))
        .contains(UsedSecrets.text("patched"));
    List<Consumer<Patch<OAuth2Client>>> clearing =
        List.of(
            p -> p.clear(CLIENT_SECRET),
            p -> p.replace(CLIENT_SECRET, (Secret) null),
            p -> p.replace(CLIENT_SECRET, ""),
            p -> p.remove("/client_secret"));
    for (Consumer<Patch<OAuth2Client>> change : clearing) {
      assertThatThrownBy(() -> change.accept(patch())).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata",
        "/metadata",
        "metadata/x",
        "/metadata/~",
        "/metadata/~2",
        "/metadata/a~",
        "/redirect_uris",
        "/redirect_uris/-",
        "/redirect_uris/00",
        "/redirect_uris/-1",
        "/redirect_uris/0/x",
        "/redirect_uris/1e3",
        "/redirect_uris/",
        "/nothing/x",
        "/Metadata/x",
        "/owner",
        "/owner/0",
        "/rotated_secrets"
      })
  void malformedPointersAreRefused(String pointer) {
    assertThatThrownBy(() -> patch().remove(pointer))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(pointer);
  }

  @Test
  void pointersIntoListsAllowRemovalOnly() {
    assertThatThrownBy(() -> patch().add("/redirect_uris/0", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> patch().remove(REDIRECT_URIS, List.of("a").indexOf("b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "OAuth2Client.redirect_uris has no item -1: the item to remove is not in the list");
    assertThat(patch().remove("/redirect_uris/12").remove("/metadata/"))
        .hasToString("Patch[remove /redirect_uris/12, remove /metadata/]");
  }

  @Test
  void longPointersDoNotOverflowTheStack() {
    String pointer = "/metadata" + "/a~1".repeat(100_000);
    assertThat(patch().remove(pointer).toString()).endsWith("/a~1]");
  }

  @Test
  void valuesThatAreNotJsonAreRefused() {
    Map<String, Object> itself = new HashMap<>();
    itself.put("itself", itself);
    Map<Integer, String> numbered = Map.of(1, "a");
    List<Object> inside = List.of(new Object());
    for (Object value :
        new Object[] {new Object(), 'c', Double.NaN, 1 / 0f, itself, numbered, inside}) {
      assertThatThrownBy(() -> patch().add("/metadata/x", value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void emptyPatchIsRefused() {
    try (ApiClient ory = ApiClient.builder().adminUrl("http://localhost:1").build()) {
      assertThatThrownBy(() -> ory.clients().patch("a", p -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("patch is empty");
      assertThatThrownBy(() -> ory.clients().patch("a", patch()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void callTakesACopyOfThePatch() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      String id = ory.clients().create(OAuth2Client.builder().build()).clientId();
      JsonObject tree = new JsonObject();
      Patch<OAuth2Client> patch = patch().add("/metadata/tree", tree);
      ApiCall<OAuth2Client> call = ory.clients().patchCall(id, patch);
      tree.addProperty("later", true);
      patch.replace(CLIENT_NAME, "later");
      OAuth2Client patched = call.execute();
      assertThat(patched.clientName()).isEmpty();
      assertThat(patched.require(METADATA)).hasToString("{\"tree\":{}}");
    }
  }

  @Test
  void patchPrintsSecretsMasked() {
    assertThat(
            patch()
                .replace(CLIENT_SECRET, UsedSecrets.text("printed"))
                .add("/metadata/x", JsonParser.parseString("{\"api_token\":\"t\"}")))
        .hasToString("Patch[replace /client_secret ***, add /metadata/x {\"api_token\":\"***\"}]");
  }

  /** The recipe of docs/server-behaviour.md. */
  @Test
  void redirectUriIsRemovedByItsValue() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      String id = withRedirectUris(ory, "https://a.example", "https://b.example");
      TransportExamples.removeRedirectUri(ory, id, "https://b.example");
      assertThat(ory.clients().get(id).redirectUris()).containsExactly("https://a.example");
      int requests = hydra.requests().size();
      TransportExamples.removeRedirectUri(ory, id, "https://gone.example");
      assertThat(hydra.requests()).as("only a look").hasSize(requests + 1);
    }
  }

  @Test
  void readingAgainDetectsAConcurrentWrite() {
    AtomicBoolean once = new AtomicBoolean();
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient somebody = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      String id = withRedirectUris(somebody, "https://a.example", "https://b.example");
      OkHttpClient late =
          new OkHttpClient.Builder()
              .addInterceptor(
                  chain -> {
                    if (chain.request().method().equals("PATCH")
                        && once.compareAndSet(false, true)) {
                      somebody
                          .clients()
                          .patch(id, p -> p.append(REDIRECT_URIS, "https://c.example"));
                    }
                    return chain.proceed(chain.request());
                  })
              .build();
      try (ApiClient ory =
          ApiClient.builder().adminUrl(hydra.adminUrl()).httpClient(late).build()) {
        assertThatThrownBy(() -> TransportExamples.removeRedirectUri(ory, id, "https://a.example"))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("[https://b.example, https://c.example]");
      }
    }
  }

  private static String withRedirectUris(ApiClient ory, String first, String second) {
    OAuth2Client client = OAuth2Client.builder().redirectUris(first, second).build();
    return ory.clients().create(client).clientId();
  }

  @Test
  void originsArePatchedLikeOtherLists() {
    assertThat(sent(p -> p.append(ALLOWED_CORS_ORIGINS, "https://x.example")))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/allowed_cors_origins/-\",\"value\":\"https://x.example\"}]");
  }

  @Test
  void secretNamedByAPointerIsMasked() {
    assertThat(patch().add("/metadata/api_key", "hunter2"))
        .hasToString("Patch[add /metadata/api_key ***]");
  }
}
