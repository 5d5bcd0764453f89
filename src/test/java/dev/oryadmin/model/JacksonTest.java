package dev.oryadmin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.Gson;
import dev.oryadmin.JsonType;
import dev.oryadmin.ModelType;
import dev.oryadmin.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Jackson 2 makes of our types; {@code src/it/jackson} asks Jackson 3 too. */
class JacksonTest {
  private static final String OPEN =
      "{\"client_id\":\"a<b\",\"grant_types\":[\"implicit\",\"new\"],\"owner\":null,"
          + "\"jwks\":{\"keys\":[{\"kty\":\"oct\"}]},"
          + "\"metadata\":{\"n\":[12345678901234567890,1.10,1e400,-0,5,0.1e-7,1E+2,1e99999999999]},"
          + "\"implicit_grant_id_token_lifespan\":\"1h\",\"odd\":{\"x\":true}}";

  private static final String WITH_SECRETS =
      OPEN.replace("\"owner\"", "\"client_secret\":\"hidden\",\"owner\"")
          .replace("\"oct\"", "\"oct\",\"k\":\"hidden\"")
          .replace("\"odd\"", "\"new_token\":\"hidden\",\"odd\"");

  private static final OAuth2Client CLIENT = OAuth2Client.fromJson(WITH_SECRETS);

  static Stream<ObjectMapper> mappers() {
    return Stream.of(
        new ObjectMapper(),
        new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS),
        new ObjectMapper().setVisibility(PropertyAccessor.ALL, Visibility.ANY),
        new ObjectMapper().setVisibility(PropertyAccessor.ALL, Visibility.NONE),
        new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE),
        JsonMapper.builder().disable(MapperFeature.DEFAULT_VIEW_INCLUSION).build());
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void writesTheJsonOfTheServerWithoutSecrets(ObjectMapper mapper) throws Exception {
    String open = OAuth2Client.fromJson(OPEN).toJson();
    assertThat(mapper.writeValueAsString(CLIENT)).isEqualTo(open);
    assertThat(mapper.writeValueAsString(List.of(CLIENT))).isEqualTo("[" + open + "]");
    assertThat(mapper.writeValueAsString(Map.of("c", CLIENT))).isEqualTo("{\"c\":" + open + "}");
  }

  @Test
  void writesWhatGsonWrites() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(CLIENT))
        .isEqualTo(new Gson().newBuilder().disableHtmlEscaping().create().toJson(CLIENT));
  }

  @Test
  void leavesNullsOutIfItsOwnerSaysSo() throws Exception {
    ObjectMapper mapper = new ObjectMapper().setSerializationInclusion(Include.NON_NULL);
    assertThat(mapper.writeValueAsString(OAuth2Client.builder().owner(null).clientUri("").build()))
        .isEqualTo("{\"client_uri\":\"\"}");
  }

  @Test
  void makesATree() {
    JsonNode tree = new ObjectMapper().valueToTree(CLIENT);
    assertThat(tree.get("client_id").asText()).isEqualTo("a<b");
    assertThat(tree.at("/grant_types/1").asText()).isEqualTo("new");
    assertThat(tree.at("/metadata/n/4").intValue()).isEqualTo(5);
    assertThat(tree.has("client_secret")).isFalse();
    Map<?, ?> map = new ObjectMapper().convertValue(CLIENT, Map.class);
    assertThat(map.get("grant_types")).isEqualTo(List.of("implicit", "new"));
  }

  @Test
  void writesOpenEnumsAsTexts() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Map<Object, Object> both = new LinkedHashMap<>();
    both.put(GrantType.IMPLICIT, GrantType.of("new"));
    both.put(SubjectType.PUBLIC, List.of(ResponseType.CODE));
    assertThat(mapper.writeValueAsString(both))
        .isEqualTo("{\"implicit\":\"new\",\"public\":[\"code\"]}");
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void writesNoSecret(ObjectMapper mapper) throws Exception {
    assertThat(mapper.writeValueAsString(Secret.of("hidden"))).isEqualTo("null");
  }

  static Stream<Class<?>> models() {
    return Schemas.ALL.stream()
        .filter(ModelType.class::isInstance)
        .<Class<?>>map(JsonType::javaType);
  }

  @ParameterizedTest
  @MethodSource("models")
  void refusesToReadAModel(Class<?> model) {
    for (ObjectMapper mapper : mappers().toList()) {
      mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
      for (String json : new String[] {"{}", "{\"client_id\":\"a\"}", "\"a\"", "1", "[]"}) {
        assertThatThrownBy(() -> mapper.readValue(json, model))
            .isInstanceOf(JsonProcessingException.class);
      }
      assertThatThrownBy(() -> mapper.convertValue(Map.of("client_id", "a"), model))
          .hasCauseInstanceOf(InvalidDefinitionException.class);
    }
  }
}
