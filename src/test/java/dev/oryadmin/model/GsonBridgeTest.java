package dev.oryadmin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.ReflectionAccessFilter;
import com.google.gson.ReflectionAccessFilter.FilterResult;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import dev.oryadmin.DecodeException;
import dev.oryadmin.JsonType;
import dev.oryadmin.Model;
import dev.oryadmin.OryTypeAdapterFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application's own Gson, however set up, reads and writes our models by itself. */
class GsonBridgeTest {
  /** All kinds of properties, a null, an unknown one, odd numbers; no secret. */
  private static final String CLIENT =
      "{\"client_id\":\"a<b>&'\",\"redirect_uris\":[\"https://a\"],\"grant_types\":[\"new\"],"
          + "\"owner\":null,\"client_secret_expires_at\":0,"
          + "\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"new\":null}]},"
          + "\"created_at\":\"2026-07-24T17:02:16.1Z\","
          + "\"metadata\":{\"someKey\":[1.10,12345678901234567890,1e400,null]},"
          + "\"skip_consent\":false,\"implicit_grant_id_token_lifespan\":\"1h\","
          + "\"brandNew\":null}";

  /** An application's class, with a name that a naming policy would change. */
  static final class Tenant {
    @Nullable OAuth2Client ownClient;
    @Nullable GrantType grantType;
    List<OAuth2Client> moreClients = List.of();
    Map<String, OAuth2ClientTokenLifespans> byName = Map.of();
    Map<GrantType, SubjectType> byGrant = Map.of();
  }

