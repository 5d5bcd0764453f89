package dev.oryadmin.model;

import static dev.oryadmin.model.OAuth2Client.METADATA;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.DecodeException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Free-form JSON set and read without a type of Gson. */
class PlainMetadataTest {
  @Test
  void aMapIsSetAndRead() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("tier", "gold");
    map.put("seats", 5L);
    map.put("price", new BigDecimal("1.10"));
    map.put("on", true);
    map.put("none", null);
    map.put("list", Arrays.asList("a", null, Map.of("b", 1L)));
    OAuth2Client client = OAuth2Client.builder().setMap(METADATA, map).build();
    assertThat(client.toJson())
        .isEqualTo(
            "{\"metadata\":{\"tier\":\"gold\",\"seats\":5,\"price\":1.10,\"on\":true,"
                + "\"none\":null,\"list\":[\"a\",null,{\"b\":1}]}}");
    assertThat(client.getMap(METADATA)).isEqualTo(map);
    assertThat(OAuth2Client.builder().setJson(METADATA, client.getJson(METADATA)).build())
        .isEqualTo(client);
  }

  @Test
  void whatIsReadCannotBeChanged() {
    Map<String, @Nullable Object> map =
        requireNonNull(
            OAuth2Client.fromJson("{\"metadata\":{\"a\":[1],\"b\":{}}}").getMap(METADATA));
    assertThatThrownBy(() -> map.put("c", 1)).isInstanceOf(UnsupportedOperationException.class);
    for (Object inside : map.values()) {
      assertThatThrownBy(inside instanceof List<?> list ? list::clear : () -> change(inside))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @SuppressWarnings("unchecked")
  private static void change(@Nullable Object map) {
    ((Map<String, Object>) requireNonNull(map)).put("a", 1);
  }

  @Test
  void absentAndNullAreNull() {
    OAuth2Client none = OAuth2Client.builder().build();
    OAuth2Client empty = OAuth2Client.builder().setMap(METADATA, null).build();
    assertThat(none.getMap(METADATA)).isNull();
    assertThat(none.getJson(METADATA)).isNull();
    assertThat(empty.getMap(METADATA)).isNull();
    assertThat(empty.getJson(METADATA)).isNull();
    assertThat(empty.toJson()).isEqualTo("{\"metadata\":null}");
    assertThat(OAuth2Client.builder().setJson(METADATA, null).build()).isEqualTo(empty);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "9223372036854775808", "1.10", "1e400", "1E+2", "1e99999999999", "1e5"})
  void numbersKeepTheirText(String number) {
    OAuth2Client client = OAuth2Client.fromJson("{\"metadata\":{\"n\":" + number + "}}");
    Map<String, @Nullable Object> map = requireNonNull(client.getMap(METADATA));
    assertThat(map.get("n")).isInstanceOf(Number.class).hasToString(number);
    assertThat(OAuth2Client.builder().setMap(METADATA, map).build()).isEqualTo(client);
  }

  @Test
  void wholeNumbersOf18DigitsAreLongs() {
    Map<String, @Nullable Object> map =
        requireNonNull(
            OAuth2Client.fromJson(
                    "{\"metadata\":{\"a\":-99999999999999999,\"b\":999999999999999999}}")
                .getMap(METADATA));
    assertThat(map).containsEntry("a", -99999999999999999L).containsEntry("b", 999999999999999999L);
  }

  @Test
  void nestingIsLimited() {
    Object deepest = List.of(1L);
    for (int depth = 2; depth < 990; depth++) {
      deepest = List.of(deepest);
    }
    Map<String, @Nullable Object> most = Map.of("a", deepest);
    Map<String, @Nullable Object> tooMany = Map.of("a", List.of(deepest));
    assertThat(OAuth2Client.builder().setMap(METADATA, most).build().getMap(METADATA))
        .isEqualTo(most);
    OAuth2Client.Builder builder = OAuth2Client.builder();
    assertThatThrownBy(() -> builder.setMap(METADATA, tooMany))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNoObjectIsNoMap() {
    OAuth2Client client = OAuth2Client.fromJson("{\"metadata\":[\"hidden\"]}");
    assertThatThrownBy(() -> client.getMap(METADATA))
        .isInstanceOf(DecodeException.class)
        .hasMessage("OAuth2Client.metadata: expected an object but was an array");
    assertThat(client.getJson(METADATA)).isEqualTo("[\"hidden\"]");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    OAuth2Client.Builder builder = OAuth2Client.builder();
    Map<String, Object> itself = new HashMap<>();
    itself.put("a", itself);
    List<Object> nested = new ArrayList<>();
    nested.add(nested);
    for (Object odd : Arrays.asList(new Object(), 'c', Map.of(1, 2), itself, nested, Double.NaN)) {
      assertThatThrownBy(() -> builder.setMap(METADATA, Map.of("a", odd)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("OAuth2Client.metadata: ");
    }
    for (String text : Set.of("", "{", "{} {}", "{'a':1}", "null")) {
      assertThatThrownBy(() -> builder.setJson(METADATA, text)).isInstanceOf(DecodeException.class);
    }
    assertThat(builder.build().has(METADATA)).isFalse();
  }
}
