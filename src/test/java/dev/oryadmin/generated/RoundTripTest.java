package dev.oryadmin.generated;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.JsonType;
import dev.oryadmin.ModelType;
import dev.oryadmin.Property;
import dev.oryadmin.model.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * No generated model loses anything. Knows no model by name: the profile {@code whole-spec} runs it
 * over other documents.
 */
class RoundTripTest {
  private static final Path SPEC =
      Path.of(System.getProperty("fragment", "openapi/oauth2-clients.yaml"));

  static Stream<RoundTrip> models() {
    return Schemas.ALL.stream().filter(ModelType.class::isInstance).map(RoundTrip::of);
  }

  @ParameterizedTest
  @MethodSource("models")
  void keepsEveryValue(RoundTrip model) {
    model.keepsEveryValue();
  }

  @ParameterizedTest
  @MethodSource("models")
  void hasAccessorsAndSetters(RoundTrip model) throws Exception {
    model.hasAccessorsAndSetters();
  }

  @ParameterizedTest
  @MethodSource("models")
  void keepsEveryNull(RoundTrip model) {
    model.keepsEveryNull();
  }

  @ParameterizedTest
  @MethodSource("models")
  void keepsWhatItDoesNotKnow(RoundTrip model) {
    model.keepsWhatItDoesNotKnow();
  }

  /** The generator's own idea of a name must never become the name in JSON. */
  @Test
  void everyPropertyOfTheDocumentIsThere() throws IOException {
    Map<String, List<String>> generated = new TreeMap<>();
    models()
        .forEach(
            model ->
                generated.put(
                    plain(model.type().name()),
                    model.type().properties().stream().map(Property::name).toList()));

    Map<String, List<String>> documented = documented();

    assertThat(documented).isNotEmpty();
    assertThat(generated).containsAllEntriesOf(documented);
  }

  /** The properties of each schema that has some, but for those that are read by hand. */
  private static Map<String, List<String>> documented() throws IOException {
    Map<?, ?> document = new Yaml().load(Files.readString(SPEC));
    Map<?, ?> schemas = object(object(document, "components"), "schemas");
    List<String> byHand = List.of(System.getProperty("hand-written-schemas", "").split("[=,]"));
    Map<String, List<String>> documented = new TreeMap<>();
    schemas.forEach(
        (name, schema) -> {
          Object properties = ((Map<?, ?>) schema).get("properties");
          if (properties instanceof Map<?, ?> map && !byHand.contains(name)) {
            documented.put(
                plain((String) name), map.keySet().stream().map(Object::toString).toList());
          }
        });
    return documented;
  }

  private static Map<?, ?> object(Map<?, ?> in, String name) {
    return (Map<?, ?>) requireNonNull(in.get(name), name);
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  /** Open value sets have no properties, but must be found too. */
  @Test
  void everySchemaHasATypeOfItsOwn() {
    assertThat(Schemas.ALL).extracting(JsonType::javaType).doesNotHaveDuplicates();
  }
}
