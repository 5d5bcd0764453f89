package dev.oryadmin.model;

import static dev.oryadmin.model.PropertyCase.MARKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.Model;
import dev.oryadmin.ModelType;
import dev.oryadmin.Secret;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Absent, null and a value are three states, for each property of each model. */
class PresenceTest {
  static Stream<PropertyCase<?, ?>> properties() {
    return PropertyCase.all();
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void unsetPropertiesAreAbsent(PropertyCase<M, T> of) throws Exception {
    M model = of.builder().build();
    assertThat(model.has(of.property())).isFalse();
    assertThat(model.toJson()).isEqualTo("{}");
    assertThat(model).isEqualTo(of.model().fromJson("{}")).hasSameHashCodeAs(of.builder().build());
    assertReadsAsNothing(of, model, "absent");
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void nullIsSentAsNull(PropertyCase<M, T> of) throws Exception {
    M model = of.builder().set(of.property(), null).build();
    assertThat(model.has(of.property())).isTrue();
    assertThat(model.toJson()).isEqualTo(of.object("null"));
    assertThat(model).isEqualTo(of.parse("null")).hasSameHashCodeAs(of.parse("null"));
    assertThat(model).isNotEqualTo(of.builder().build());
    assertThat(model).hasToString(of.model().name() + "{" + of.property().name() + "=null}");
    assertReadsAsNothing(of, model, "null");
  }

  private static <M extends Model<M>, T> void assertReadsAsNothing(
      PropertyCase<M, T> of, M model, String state) throws Exception {
    T value = model.get(of.property());
    if (of.property().type().javaType() == List.class) {
      assertThat(value).isEqualTo(List.of());
    } else {
      assertThat(value).isNull();
    }
    assertThatThrownBy(() -> model.require(of.property()))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining(of.property() + " is " + state);
    if (!of.accessorGivesNothing()) {
      assertThatThrownBy(() -> of.access(model))
          .hasRootCauseInstanceOf(NoSuchElementException.class);
    } else {
      assertThat(of.access(model)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void valueIsWrittenUnchanged(PropertyCase<M, T> of) throws Exception {
    assertThat(of.right()).isNotEmpty();
    for (String text : of.right()) {
      M parsed = of.parse(text);
      assertThat(parsed.has(of.property())).isTrue();
      assertThat(parsed.toJson()).isEqualTo(of.object(text));
      assertThat(of.access(parsed)).isEqualTo(parsed.get(of.property()));
      assertThat(parsed.require(of.property())).isEqualTo(parsed.get(of.property()));
      assertThat(parsed).isEqualTo(of.parse(text)).hasSameHashCodeAs(of.parse(text));
      assertThat(parsed).isNotEqualTo(of.parse("null")).isNotEqualTo(of.builder().build());
    }
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void setValuesAreReadBack(PropertyCase<M, T> of) {
    for (String text : of.settable()) {
      T value = of.parse(text).require(of.property());
      M set = of.builder().set(of.property(), value).build();
      assertThat(set.get(of.property())).isEqualTo(value);
      assertThat(of.model().fromJson(set.toJson())).isEqualTo(set).hasSameHashCodeAs(set);
      assertThat(of.builder().set(of.property(), value).unset(of.property()).build())
          .isEqualTo(of.builder().build());
    }
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void settersEqualSet(PropertyCase<M, T> of) throws Exception {
    List<Method> setters = of.setters(of.builder());
    boolean list = of.property().type().javaType() == List.class;
    int ways = list ? 2 : 1;
    assertThat(setters).hasSize(of.property().readOnly() ? 0 : ways); // the server sets it
    for (Method setter : setters) {
      if (setter.isVarArgs()) {
        continue; // see itemsAreSetOneByOne
      }
      var builder = of.builder();
      assertThat(setter.invoke(builder, (Object) null)).isSameAs(builder);
      assertThat(builder.build()).isEqualTo(of.parse("null"));
      for (String text : of.settable()) {
        T value = of.parse(text).require(of.property());
        setter.invoke(builder, value instanceof Secret secret ? secret.reveal() : value);
        assertThat(builder.build()).isEqualTo(of.builder().set(of.property(), value).build());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void aBuilderSharesNothing(PropertyCase<M, T> of) {
    String text = of.settable().get(0);
    T value = of.parse(text).require(of.property());
    var builder = of.builder();
    M empty = builder.build();
    M full = builder.set(of.property(), value).additionalProperty("other", null).build();
    M again = builder.unset(of.property()).removeAdditionalProperty("other").build();
    assertThat(empty.toJson()).isEqualTo("{}");
    assertThat(full.has(of.property())).isTrue();
    assertThat(full.additionalProperties()).hasSize(1);
    assertThat(again).isEqualTo(empty).hasSameHashCodeAs(empty);
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void secretsAreNotPrinted(PropertyCase<M, T> of) {
    for (String text : of.settable()) {
      M model = of.parse(text);
      var builder = of.builder().set(of.property(), model.get(of.property()));
      assertThat(model.toString()).contains(of.property().name() + "=").doesNotContain("\n");
      assertThat(builder).hasToString("Builder of " + builder.build());
      if (of.property().sensitive()) {
        assertThat(model.toString()).contains("=***").doesNotContain(MARKER);
      }
    }
  }

  @Test
  void propertiesAreListedOnce() {
    long all =
        Schemas.ALL.stream()
            .filter(ModelType.class::isInstance)
            .mapToLong(type -> ((ModelType<?>) type).properties().size())
            .sum();
    assertThat(PropertyCase.all()).hasSize((int) all).doesNotHaveDuplicates();
    assertThat(OAuth2Client.PROPERTIES).hasSize(51).isUnmodifiable();
    assertThat(OAuth2Client.TYPE.find("client_name")).isSameAs(OAuth2Client.CLIENT_NAME);
    assertThat(OAuth2Client.TYPE.find("clientName")).isNull();
  }

  @Test
  void itemsAreSetOneByOne() {
    OAuth2Client one = OAuth2Client.builder().redirectUris("https://a").build();
    OAuth2Client two = one.toBuilder().redirectUris("https://a", "https://b").build();
    assertThat(one.redirectUris()).containsExactly("https://a");
    assertThat(two.toJson()).isEqualTo("{\"redirect_uris\":[\"https://a\",\"https://b\"]}");
    assertThat(OAuth2Client.builder().redirectUris(List.of()).build().toJson())
        .isEqualTo("{\"redirect_uris\":[]}");
  }

  @Test
  void toBuilderKeepsEverything() {
    String json =
        "{\"client_id\":\"a\",\"owner\":null,\"created_at\":\"no time\",\"metadata\":{\"a\":1.0},"
            + "\"unknown\":null,\"more\":[1e400]}";
    OAuth2Client client = OAuth2Client.fromJson(json);
    assertThat(client.toBuilder().build()).isEqualTo(client);
    assertThat(client.toBuilder().clientId("b").build().toJson())
        .isEqualTo(json.replace("\"a\",", "\"b\","));
  }

  @Test
  void unknownPropertiesAreReadAndSet() {
    OAuth2Client client =
        OAuth2Client.builder()
            .additionalProperty("", null)
            .additionalProperty("new", TestTrees.parse("[1.0]"))
            .build();
    assertThat(client.toJson()).isEqualTo("{\"\":null,\"new\":[1.0]}");
    assertThat(client.additionalProperties().keySet()).containsExactly("", "new");
    assertThat(client.additionalProperties()).isUnmodifiable();
    assertThatThrownBy(() -> client.toBuilder().additionalProperty("owner", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OAuth2Client.owner is a known property");
    assertThat(client.toBuilder().removeAdditionalProperty("").build().additionalProperties())
        .isEqualTo(Map.of("new", client.additionalProperties().get("new")));
  }

  @Test
  void modelsOfDifferentKindsAreNotEqual() {
    assertThat(OAuth2Client.builder().build())
        .isNotEqualTo(OAuth2ClientTokenLifespans.builder().build())
        .isNotEqualTo(null);
  }
}
