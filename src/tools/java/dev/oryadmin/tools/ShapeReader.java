package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Cuts the operations that concern us, and the schemas that they reach, out of a document. */
final class ShapeReader {
  /** What a schema may say about its values besides the type. */
  static final List<String> CONSTRAINTS =
      List.of(
          "format",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems",
          "nullable",
          "readOnly",
          "writeOnly",
          "deprecated",
          "default");

  private static final String JSON = "application/json";

  private final Document document;
  private final Map<FactPath, String> facts = new TreeMap<>();
  private final Deque<Map.Entry<String, Node>> reached = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> following = new HashSet<>();

  private ShapeReader(Document document) {
    this.document = document;
  }

  /** The facts of what is covered. */
  static Shape of(Document document, Coverage coverage) {
    ShapeReader slice = new ShapeReader(document);
    document.operations().stream().filter(coverage::includes).forEach(slice::operation);
    while (!slice.reached.isEmpty()) {
      Map.Entry<String, Node> next = slice.reached.remove();
      slice.object(next.getKey(), next.getValue());
    }
    return new Shape(slice.facts);
  }

  private void operation(Document.SpecOperation operation) {
    FactPath itself = new FactPath(Kind.OPERATIONS, operation.id(), "", "");
    Node node = operation.node();
    fact(itself, "method", operation.verb().toUpperCase(Locale.ROOT));
    fact(itself, "path", operation.path());
    fact(itself, "bucket", node.get("x-ory-ratelimit-bucket").text());
    fact(itself, "security", security(node));
    fact(itself, "deprecated", deprecated(node));
    Node servers = node.has("servers") ? node.get("servers") : operation.pathItem().get("servers");
    fact(itself, "servers", urls(servers));
    fact(itself, Comparison.OURS, String.join(", ", node.get("x-arguments").texts()));
    List<Node> parameters = operation.parameters().stream().map(document::resolve).toList();
    fact(itself, "parameters", names(parameters));
    for (Node parameter : parameters) {
      FactPath place = member(itself, "parameters." + parameter.get("name").text());
      fact(place, "in", parameter.get("in").text());
      fact(place, "style", style(parameter));
      fact(place, "deprecated", deprecated(parameter));
      fact(place, "required", parameter.get("required").isTrue() ? "true" : "");
      type(place, parameter.get("schema"));
    }
    Node body = document.resolve(node.get("requestBody"));
    if (body.isPresent()) {
      FactPath place = member(itself, "body");
      fact(place, "required", body.get("required").isTrue() ? "true" : "");
      content(place, body);
    }
    node.get("responses")
        .members()
        .forEach(
            (code, response) -> {
              FactPath place = member(itself, "responses." + code);
              Node resolved = document.resolve(response);
              fact(place, "headers", joined(resolved.get("headers").members().keySet()));
              content(place, resolved);
            });
  }

  private static String urls(Node servers) {
    return joined(servers.elements().stream().map(server -> server.get("url").text()).toList());
  }

  private static String deprecated(Node node) {
    return node.get("deprecated").isTrue() ? "true" : "";
  }

  /** How a parameter is written, if not as usual. */
  private static String style(Node parameter) {
    String style = parameter.get("style").text();
    String usual = parameter.get("in").text().equals("query") ? "form" : "simple";
    String joined = Boolean.FALSE.equals(parameter.get("explode").value()) ? "joined" : "";
    boolean list = parameter.get("schema").get("type").text().equals("array");
    return style.isEmpty() || style.equals(usual) ? (list ? joined : "") : style;
  }

  private static String names(List<Node> parameters) {
    return parameters.stream().map(p -> p.get("name").text()).collect(Collectors.joining(", "));
  }

  /**
   * The kinds of credentials that an operation takes; their names are the document's own affair.
   */
  private String security(Node operation) {
    Node security =
        operation.has("security") ? operation.get("security") : document.root().get("security");
    Node schemes = document.root().get("components").get("securitySchemes");
    Set<String> kinds = new TreeSet<>();
    for (Node alternative : security.elements()) {
      for (String name : alternative.members().keySet()) {
        Node scheme = schemes.get(name);
        String kind = (scheme.get("type").text() + " " + scheme.get("scheme").text()).strip();
        kinds.add(kind.isEmpty() ? name : kind);
      }
    }
    return joined(kinds);
  }

