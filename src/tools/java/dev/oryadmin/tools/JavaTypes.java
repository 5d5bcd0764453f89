package dev.oryadmin.tools;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Tells which Java type stands for a schema of a document. Immutable. */
final class JavaTypes {
  /** What stands for a type of JSON, and for it in a format; other formats are not looked at. */
  private static final Map<String, JavaType> SCALARS =
      Map.ofEntries(
          Map.entry("string", JavaType.STRING),
          Map.entry("string date-time", JavaType.scalar("Instant", "INSTANT")),
          Map.entry("string go-duration", JavaType.scalar("Duration", "DURATION")),
          Map.entry("string password", JavaType.scalar("Secret", "SECRET")),
          Map.entry("boolean", JavaType.scalar("Boolean", "BOOLEAN")),
          Map.entry("integer", JavaType.scalar("Integer", "INTEGER")),
          Map.entry("integer int64", JavaType.scalar("Long", "LONG")),
          Map.entry("integer seconds", JavaType.scalar("Duration", "SECONDS")),
          Map.entry("integer unix-time", JavaType.scalar("Instant", "UNIX_TIME")),
          Map.entry("number", JavaType.scalar("BigDecimal", "BIGDECIMAL")));

  /** What x-type says, where type and format do not. */
  static final Map<String, JavaType> STATED =
      Map.of(
          "CLAIMS", JavaType.scalar("JsonElement", "CLAIMS"),
          "ERROR_STATUS", JavaType.scalar("Integer", "ERROR_STATUS"),
          "SECRET", JavaType.scalar("Secret", "SECRET"));

  /** A chain of names for names that is longer ends nowhere. */
  private static final int LONGEST_CHAIN = 20;

  private final Document document;

  JavaTypes(Document document) {
    this.document = document;
  }

  JavaType of(Node schema) {
    return of(schema, 0);
  }

  private JavaType of(Node schema, int chain) {
    JavaType stated = STATED.get(schema.get("x-type").text());
    if (stated != null) {
      return stated;
    }
    Node target = schema.has("allOf") ? schema.get("allOf").elements().get(0) : schema;
    if (chain > LONGEST_CHAIN || !target.isObject()) {
      return JavaType.ANY;
    }
    if (target.has("$ref")) {
      Node named = document.resolve(target);
      String name = className(Document.nameOf(target), named);
      return isModel(named)
          ? JavaType.model(name)
          : isOpenSet(named) ? JavaType.openSet(name) : of(named, chain + 1);
    }
    String type = target.get("type").text();
    if (type.equals("array")) {
      return JavaType.list(of(target.get("items"), chain + 1));
    }
    if (target.get("additionalProperties").isObject() && !isModel(target)) {
      return JavaType.map(of(target.get("additionalProperties"), chain + 1));
    }
    JavaType plain = SCALARS.getOrDefault(type, JavaType.ANY);
    return SCALARS.getOrDefault(type + " " + target.get("format").text(), plain);
  }

  /** The name of the class that a schema becomes. */
  static String className(String schema, Node node) {
    return JavaName.type(node.has("x-name") ? node.get("x-name").text() : schema);
  }

  /** Whether a schema has properties, and so becomes a class that has them. */
  static boolean isModel(Node schema) {
    return !schema.get("properties").members().isEmpty();
  }

  /** Whether a schema lists its values, and so becomes a class with a constant for each. */
  static boolean isOpenSet(Node schema) {
    return schema.has("enum");
  }

  /**
   * The names of all schemas that some part of the document refers to, itself or through others.
   */
  Set<String> reachedFrom(Iterable<Node> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> reach(part, names));
    return names;
  }

  private void reach(Node part, Set<String> names) {
    if (part.has("$ref")) {
      if (!part.get("$ref").text().startsWith("#/components/schemas/")) {
        reach(document.resolve(part), names);
      } else if (names.add(Document.nameOf(part))) {
        reach(document.resolve(part), names);
      }
    }
    part.members().values().forEach(member -> reach(member, names));
    part.elements().forEach(element -> reach(element, names));
  }
}
