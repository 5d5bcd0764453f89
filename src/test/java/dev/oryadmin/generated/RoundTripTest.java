package dev.oryadmin.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.Property;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * No generated model loses anything: not those of the fragment, not those of the constructs. Knows
 * none by name: the profile {@code whole-spec} runs it over any document instead.
 */
class RoundTripTest {
  private static final Path CONSTRUCTS = Path.of("src/test/resources/constructs");

  /** A document and where its models are. */
  private record Rendered(Path document, Path sources, String models) {
    static Rendered fragment() {
      return new Rendered(
          Path.of("openapi/oauth2-clients.yaml"),
          Path.of("target/main/generated-sources/openapi"),
          "dev.oryadmin.model.");
    }

    static Rendered construct(Path document) {
      return new Rendered(
          document,
          Path.of("target/constructs/generated-sources/constructs"),
          "dev.oryadmin.constructs.model.");
    }

    static Rendered whole(String document) {
      return new Rendered(
          Path.of(document),
          Path.of("target/whole/generated-sources/whole"),
          "dev.oryadmin.whole.model.");
    }

    List<RoundTrip> roundTrips() throws IOException {
      return classes(models).stream()
          .filter(name -> !name.endsWith(".Schemas"))
          .flatMap(name -> RoundTrip.ofClass(name).stream())
          .toList();
    }

    /** The methods of all API classes. */
    Set<String> methods() throws IOException, ClassNotFoundException {
      Set<String> methods = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      for (String api : classes(models.replace(".model.", ".api."))) {
        for (Method method : Class.forName(api).getMethods()) {
          methods.add(method.getName());
        }
      }
      return methods;
    }

    private List<String> classes(String prefix) throws IOException {
      try (Stream<Path> files = Files.list(sources.resolve(prefix.replace('.', '/')))) {
        return files
            .map(file -> prefix + file.getFileName().toString().replace(".java", ""))
            .sorted()
            .toList();
      }
    }
  }

  static List<Rendered> documents() throws IOException {
    String whole = System.getProperty("spec");
    if (whole != null) {
      return List.of(Rendered.whole(whole));
    }
    List<Rendered> documents = new ArrayList<>(List.of(Rendered.fragment()));
    try (Stream<Path> files = Files.list(CONSTRUCTS)) {
      files
          .filter(file -> !file.endsWith("all.yaml"))
          .sorted()
          .forEach(file -> documents.add(Rendered.construct(file)));
    }
    return documents;
  }

  static Set<RoundTrip> models() throws IOException {
    Set<RoundTrip> models = new LinkedHashSet<>();
    for (Rendered document : documents()) {
      models.addAll(document.roundTrips());
    }
    return models;
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
  @ParameterizedTest
  @MethodSource("documents")
  void everyPropertyOfTheDocumentIsThere(Rendered rendered) throws IOException {
    Map<String, List<String>> generated = new TreeMap<>();
    for (RoundTrip model : rendered.roundTrips()) {
      generated.put(
          plain(model.type().name()),
          model.type().properties().stream().map(Property::name).toList());
    }

    Map<String, List<String>> documented = documented(rendered.document());
    assertThat(generated).isNotEmpty();
    assertThat(documented.entrySet()).isSubsetOf(generated.entrySet());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyOperationOfTheDocumentIsThere(Rendered rendered) throws Exception {
    Map<?, ?> document = new Yaml().load(Files.readString(rendered.document()));
    List<String> operations = new ArrayList<>();
    for (Object path : object(document, "paths").values()) {
      for (Object operation : ((Map<?, ?>) path).values()) {
        if (operation instanceof Map<?, ?> node) { // else parameters of all of them
          Object name =
              node.get("x-method") == null ? node.get("operationId") : node.get("x-method");
          operations.add(String.valueOf(name));
        }
      }
    }

    assertThat(operations).isNotEmpty();
    assertThat(rendered.methods())
        .containsAll(operations)
        .containsAll(operations.stream().map(name -> name + "Call").toList());
  }

  /** The properties of each schema that has some. */
  /** The models of a document: schemas with properties that not only errors and patches use. */
  private static Map<String, List<String>> documented(Path file) throws IOException {
    Map<?, ?> document = new Yaml().load(Files.readString(file));
    Map<?, ?> schemas = object(object(document, "components"), "schemas");
    Set<String> used = new TreeSet<>();
    for (Object path : object(document, "paths").values()) {
      for (Object operation : ((Map<?, ?>) path).values()) {
        if (operation instanceof Map<?, ?> node) {
          use(node.get("parameters"), document, used);
          if (node.get("x-patch") == null) {
            use(node.get("requestBody"), document, used);
          }
          object(node, "responses")
              .forEach(
                  (status, response) -> {
                    if (status.toString().matches("[23].*")) {
                      use(response, document, used);
                    }
                  });
        }
      }
    }
    Map<String, List<String>> documented = new TreeMap<>();
    for (String name : used) {
      Map<?, ?> schema = object(schemas, name);
      Object properties = schema.get("properties");
      if (properties instanceof Map<?, ?> map) {
        Object given = schema.get("x-name");
        documented.put(
            plain(given == null ? name : given.toString()),
            map.keySet().stream().map(Object::toString).toList());
      }
    }
    return documented;
  }

  private static void use(@Nullable Object part, Map<?, ?> document, Set<String> used) {
    if (part instanceof List<?> list) {
      list.forEach(element -> use(element, document, used));
    } else if (part instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) {
        String[] steps = reference.substring(2).split("/", -1);
        String name = steps[steps.length - 1];
        if (!steps[1].equals("schemas") || used.add(name)) {
          use(object(object(document, "components"), steps[1]).get(name), document, used);
        }
      }
      map.values().forEach(value -> use(value, document, used));
    }
  }

  private static Map<?, ?> object(Map<?, ?> in, String name) {
    Object object = in.get(name);
    return object == null ? Map.of() : (Map<?, ?>) object;
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
