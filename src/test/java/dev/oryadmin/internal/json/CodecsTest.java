package dev.oryadmin.internal.json;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import dev.oryadmin.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each codec by itself: what the properties of today's models don't use included. */
class CodecsTest {
  private static final MapCodec<String> TEXTS = new MapCodec<>(TextCodec.STRING);
  private static final MapCodec<List<Long>> LISTS =
      new MapCodec<>(new ListCodec<>(NumberCodec.LONG));
  private static final MapCodec<Secret> SECRETS = new MapCodec<>(TextCodec.SECRET);
  private static final LazyCodec<List<Secret>> LAZY =
      new LazyCodec<>(() -> new ListCodec<>(TextCodec.SECRET));

  @Test
  void aMapIsReadAndWritten() throws IOException {
    Object wire = read(TEXTS, "{\"a\":\"1\",\"\":\"2\",\"a\":\"3\"}");
    assertThat(TEXTS.decode(wire)).containsExactly(Map.entry("a", "3"), Map.entry("", "2"));
    assertThat(TEXTS.decode(wire)).isUnmodifiable();
    assertThat(write(TEXTS, wire)).isEqualTo("{\"a\":\"3\",\"\":\"2\"}");
    assertThat(print(TEXTS, wire)).isEqualTo("{\"a\": \"3\", \"\": \"2\"}");
    assertThat(TEXTS.encode(TEXTS.decode(wire))).isEqualTo(wire);
    assertThat(print(TEXTS, read(TEXTS, "{}"))).isEqualTo("{}");
    assertThat(TEXTS.expected()).isEqualTo("an object");
    assertThat(TEXTS.absent()).isEmpty();
    assertThat(TEXTS.cleared()).isEqualTo(Map.of());
    assertThat(TEXTS.sensitive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          5                             | ``      | an object but was a number
          ["a"]                         | ``      | an object but was an array
          {"a":["x"]}                   | .a[0]   | a whole number of 64 bits but was a string
          {"a":[1],"b":[1,null]}        | .b[1]   | a whole number of 64 bits but was null
          {"a":[1],"b":null}            | .b      | an array but was null
          {"a":[1],"[b":{"c":1},"d":5}  | .[b     | an array but was an object
          {"a":[1,1.5]}                 | .a[1]   | a whole number of 64 bits but was another number
          """)
  void aMapWithAWrongMemberIsKept(String json, String path, String problem) throws IOException {
    Object wire = read(LISTS, json);
    assertThat(write(LISTS, wire)).isEqualTo(json);
    assertThatThrownBy(() -> LISTS.decode(wire))
        .isInstanceOfSatisfying(
            WrongValue.class,
            e -> {
              assertThat(e.path()).isEqualTo(path);
              assertThat(e.expected()).isEqualTo(problem);
            });
  }

  @Test
  void nullMembersMakeAMapMalformed() throws IOException {
    assertThat(read(TEXTS, "null")).isSameAs(ValueCodec.NULL);
    assertThat(write(TEXTS, ValueCodec.NULL)).isEqualTo("null");
    MapCodec<JsonElement> any = new MapCodec<>(ScalarCodecs.ANY);
    assertThatThrownBy(() -> any.encode(Map.of("a", JsonNull.INSTANCE)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("map value is JSON null");
    ListCodec<JsonElement> items = new ListCodec<>(ScalarCodecs.ANY);
    assertThatThrownBy(() -> items.encode(List.of(JsonNull.INSTANCE)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("list item is JSON null");
  }

  @Test
  @SuppressWarnings("NullAway") // what is declared impossible is tested
  void nullKeysAndValuesOfAMapAreRefused() {
    Map<String, String> map = new HashMap<>();
    map.put("a", null);
    assertThatThrownBy(() -> TEXTS.encode(map)).hasMessage("map value == null");
    map.clear();
    map.put(null, "a");
    assertThatThrownBy(() -> TEXTS.encode(map)).hasMessage("map key == null");
  }

  @Test
  void secretsInAMapAreMaskedAndLeftOut() throws IOException {
    Object wire = read(SECRETS, "{\"a\":\"s3cr3t\"}");
    assertThat(SECRETS.sensitive()).isTrue();
    assertThat(print(SECRETS, wire)).isEqualTo("{\"a\": ***}");
    assertThat(SECRETS.withoutSecrets(wire)).isNull();
    assertThat(SECRETS.withoutSecrets(ValueCodec.NULL)).isNull();
    assertThat(SECRETS.withoutSecrets(read(SECRETS, "5"))).isNull();
    Object texts = read(TEXTS, "{\"a\":\"b\"}");
    assertThat(TEXTS.withoutSecrets(texts)).isEqualTo(texts);
    assertThat(TEXTS.withoutSecrets(ValueCodec.NULL)).isSameAs(ValueCodec.NULL);
    Object wrong = read(TEXTS, "[]");
    assertThat(TEXTS.withoutSecrets(wrong)).isSameAs(wrong);
  }

  @Test
  void lazyCodecDelegatesToTheOneItFinds() throws IOException {
    Object wire = read(LAZY, "[\"s3cr3t\"]");
    assertThat(LAZY.decode(wire)).containsExactly(Secret.of("s3cr3t"));
    assertThat(LAZY.encode(List.of(Secret.of("s3cr3t")))).isEqualTo(wire);
    assertThat(write(LAZY, wire)).isEqualTo("[\"s3cr3t\"]");
    assertThat(print(LAZY, wire)).isEqualTo("[***]");
    assertThat(LAZY.expected()).isEqualTo("an array");
    assertThat(LAZY.absent()).isEmpty();
    assertThat(LAZY.cleared()).isEqualTo(List.of());
    assertThat(LAZY.sensitive()).isTrue();
    assertThat(LAZY.withoutSecrets(wire)).isNull();
    LazyCodec<String> text = new LazyCodec<>(() -> TextCodec.STRING);
    assertThat(text.sensitive()).isFalse();
    assertThat(text.withoutSecrets("a")).isEqualTo("a");
  }

  @Test
  void clearedValueIsTheOneThatMostServersAccept() {
    assertThat(TextCodec.STRING.cleared()).isEqualTo("");
    assertThat(TextCodec.SECRET.cleared()).isEqualTo("");
    assertThat(TextCodec.INSTANT.cleared()).isSameAs(ValueCodec.NULL);
    assertThat(TextCodec.DURATION.cleared()).isSameAs(ValueCodec.NULL);
    assertThat(ScalarCodecs.BOOLEAN.cleared()).isEqualTo(false);
    assertThat(NumberCodec.LONG.cleared()).isSameAs(ValueCodec.NULL);
    assertThat(ScalarCodecs.ANY.cleared()).isEqualTo(RawJson.of(new JsonObject()));
    assertThat(new ListCodec<>(TextCodec.STRING).cleared()).isEqualTo(List.of());
    assertThat(ValueCodec.NULL).hasToString("null");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "-0, 0, 0, 0",
    "1.0, 1, 1, 1.0",
    "1e3, 1000, 1000, 1E+3",
    "2147483647, 2147483647, 2147483647, 2147483647",
    "-2147483648, -2147483648, -2147483648, -2147483648",
    "2147483648, , 2147483648, 2147483648",
    "9223372036854775807, , 9223372036854775807, 9223372036854775807",
    "9223372036854775808, , , 9223372036854775808",
    "1.5, , , 1.5",
    "1e-400, , , 1E-400",
    "0e10000, 0, 0, 0E+10000",
    "0e10001, , , 0E+10001",
    "1e999999999, , , 1E+999999999",
    "1e99999999999, , ,",
  })
  void numbersAreExactOrRefused(
      String json, @Nullable Integer small, @Nullable Long big, @Nullable BigDecimal any)
      throws IOException {
    assertNumber(NumberCodec.INTEGER, json, small);
    assertNumber(NumberCodec.LONG, json, big);
    assertNumber(NumberCodec.DECIMAL, json, any);
  }

  private static <T> void assertNumber(ValueCodec<T> codec, String json, @Nullable T expected)
      throws IOException {
    Object wire = read(codec, json);
    assertThat(write(codec, wire)).isEqualTo(json);
    assertThat(print(codec, wire)).isEqualTo(json);
    if (expected == null) {
      assertThatThrownBy(() -> codec.decode(wire)).isInstanceOf(WrongValue.class);
    } else {
      assertThat(codec.decode(wire)).isEqualTo(expected);
      assertThat(read(codec, write(codec, codec.encode(expected))))
          .isEqualTo(codec.encode(expected));
    }
  }

  @Test
  void booleansAreReadAndWritten() throws IOException {
    assertThat(ScalarCodecs.BOOLEAN.decode(read(ScalarCodecs.BOOLEAN, "true"))).isTrue();
    assertThat(ScalarCodecs.BOOLEAN.decode(read(ScalarCodecs.BOOLEAN, "false"))).isFalse();
    assertThat(ScalarCodecs.BOOLEAN.encode(true)).isEqualTo(true);
    assertThat(print(ScalarCodecs.BOOLEAN, false)).isEqualTo("false");
    assertThat(ScalarCodecs.ANY.expected()).isEqualTo("any JSON");
  }

  @Test
  void listsArePrintedAndKeepWrongItems() throws IOException {
    ListCodec<String> texts = new ListCodec<>(TextCodec.STRING);
    assertThat(print(texts, List.of())).isEqualTo("[]");
    assertThat(print(texts, List.of("a", "b\n"))).isEqualTo("[\"a\", \"b\\n\"]");
    assertThat(texts.sensitive()).isFalse();
    assertThat(texts.item()).isSameAs(TextCodec.STRING);
    assertThat(texts.withoutSecrets(List.of("a"))).isEqualTo(List.of("a"));
    assertThat(texts.withoutSecrets(ValueCodec.NULL)).isSameAs(ValueCodec.NULL);
    Object wrong = read(texts, "[5]");
    assertThat(texts.withoutSecrets(wrong)).isSameAs(wrong);
    assertThat(new ListCodec<>(TextCodec.SECRET).sensitive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT1S, 1", "PT1.9S, 1", "PT1H, 3600"})
  void durationsAreWrittenInWholeSeconds(Duration duration, String json) throws IOException {
    assertThat(write(MappedCodec.SECONDS, MappedCodec.SECONDS.encode(duration))).isEqualTo(json);
    Object wire = read(MappedCodec.SECONDS, json);
    assertThat(MappedCodec.SECONDS.decode(wire)).isEqualTo(duration.truncatedTo(SECONDS));
    assertThat(print(MappedCodec.SECONDS, wire)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({"PT-0.1S, negative", "PT-1S, negative", "PT0.999999999S, shorter than a second"})
  void durationsThatTheServerWouldNotUnderstandAreRefused(Duration duration, String problem) {
    assertThatThrownBy(() -> MappedCodec.SECONDS.encode(duration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource({"399, false", "400, true", "599, true", "600, false"})
  void statusOfAnErrorIsFrom400To599(int status, boolean accepted) throws IOException {
    Object wire = read(MappedCodec.ERROR_STATUS, Integer.toString(status));
    if (accepted) {
      MappedCodec.ERROR_STATUS.checkAny(wire);
      assertThat(MappedCodec.ERROR_STATUS.encode(status)).isEqualTo(wire);
    } else {
      assertThatThrownBy(() -> MappedCodec.ERROR_STATUS.checkAny(wire))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not from 400 to 599: " + status);
    }
    assertThat(MappedCodec.ERROR_STATUS.decode(wire)).as("read without a check").isEqualTo(status);
    assertThat(MappedCodec.ERROR_STATUS.expected()).isEqualTo("a status from 400 to 599");
  }

  @Test
  void itemsAreChecked() throws IOException {
    ListCodec<Integer> list = new ListCodec<>(MappedCodec.ERROR_STATUS);
    LazyCodec<Integer> lazy = new LazyCodec<>(() -> MappedCodec.ERROR_STATUS);
    list.checkAny(read(list, "[400,599]"));
    lazy.checkAny(read(lazy, "400"));
    Object wrongItem = read(list, "[400,600]");
    assertThatThrownBy(() -> list.checkAny(wrongItem)).isInstanceOf(IllegalArgumentException.class);
    Object wrong = read(lazy, "600");
    assertThatThrownBy(() -> lazy.checkAny(wrong)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, true",
    "1152921504606846976, false",
    "1152921504606847000, false",
    "9223372036854776000, false",
    "0.0000000000000000000000000000001, false",
    "0.1, true",
    "1.10, false"
  })
  void floatsKeepTheirText(String number, boolean kept) {
    assertThat(GoFloat.keeps(number)).isEqualTo(kept);
  }

  @Test
  void whatIsMappedTellsWhatItExpects() throws IOException {
    Object wire = read(MappedCodec.UNIX_TIME, "1e99");
    assertThatThrownBy(() -> MappedCodec.UNIX_TIME.decode(wire)).isInstanceOf(WrongValue.class);
    assertThat(MappedCodec.UNIX_TIME.expected()).isEqualTo("a whole number of seconds since 1970");
    Object tooLarge = read(MappedCodec.UNIX_TIME, "9223372036854775807");
    assertThatThrownBy(() -> MappedCodec.UNIX_TIME.decode(tooLarge))
        .isInstanceOfSatisfying(
            WrongValue.class,
            e ->
                assertThat(e.expected())
                    .isEqualTo("a whole number of seconds since 1970 but was another number"));
  }

  @Test
  void claimsArePrintedAndNameWhatTheyExpect() throws IOException {
    Object wire = read(ClaimsCodec.CLAIMS, "{\"a\":1.10}");
    assertThat(print(ClaimsCodec.CLAIMS, wire)).isEqualTo("{\"a\":1.10}");
    assertThat(write(ClaimsCodec.CLAIMS, wire)).isEqualTo("{\"a\":1.10}");
    assertThat(ClaimsCodec.CLAIMS.expected()).isEqualTo("an object");
    assertThat(ClaimsCodec.CLAIMS.encode(JsonNull.INSTANCE)).isSameAs(ValueCodec.NULL);
    ClaimsCodec.CLAIMS.checkAny(ValueCodec.NULL);
  }

  @Test
  void kindsOfValuesAreNamedInMessages() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("{}", "an object");
    kinds.put("[]", "an array");
    kinds.put("\"\"", "a string");
    kinds.put("1e400", "a number");
    kinds.put("true", "a boolean");
    kinds.put("null", "null");
    kinds.forEach(
        (json, kind) -> {
          assertThat(RawJson.kind(tree(json))).isEqualTo(kind);
          assertThat(RawJson.of(tree(json)).isNull()).isEqualTo(kind.equals("null"));
        });
  }

  @Test
  void nestingIsLimited() {
    for (String[] ends : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
      String core = ends[0].equals("[") ? "" : "1";
      int most = JsonStreams.MAX_VALUE_DEPTH;
      RawJson deep = RawJson.of(tree(ends[0].repeat(most) + core + ends[1].repeat(most)));
      assertThat(deep.toTree()).isNotNull();
      JsonElement deeper = tree(ends[0].repeat(most + 1) + core + ends[1].repeat(most + 1));
      assertThatThrownBy(() -> RawJson.of(deeper)).isInstanceOf(IllegalArgumentException.class);
      assertThat(RawJson.document(deeper).toTree()).isEqualTo(deeper);
    }
  }

  @Test
  void otherWritersGetTheTextOfNumbers() throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text) {};
    out.beginArray();
    JsonOutput output = new GsonOutput(out);
    NumberCodec.DECIMAL.write(output, "1e400");
    RawJson.of(tree("1.10")).write(output);
    assertThatThrownBy(() -> out.value(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    out.endArray();
    assertThat(text).hasToString("[1e400,1.10]");
  }

  private static JsonElement tree(String json) {
    try {
      return RawJson.parse(JsonStreams.reader(new StringReader(json)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Object read(ValueCodec<?> codec, String json) throws IOException {
    return codec.read(JsonStreams.reader(new StringReader(json)));
  }

  private static String write(ValueCodec<?> codec, Object wire) throws IOException {
    StringWriter text = new StringWriter();
    codec.writeAny(new GsonOutput(new JsonWriter(text)), wire);
    JsonBytes bytes = new JsonBytes();
    codec.writeAny(bytes, wire);
    assertThat(bytes.toText()).isEqualTo(text.toString());
    return text.toString();
  }

  private static String print(ValueCodec<?> codec, Object wire) {
    StringBuilder text = new StringBuilder();
    codec.printAny(wire, text);
    return text.toString();
  }
}