  static Stream<Gson> gsons() {
    return Stream.of(
        new Gson(),
        new GsonBuilder().serializeNulls().create(),
        new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.UPPER_CAMEL_CASE).create(),
        new GsonBuilder().setFieldNamingStrategy(field -> "x_" + field.getName()).create(),
        new GsonBuilder().setStrictness(Strictness.LENIENT).create(),
        new GsonBuilder().setStrictness(Strictness.STRICT).create(),
        new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create(),
        new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.DOUBLE).create(),
        new GsonBuilder().excludeFieldsWithoutExposeAnnotation().create(),
        new GsonBuilder().excludeFieldsWithModifiers().create(),
        new GsonBuilder().registerTypeAdapterFactory(new OryTypeAdapterFactory()).create(),
        new GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets()).create());
  }

  @ParameterizedTest
  @MethodSource("gsons")
  void readsAndWritesAModel(Gson gson) {
    OAuth2Client client = OAuth2Client.fromJson(CLIENT);
    assertThat(gson.fromJson(CLIENT, OAuth2Client.class)).isEqualTo(client);
    assertThat(TestTrees.exact(gson.toJson(client))).isEqualTo(TestTrees.exact(CLIENT));
    JsonElement tree = gson.toJsonTree(client);
    assertThat(TestTrees.exact(tree)).isEqualTo(TestTrees.exact(CLIENT));
    assertThat(gson.fromJson(tree, OAuth2Client.class)).isEqualTo(client);
    assertThat(gson.getAdapter(OAuth2Client.class).toJsonTree(client)).isEqualTo(tree);
  }

  @ParameterizedTest
  @MethodSource("gsons")
  void readsAndWritesListsAndMapsOfModels(Gson gson) {
    List<OAuth2Client> list = List.of(OAuth2Client.fromJson(CLIENT), OAuth2Client.fromJson("{}"));
    String json = gson.toJson(list);
    assertThat(TestTrees.exact(json)).isEqualTo(TestTrees.exact("[" + CLIENT + ",{}]"));
    assertThat(gson.fromJson(json, new TypeToken<List<OAuth2Client>>() {})).isEqualTo(list);
    Map<GrantType, OAuth2Client> map = Map.of(GrantType.of("x"), list.get(0));
    assertThat(gson.fromJson(gson.toJson(map), new TypeToken<Map<GrantType, OAuth2Client>>() {}))
        .isEqualTo(map);
  }

  @ParameterizedTest
  @MethodSource("gsons")
  void settingsOfTheApplicationDoNotAffectModels(Gson gson) {
    Tenant tenant = new Tenant();
    tenant.ownClient = OAuth2Client.fromJson(CLIENT);
    tenant.moreClients = List.of(OAuth2Client.fromJson("{\"owner\":null}"));
    tenant.byName = Map.of("n", OAuth2ClientTokenLifespans.fromJson("{\"new\":null}"));
    tenant.byGrant = Map.of(GrantType.IMPLICIT, SubjectType.PAIRWISE);
    JsonObject written = gson.toJsonTree(tenant).getAsJsonObject();
    // What this Gson does with a class without models tells what it should do here.
    JsonObject expected = gson.toJsonTree(new Names()).getAsJsonObject();
    assertThat(written.keySet()).isEqualTo(expected.keySet());
    Tenant read = gson.fromJson(gson.toJson(tenant), Tenant.class);
    if (written.size() > 0) {
      assertThat(read.ownClient).isEqualTo(tenant.ownClient);
      assertThat(read.moreClients).isEqualTo(tenant.moreClients);
      assertThat(read.byName).isEqualTo(tenant.byName);
      assertThat(read.byGrant).isEqualTo(tenant.byGrant);
      assertThat(read.grantType).isNull();
    }
  }

  /** The same names as {@link Tenant} has, with values that no setting leaves out but a null. */
  static final class Names {
    String ownClient = "";
    @Nullable String grantType = null;
    String moreClients = "";
    String byName = "";
    String byGrant = "";

    @Override
    public String toString() {
      return ownClient + grantType + moreClients + byName + byGrant;
    }
  }

  @Test
  void htmlEscapingFollowsTheApplication() {
    OAuth2Client client = OAuth2Client.builder().clientName("<a>").build();
    assertThat(new Gson().toJson(client)).isEqualTo("{\"client_name\":\"\\u003ca\\u003e\"}");
    assertThat(new GsonBuilder().disableHtmlEscaping().create().toJson(client))
        .isEqualTo("{\"client_name\":\"<a>\"}");
    assertThat(client.toJson()).isEqualTo("{\"client_name\":\"<a>\"}");
  }

  @Test
  void nullIsNull() {
    Gson gson = new Gson();
    assertThat(gson.fromJson("null", OAuth2Client.class)).isNull();
    assertThat(gson.fromJson("null", GrantType.class)).isNull();
    assertThat(gson.toJson(null, OAuth2Client.class)).isEqualTo("null");
    Gson registered =
        new GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets()).create();
    assertThat(registered.fromJson("[null,{}]", OAuth2Client[].class))
        .containsExactly(null, OAuth2Client.fromJson("{}"));
    assertThat(gson.toJson(GrantType.IMPLICIT)).isEqualTo("\"implicit\"");
    assertThat(gson.fromJson("\"new\"", GrantType.class)).isEqualTo(GrantType.of("new"));
  }

  @Test
  void everyTypeHasAnAdapterWithoutReflection() {
    ReflectionAccessFilter blockAll = type -> FilterResult.BLOCK_ALL;
    Gson gson = new GsonBuilder().addReflectionAccessFilter(blockAll).create();
    for (JsonType<?> type : Schemas.ALL) {
      assertThat(gson.getAdapter(type.javaType())).as(type.javaType().getName()).isNotNull();
    }
    OAuth2Client client = gson.fromJson(CLIENT, OAuth2Client.class);
    assertThat(TestTrees.exact(gson.toJson(client))).isEqualTo(TestTrees.exact(CLIENT));
  }

  @Test
  void otherTypesAreLeftAlone() {
    OryTypeAdapterFactory factory = new OryTypeAdapterFactory();
    assertThat(factory.create(new Gson(), TypeToken.get(String.class))).isNull();
    assertThat(factory.create(new Gson(), TypeToken.get(Model.class))).isNull();
    assertThat(factory.create(new Gson(), TypeToken.get(Optional.class))).isNull();
  }

  @Test
  void aPlainGsonReadsSecretsAndLeavesThemOutWhenItWrites() {
    String json =
        "{\"client_id\":\"a\",\"client_secret\":\"s-1\",\"jwks\":{\"keys\":["
            + "{\"d\":\"s-2\",\"kty\":\"RSA\",\"n\":\"open\",\"oth\":[\"s-3\"]}]},"
            + "\"registration_access_token\":[\"s-4\"],\"new_token\":\"s-5\"}";
    OAuth2Client client = new Gson().fromJson(json, OAuth2Client.class);
    assertThat(client).isEqualTo(OAuth2Client.fromJson(json));
    assertThat(new Gson().toJson(client))
        .isEqualTo("{\"client_id\":\"a\",\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"n\":\"open\"}]}}");
    assertThat(client.toJson()).isEqualTo(json);
    Gson all =
        new GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets()).create();
    assertThat(all.toJson(client)).isEqualTo(json);
    OAuth2Client malformed = OAuth2Client.fromJson("{\"jwks\":{\"keys\":{\"d\":\"s-6\"}}}");
    assertThat(new Gson().toJson(malformed)).isEqualTo("{\"jwks\":{}}");
    OAuth2Client nulls = OAuth2Client.fromJson("{\"client_secret\":null,\"jwks\":null}");
    assertThat(new Gson().toJson(nulls)).isEqualTo("{\"jwks\":null}");
  }

  @Test
  void theSettingsOfAReaderAndWriterAreRestored() {
    Gson gson = new Gson();
    JsonReader reader = new JsonReader(new StringReader("{\"metadata\":[[[[]]]]}"));
    reader.setNestingLimit(3);
    OAuth2Client nested = gson.fromJson(reader, OAuth2Client.class);
    assertThat(nested.has(OAuth2Client.METADATA)).isTrue();
    assertThat(reader.getNestingLimit()).isEqualTo(3);
    String deep = "[".repeat(300) + "]".repeat(300);
    String json = "{\"metadata\":" + deep + "}";
    OAuth2Client client = gson.fromJson(json, OAuth2Client.class);
    assertThat(gson.toJson(client)).isEqualTo(json);
    assertThatThrownBy(() -> gson.fromJson("[" + json + "," + deep + "]", Object[].class))
        .hasMessageContaining("Nesting limit 255 reached");
    Map<String, @Nullable Object> withNull = new java.util.LinkedHashMap<>();
    withNull.put("a", OAuth2Client.fromJson("{\"owner\":null}"));
    withNull.put("b", null);
    assertThat(gson.toJson(withNull)).isEqualTo("{\"a\":{\"owner\":null}}");
  }

  @Test
  void malformedModelIsNamedWithItsPath() {
    record Holder(OAuth2Client client, List<GrantType> grants) {}
    Gson gson = new Gson();
    assertThatThrownBy(() -> gson.fromJson("{\"client\":[\"do-not-show\"]}", Holder.class))
        .isInstanceOf(DecodeException.class)
        .hasMessage("OAuth2Client $.client: expected an object but was an array");
    assertThatThrownBy(() -> gson.fromJson("{\"grants\":[\"a\",5]}", Holder.class))
        .isInstanceOf(DecodeException.class)
        .hasMessage("GrantType $.grants[1]: expected a string but was a number");
  }

  @Test
  void tooDeepTreeIsRefused() {
    JsonElement tree = TestTrees.parse("[".repeat(200) + "]".repeat(200));
    for (int i = 0; i < 100_000; i++) {
      com.google.gson.JsonArray outer = new com.google.gson.JsonArray();
      outer.add(tree);
      tree = outer;
    }
    JsonObject client = new JsonObject();
    client.add("metadata", tree);
    assertThatThrownBy(() -> new Gson().fromJson(client, OAuth2Client.class))
        .hasMessageContaining("JSON nests too deeply");
  }

  @Test
  void allGeneratedTypesAreKnown() throws IOException {
    List<String> known =
        Schemas.ALL.stream()
            .map(type -> Objects.requireNonNull(type.javaType()).getSimpleName())
            .toList();
    Path generated = Path.of("target/main/generated-sources/openapi/dev/oryadmin/model");
    try (Stream<Path> files = Files.list(generated)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
          .contains("OAuth2Client", "GrantType", "JsonWebKey")
          .filteredOn(name -> !name.equals("Schemas"))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Test
  void numberThatIsNotJsonIsRefused() {
    JsonObject tree = new JsonObject();
    tree.addProperty("client_secret_expires_at", Double.NaN);

    assertThatThrownBy(() -> new Gson().fromJson(tree, OAuth2Client.class))
        .isInstanceOf(JsonParseException.class);
  }

  @Test
  void secretsInsideUnknownPropertiesAreLeftOutToo() {
    String json =
        "{\"client_id\":\"a\",\"new\":{\"b\":1,\"client_secret\":\"s-1\"},"
            + "\"keys\":[{\"kty\":\"EC\",\"d\":\"s-2\"}]}";
    OAuth2Client client = OAuth2Client.fromJson(json);
    assertThat(new Gson().toJson(client)).doesNotContain("s-1", "s-2");
    assertThat(client.toJson()).isEqualTo(json);
  }
}
