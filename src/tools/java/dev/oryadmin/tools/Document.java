package dev.oryadmin.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** An OpenAPI 3.0 document, read from YAML or JSON. Immutable. */
final class Document {
  private static final Set<String> VERBS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Node root;

  private Document(Node root) {
    this.root = root;
  }

  /**
   * Reads a document.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is no OpenAPI 3.0 document
   */
  static Document read(Path file) throws IOException {
    Document document = parse(Files.readString(file));
    if (!document.root.get("openapi").text().startsWith("3.0")) {
      throw new IllegalArgumentException(
          file + ": no OpenAPI 3.0 document; the field openapi must be 3.0.x");
    }
    return document;
  }

  static Document parse(String text) {
    Object value =
        text.stripLeading().startsWith("{") ? plain(JsonParser.parseString(text)) : yaml(text);
    return new Document(new Node("", value));
  }

  /** The document that a tree of maps, lists and scalars is. */
  static Document of(Map<String, Object> root) {
    return new Document(new Node("", root));
  }

  private static @Nullable Object yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions dumper = new DumperOptions();
    return new Yaml(
            new SafeConstructor(options), new Representer(dumper), dumper, options, new Scalars())
        .load(text);
  }

  /** Reads dates as text, as JSON does. */
  private static final class Scalars extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }
  }

  private static @Nullable Object plain(JsonElement json) {
    if (json.isJsonObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      json.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
      return map;
    }
    if (json.isJsonArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      json.getAsJsonArray().forEach(element -> list.add(plain(element)));
      return list;
    }
    if (!(json instanceof JsonPrimitive primitive)) {
      return null;
    }
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    return primitive.isNumber() ? primitive.getAsNumber() : primitive.getAsString();
  }

  Node root() {
    return root;
  }

  Node schemas() {
    return root.get("components").get("schemas");
  }

  /** The node itself, or what its {@code $ref} points to within this document. */
  Node resolve(Node node) {
    Node here = node;
    for (int hops = 0; here.has("$ref"); hops++) {
      String ref = here.get("$ref").text();
      if (!ref.startsWith("#/") || hops > 20) {
        throw new IllegalArgumentException(node.path() + ": cannot follow $ref " + ref);
      }
      here = root;
      for (String step : ref.substring(2).split("/", -1)) {
        here = here.get(step.replace("~1", "/").replace("~0", "~"));
      }
      if (!here.isPresent()) {
        throw new IllegalArgumentException(node.path() + ": nothing at $ref " + ref);
      }
    }
    return here;
  }

  /** The last step of a {@code $ref}: the name of a schema. */
  static String nameOf(Node reference) {
    String ref = reference.get("$ref").text();
    return ref.substring(ref.lastIndexOf('/') + 1);
  }

  /** All operations, in the order of the document. */
  List<SpecOperation> operations() {
    List<SpecOperation> operations = new ArrayList<>();
    root.get("paths")
        .members()
        .forEach(
            (path, item) ->
                item.members()
                    .forEach(
                        (verb, node) -> {
                          if (VERBS.contains(verb)) {
                            operations.add(new SpecOperation(path, verb, item, node));
                          }
                        }));
    return operations;
  }

  /** One operation of a document: its path, its verb in lower case, and where it stands. */
  record SpecOperation(String path, String verb, Node pathItem, Node node) {
    String id() {
      return node.get("operationId").text();
    }

    /** Its parameters, those of the path first; references are not yet resolved. */
    List<Node> parameters() {
      List<Node> parameters = new ArrayList<>(pathItem.get("parameters").elements());
      parameters.addAll(node.get("parameters").elements());
      return parameters;
    }
  }
}
