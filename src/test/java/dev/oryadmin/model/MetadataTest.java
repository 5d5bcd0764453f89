package dev.oryadmin.model;

import static dev.oryadmin.model.OAuth2Client.METADATA;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.DecodeException;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Free-form JSON: any value, nobody else's. */
class MetadataTest {
  private static final Gson GSON = new Gson();

  /** An application's own type. */
  record Tenant(String tier, long seats) {}

  @Test
  void whatIsSetIsCopied() {
    JsonObject tree = TestTrees.parse("{\"a\":{\"b\":[1]}}").getAsJsonObject();
    OAuth2Client client =
        OAuth2Client.builder().metadata(tree).additionalProperty("new", tree).build();
    tree.getAsJsonObject("a").getAsJsonArray("b").add(2);
    tree.addProperty("c", true);
    assertThat(client.toJson())
        .isEqualTo("{\"metadata\":{\"a\":{\"b\":[1]}},\"new\":{\"a\":{\"b\":[1]}}}");
  }

  @Test
  void whatIsReadIsCopied() {
    OAuth2Client client = OAuth2Client.fromJson("{\"metadata\":{\"a\":[1]},\"new\":{\"b\":[1]}}");
    String before = client.toJson();
    client.require(METADATA).getAsJsonObject().getAsJsonArray("a").add(2);
    requireNonNull(client.additionalProperties().get("new")).getAsJsonObject().addProperty("c", 1);
    assertThat(client.toJson()).isEqualTo(before);
    assertThat(client.metadata()).isEqualTo(TestTrees.parse("{\"a\":[1]}"));
  }

  @Test
  void aGivenTreeIsCopied() {
    JsonObject tree = TestTrees.parse("{\"metadata\":{\"a\":[1]}}").getAsJsonObject();
    OAuth2Client client = OAuth2Client.fromJson(tree);
    OAuth2Client other = GSON.fromJson(tree, OAuth2Client.class);
    tree.getAsJsonObject("metadata").getAsJsonArray("a").add(2);
    assertThat(client.toJson()).isEqualTo("{\"metadata\":{\"a\":[1]}}");
    assertThat(other).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "\"a\"", "true", "-0", "1.10", "1e400", "[null]"})
  void anyJsonIsMetadata(String json) {
    OAuth2Client client = OAuth2Client.fromJson("{\"metadata\":" + json + "}");
    assertThat(client.toJson()).isEqualTo("{\"metadata\":" + json + "}");
    assertThat(OAuth2Client.builder().metadata(client.metadata()).build()).isEqualTo(client);
  }

  @Test
  void nullIsNull() {
    OAuth2Client client = OAuth2Client.builder().metadata(JsonNull.INSTANCE).build();
    assertThat(client).isEqualTo(OAuth2Client.builder().metadata(null).build());
    assertThat(client.metadata()).isNull();
    assertThat(client.has(METADATA)).isTrue();
    assertThat(client.getAs(METADATA, GSON.getAdapter(Tenant.class))).isNull();
  }

  @Test
  void applicationCanReadItsOwnType() {
    OAuth2Client client = OAuth2Client.fromJson("{\"metadata\":{\"tier\":\"gold\",\"seats\":5}}");
    assertThat(client.getAs(METADATA, GSON.getAdapter(Tenant.class)))
        .isEqualTo(new Tenant("gold", 5));
    assertThat(OAuth2Client.builder().build().getAs(METADATA, GSON.getAdapter(Tenant.class)))
        .isNull();
    OAuth2Client other = OAuth2Client.fromJson("{\"metadata\":{\"seats\":\"do-not-show\"}}");
    assertThatThrownBy(() -> other.getAs(METADATA, GSON.getAdapter(Tenant.class)))
        .isInstanceOf(DecodeException.class)
        .hasMessage("OAuth2Client.metadata: the adapter refuses this JSON")
        .hasNoCause();
  }

  @Test
  void numbersOfAnyClassBecomeTheirText() {
    AtomicInteger counter = new AtomicInteger(1);
    JsonObject tree = new JsonObject();
    Map<String, Number> numbers =
        Map.of("i", 1, "l", 2L, "d", 1.5, "f", 1.5f, "b", new BigDecimal("1.10"), "a", counter);
    numbers.forEach((name, number) -> tree.add(name, new JsonPrimitive(number)));
    tree.add("n", new JsonPrimitive(new BigInteger("12345678901234567890")));
    OAuth2Client client = OAuth2Client.builder().metadata(tree).build();
    counter.set(99);
    assertThat(TestTrees.exact(OAuth2Client.fromJson(client.toJson()).toJson()))
        .isEqualTo(
            TestTrees.exact(
                "{\"metadata\":{\"i\":1,\"l\":2,\"d\":1.5,\"f\":1.5,\"b\":1.10,\"a\":1,"
                    + "\"n\":12345678901234567890}}"));
    assertThat(OAuth2Client.fromJson(client.toJson())).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-Infinity", "1,\"owner\":\"x\"", "01", "1.", "+1", "", "0x1"})
  void invalidNumbersAreRefused(String text) {
    JsonPrimitive odd = new JsonPrimitive(new OddNumber(text));
    assertThatThrownBy(() -> OAuth2Client.builder().metadata(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "OAuth2Client.metadata: not a JSON number, or one of more than 1,000 characters");
  }

  @Test
  void lengthOfNumbersIsLimited() {
    String longest = "9".repeat(1_000);
    OAuth2Client client =
        OAuth2Client.builder().metadata(new JsonPrimitive(new BigInteger(longest))).build();
    assertThat(client.toJson()).isEqualTo("{\"metadata\":" + longest + "}");
    assertThat(OAuth2Client.fromJson(client.toJson())).isEqualTo(client);
    JsonPrimitive longer = new JsonPrimitive(new BigInteger(longest + "9"));
    assertThatThrownBy(() -> OAuth2Client.builder().metadata(longer))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A number that prints as it likes. */
  private static final class OddNumber extends Number {
    @Serial private static final long serialVersionUID = 1L;

    private final String text;

    OddNumber(String text) {
      this.text = text;
    }

    @Override
    public int intValue() {
      return 1;
    }

    @Override
    public long longValue() {
      return 1;
    }

    @Override
    public float floatValue() {
      return 1;
    }

    @Override
    public double doubleValue() {
      return 1;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what is declared impossible is tested
  void missingAdapterIsNotADecodeException() {
    OAuth2Client client = OAuth2Client.builder().metadata(new JsonObject()).build();

    assertThatNullPointerException()
        .isThrownBy(() -> client.getAs(OAuth2Client.METADATA, null))
        .withMessage("adapter == null");
  }
}
