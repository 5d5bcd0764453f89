package dev.oryadmin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.JsonType;
import dev.oryadmin.ModelType;
import dev.oryadmin.OpenEnum;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSetTest {
  static Stream<Class<?>> sets() {
    return Schemas.ALL.stream()
        .filter(type -> !(type instanceof ModelType))
        .<Class<?>>map(JsonType::javaType);
  }

  private static OpenEnum of(Class<?> set, String text) throws ReflectiveOperationException {
    return (OpenEnum) set.getMethod("of", String.class).invoke(null, text);
  }

  private static List<OpenEnum> constants(Class<?> set) throws ReflectiveOperationException {
    List<Field> fields =
        Arrays.stream(set.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == set)
            .toList();
    OpenEnum[] values = new OpenEnum[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (OpenEnum) fields.get(i).get(null);
    }
    return List.of(values);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void textGivesTheSameValueAsItsConstant(Class<?> set) throws Exception {
    assertThat(constants(set)).isNotEmpty().doesNotHaveDuplicates();
    for (OpenEnum constant : constants(set)) {
      assertThat(of(set, constant.value())).isEqualTo(constant).hasSameHashCodeAs(constant);
      assertThat(constant).hasToString(constant.value());
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void anUnknownValueKeepsItsText(Class<?> set) throws Exception {
    for (String text : new String[] {"", "brand-new", "BRAND-NEW", "é\u0000\ud83d"}) {
      OpenEnum value = of(set, text);
      assertThat(value.value()).isEqualTo(text);
      assertThat(value).hasToString(text).isEqualTo(of(set, text)).hasSameHashCodeAs(of(set, text));
    }
    assertThat(of(set, "a")).isNotEqualTo(of(set, "A")).isNotEqualTo(null).isNotEqualTo("a");
  }

  @ParameterizedTest
  @MethodSource("sets")
  @SuppressWarnings("NullAway") // what is declared impossible is tested
  void nullIsRefused(Class<?> set) {
    assertThatThrownBy(() -> of(set, null)).hasRootCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void valuesOfDifferentSetsAreNotEqual() {
    assertThat((Object) GrantType.of("code")).isNotEqualTo(ResponseType.of("code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_credentials", "urn:example:brand-new", ""})
  void valuesSurviveInAModel(String text) {
    String json = "{\"grant_types\":[\"" + text + "\"],\"subject_type\":\"" + text + "\"}";
    OAuth2Client client = OAuth2Client.fromJson(json);
    assertThat(client.grantTypes()).containsExactly(GrantType.of(text));
    assertThat(client.subjectType()).isEqualTo(SubjectType.of(text));
    assertThat(client.toJson()).isEqualTo(json);
    assertThat(
            OAuth2Client.builder()
                .grantTypes(GrantType.of(text))
                .subjectType(SubjectType.of(text))
                .build())
        .isEqualTo(client);
  }
}