  private static String joined(Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }

  private void content(FactPath place, Node carrier) {
    Map<String, Node> media = carrier.get("content").members();
    if (media.isEmpty()) {
      fact(place, "type", "none");
      return;
    }
    Node any = media.values().iterator().next();
    type(place, media.getOrDefault(JSON, any).get("schema"));
    Set<String> others = new HashSet<>(media.keySet());
    boolean json = others.remove(JSON);
    fact(place, json ? "other media" : "media", joined(others));
  }

  private void object(String name, Node schema) {
    FactPath itself = new FactPath(Kind.SCHEMAS, name, "", "");
    fact(itself, "type", "object");
    fact(itself, "deprecated", deprecated(schema));
    fact(itself, "nullable", schema.get("nullable").isTrue() ? "true" : "");
    for (String composition : List.of("oneOf", "anyOf", "discriminator")) {
      fact(itself, composition, schema.has(composition) ? "present" : "");
    }
    fact(
        itself,
        "additionalProperties",
        schema.get("additionalProperties").isObject() ? "typed" : "");
    Set<String> required = new HashSet<>(schema.get("required").texts());
    schema
        .get("properties")
        .members()
        .forEach(
            (property, node) -> {
              FactPath place = member(itself, property);
              type(place, node);
              fact(place, "required", required.contains(property) ? "true" : "");
            });
  }

  /** Records the type of a property, a parameter or a body, and what constrains its values. */
  private void type(FactPath place, Node schema) {
    fact(place, "type", describe(place, schema, "ref"));
  }

  /** The type in words. The name of a schema that is only another name for a type goes aside. */
  private String describe(FactPath place, Node schema, String alias) {
    Node target = schema;
    if (schema.get("allOf").elements().size() == 1) {
      constraints(place, schema);
      target = schema.get("allOf").elements().get(0);
    }
    if (target.has("$ref")) {
      String name = Document.nameOf(target);
      Node named = document.resolve(target);
      if (named.get("properties").isObject()) {
        reach(name, named);
        return name;
      }
      if (!following.add(name)) {
        return name; // a name for itself: it ends nowhere
      }
      fact(place, alias, name);
      fact(place, Comparison.SET, named.has("enum") ? name : "");
      constraints(place, named);
      String type = plain(place, named);
      following.remove(name);
      return type;
    }
    constraints(place, target);
    return plain(place, target);
  }

  private String plain(FactPath place, Node schema) {
    for (String composition : List.of("oneOf", "anyOf", "allOf")) {
      if (schema.has(composition)) {
        return composition
            + " "
            + schema.get(composition).elements().stream()
                .map(part -> describe(place, part, "ref"))
                .collect(Collectors.joining(" | "));
      }
    }
    if (schema.get("type").text().equals("array")) {
      return Types.ARRAY_OF + describe(place, schema.get("items"), "items");
    }
    if (schema.get("properties").isObject()) {
      String inline = place.subject();
      reach(inline, schema);
      return inline;
    }
    if (schema.get("additionalProperties").isObject()) {
      return Types.MAP_OF + describe(place, schema.get("additionalProperties"), "items");
    }
    String type = schema.get("type").text();
    return type.isEmpty() ? Types.ANY : type;
  }

  private void constraints(FactPath place, Node schema) {
    for (String name : CONSTRAINTS) {
      String value = schema.get(name).text();
      fact(place, name, value.equals("false") && !name.equals("default") ? "" : value);
    }
    if (schema.has("enum")) {
      fact(place, "values", joined(schema.get("enum").texts()));
    }
  }

  private void reach(String name, Node schema) {
    if (seen.add(name)) {
      reached.add(Map.entry(name, schema));
    }
  }

  private static FactPath member(FactPath owner, String member) {
    return new FactPath(owner.kind(), owner.owner(), member, "");
  }

  private void fact(FactPath place, String aspect, String value) {
    if (!value.isEmpty()) {
      facts.put(place.withAspect(aspect), value);
    }
  }
}
