package dev.oryadmin.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.oryadmin.Model;
import dev.oryadmin.ModelType;
import dev.oryadmin.OryTypeAdapterFactory;
import dev.oryadmin.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is written back, to the last digit, whatever it is. */
class RoundTripTest {
  private static final int OBJECTS = Integer.getInteger("roundtrip.objects", 1_000);

  private static final Gson GSON =
      new GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets()).create();

  static Stream<ModelType<?>> models() {
    return PropertyCase.models();
  }

  @ParameterizedTest
  @MethodSource("models")
  <M extends Model<M>> void anyObjectSurvives(ModelType<M> type) {
    for (int seed = 0; seed < OBJECTS; seed++) {
      ArbitraryJson arbitrary = new ArbitraryJson(seed, type);
      JsonObject tree = arbitrary.object();
      String json = arbitrary.write(tree);
      String expected = TestTrees.exact(tree);

      M model = type.fromJson(json);
      String written = model.toJson();
      assertThat(TestTrees.exact(written)).as(json).isEqualTo(expected);
      M again = type.fromJson(written);
      assertThat(again).isEqualTo(model).hasSameHashCodeAs(model);
      assertThat(again.toJson()).isEqualTo(written);
      assertThat(model.toString()).doesNotContain("\n", "\r");
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  <M extends Model<M>> void allReadersAndWritersAgree(ModelType<M> type) {
    for (int seed = OBJECTS; seed < OBJECTS + OBJECTS / 3; seed++) {
      ArbitraryJson arbitrary = new ArbitraryJson(seed, type);
      JsonObject tree = arbitrary.object();
      String json = arbitrary.write(tree);

      M model = type.fromJson(json);
      assertThat(type.fromJson(new StringReader(json))).isEqualTo(model);
      assertThat(type.fromJson(new ByteArrayInputStream(json.getBytes(UTF_8)))).isEqualTo(model);
      assertThat(type.fromJson(tree)).isEqualTo(model);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      model.toJson(bytes);
      assertThat(bytes.toString(UTF_8)).isEqualTo(model.toJson());
      assertThat(GSON.fromJson(json, type.javaType())).isEqualTo(model);
      assertThat(TestTrees.exact(GSON.toJson(model))).isEqualTo(TestTrees.exact(tree));
      assertThat(TestTrees.exact(GSON.toJsonTree(model))).isEqualTo(TestTrees.exact(tree));
    }
  }

  @Test
  void recordedRequestsAndAnswersSurvive() {
    List<String> recorded = new ArrayList<>(RecordedJson.requests());
    recorded.addAll(RecordedJson.answers());
    for (String json : recorded) {
      assertThat(TestTrees.exact(OAuth2Client.fromJson(json).toJson()))
          .isEqualTo(TestTrees.exact(json));
    }
  }

  @Test
  void recordedClientsCanBeReadInFull() {
    List<OAuth2Client> clients =
        RecordedJson.answers().stream()
            .map(OAuth2Client::fromJson)
            .filter(client -> client.has(OAuth2Client.CREATED_AT))
            .toList();
    assertThat(clients).hasSizeGreaterThan(300);
    for (OAuth2Client client : clients) {
      OAuth2Client.PROPERTIES.forEach(client::get);
      assertThat(client.createdAt()).isNotNull();
      assertThat(client.additionalProperties()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":12345678901234567890}",
        "{\"a\":[1.0,1.10,1E5,1e400,-0,-0.0,0e0]}",
        "{\"a\":\"\\u0000\\ud83d\"}",
        "{\"\\ud83d\":{\"\":{\"\\u0000\":null}}}",
        "{\"a\":{},\"b\":[[]],\"c\":[{}]}"
      })
  void jsonTextSurvivesARoundTrip(String metadata) {
    String json = "{\"metadata\":" + metadata + ",\"unknown\":" + metadata + "}";
    assertThat(OAuth2Client.fromJson(json).toJson()).isEqualTo(json);
  }

  @Test
  void lastOfTwoMembersWithOneNameWins() {
    String json =
        "{\"owner\":\"a\",\"x\":1,\"owner\":5,\"metadata\":{\"b\":1,\"b\":2},\"x\":null,\"owner\":\"c\"}";
    OAuth2Client client = OAuth2Client.fromJson(json);
    assertThat(client.owner()).isEqualTo("c");
    assertThat(client.toJson()).isEqualTo("{\"owner\":\"c\",\"metadata\":{\"b\":2},\"x\":null}");
  }

  @Test
  void numbersTimesAndDurationsAreComparedByTheirText() {
    assertDiffer("client_secret_expires_at", "12345678901234567890", "12345678901234567891");
    assertDiffer("client_secret_expires_at", "1", "1.0");
    assertDiffer("metadata", "12345678901234567890", "12345678901234567891");
    assertDiffer("metadata", "1", "1.0");
    assertDiffer("metadata", "1e400", "1e401");
    assertDiffer("metadata", "0", "-0");
    assertDiffer("metadata", "\"1\"", "1");
    assertDiffer("metadata", "[1]", "[1,2]");
    assertDiffer("metadata", "[1]", "[2]");
    assertDiffer("metadata", "[1]", "{}");
    assertDiffer("metadata", "true", "false");
    assertDiffer("metadata", "true", "\"true\"");
    assertDiffer("metadata", "{\"a\":1}", "{\"b\":1}");
    assertDiffer("metadata", "{\"a\":1}", "{\"a\":1,\"b\":2}");
    assertDiffer("metadata", "{\"a\":null}", "{}");
    assertDiffer("unknown", "{\"a\":null}", "{\"b\":null}");
    assertDiffer("created_at", "\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:00:00+00:00\"");
    assertDiffer("implicit_grant_id_token_lifespan", "\"1h\"", "\"1h0m0s\"");
    assertDiffer("jwks", "{}", "{\"keys\":[]}");
    assertThat(OAuth2Client.fromJson("{\"metadata\":{\"a\":1,\"b\":[2]}}"))
        .isEqualTo(OAuth2Client.fromJson("{\"metadata\":{\"b\":[2],\"a\":1}}"))
        .hasSameHashCodeAs(OAuth2Client.fromJson("{\"metadata\":{\"b\":[2],\"a\":1}}"));
  }

  @Test
  void differentModelsHaveDifferentHashCodes() {
    Set<Integer> hashes = new HashSet<>();
    List<String> values = List.of("1", "\"1\"", "[1]", "[1,2]", "[2,1]", "{\"a\":1}", "{\"b\":1}");
    for (String name : List.of("metadata", "unknown", "owner")) {
      values.forEach(
          v -> hashes.add(OAuth2Client.fromJson("{\"" + name + "\":" + v + "}").hashCode()));
    }
    assertThat(hashes).hasSizeGreaterThan(14).doesNotContain(0);
    assertThat(GrantType.IMPLICIT.hashCode()).isNotEqualTo(GrantType.of("x").hashCode());
    assertThat(Secret.of("a").hashCode()).isNotEqualTo(Secret.of("b").hashCode());
  }

  private static void assertDiffer(String name, String one, String other) {
    OAuth2Client a = OAuth2Client.fromJson("{\"" + name + "\":" + one + "}");
    OAuth2Client b = OAuth2Client.fromJson("{\"" + name + "\":" + other + "}");
    assertThat(a).isNotEqualTo(b);
  }
}
