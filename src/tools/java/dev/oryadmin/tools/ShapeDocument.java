package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Facts as an API document again, as far as Java depends on them: so what a change means for Java
 * is read from the Java that the generator would make.
 */
final class ShapeDocument {
  private final Shape shape;
  private final Map<String, Object> schemas = new LinkedHashMap<>();

  private ShapeDocument(Shape shape) {
    this.shape = shape;
  }

  /** The Java of one operation. */
  static JavaOperation operation(Shape shape, String id) {
    ShapeDocument made = new ShapeDocument(shape);
    Map<String, String> itself = shape.aspects(Kind.OPERATIONS, id, "");
    String verb = itself.getOrDefault("method", "get").toLowerCase(Locale.ROOT);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put(
        "paths",
        Map.of(itself.getOrDefault("path", "/"), Map.of(verb, made.operation(id, itself))));
    root.put("components", Map.of("schemas", made.schemas));
    return JavaApi.of(Document.of(root)).tags().get(0).operations().get(0);
  }

  private Map<String, Object> operation(String id, Map<String, String> itself) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id);
    operation.put("x-patch", "PATCH".equals(itself.get("method")));
    if (itself.containsKey("security")) {
      operation.put("security", List.of(Map.of("token", List.of())));
    }
    operation.put("x-arguments", Comparison.list(itself.get(Comparison.OURS)));
    List<Object> parameters = new ArrayList<>();
    Map<String, Object> responses = new LinkedHashMap<>();
    for (String member : members(id, itself)) {
      Map<String, String> facts = shape.aspects(Kind.OPERATIONS, id, member);
      if (member.startsWith("parameters.")) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", member.substring("parameters.".length()));
        parameter.put("in", facts.getOrDefault("in", ""));
        parameter.put("required", facts.containsKey("required"));
        parameter.put("schema", schema(facts));
        parameters.add(parameter);
      } else if (member.equals("body")) {
        operation.put("requestBody", content(facts));
      } else if (member.startsWith("responses.")) {
        responses.put(member.substring("responses.".length()), content(facts));
      }
    }
    operation.put("parameters", parameters);
    operation.put("responses", responses);
    return operation;
  }

  /** Parameters in the order of the document. */
  private Set<String> members(String id, Map<String, String> itself) {
    Set<String> members = new LinkedHashSet<>();
    Set<String> known = shape.members(Kind.OPERATIONS, id);
    for (String name : Comparison.list(itself.get("parameters"))) {
      if (known.contains("parameters." + name)) {
        members.add("parameters." + name);
      }
    }
    members.addAll(known);
    return members;
  }

  private Map<String, Object> content(Map<String, String> facts) {
    if (facts.getOrDefault("type", "none").equals("none")) {
      return Map.of();
    }
    String media = facts.getOrDefault("media", "application/json");
    return Map.of("content", Map.of(media, Map.of("schema", schema(facts))));
  }

  /** The Java type of a property, a parameter or an answer, from its facts. */
  static String javaType(Map<String, String> facts) {
    if (facts.getOrDefault("type", Types.ANY).equals("none")) {
      return "void";
    }
    ShapeDocument made = new ShapeDocument(new Shape(Map.of()));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", made.schema(facts));
    root.put("components", Map.of("schemas", made.schemas));
    Document document = Document.of(root);
    return new JavaTypes(document).of(document.root().get("schema")).java();
  }

  private Map<String, Object> schema(Map<String, String> facts) {
    return schema(facts.getOrDefault("type", Types.ANY), facts);
  }

  private Map<String, Object> schema(String type, Map<String, String> facts) {
    if (type.startsWith(Types.ARRAY_OF)) {
      return Map.of(
          "type", "array", "items", schema(type.substring(Types.ARRAY_OF.length()), facts));
    }
    if (type.startsWith(Types.MAP_OF)) {
      Object values = schema(type.substring(Types.MAP_OF.length()), facts);
      return Map.of("type", "object", "additionalProperties", values);
    }
    String set = facts.getOrDefault("items", facts.getOrDefault("ref", ""));
    if (facts.containsKey("values") && !set.isEmpty()) {
      return reference(set, Map.of("enum", Comparison.list(facts.get("values"))));
    }
    if (!Types.isPlain(type) && type.matches("\\S+")) {
      if (!schemas.containsKey(type)) {
        properties(type);
      }
      return reference(type, Map.of());
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", type.equals(Types.ANY) ? "" : type);
    plain.put("format", facts.getOrDefault("format", ""));
    return plain;
  }

  private Map<String, Object> reference(String name, Map<String, Object> target) {
    schemas.putIfAbsent(name, target);
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  /** What a model has; something, at least: else it would be none. */
  private Map<String, Object> properties(String schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    schemas.put(schema, Map.of("properties", properties)); // first: it may refer to itself
    for (String property : shape.members(Kind.SCHEMAS, schema)) {
      properties.put(property, schema(shape.aspects(Kind.SCHEMAS, schema, property)));
    }
    properties.remove("");
    properties.putIfAbsent("any", Map.of());
    return properties;
  }
}
