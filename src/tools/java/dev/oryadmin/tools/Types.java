package dev.oryadmin.tools;

import java.util.Locale;
import java.util.Map;

/** The types that facts name, and the Java types that our templates make of them. */
final class Types {
  static final String ANY = "any";
  static final String ARRAY_OF = "array of ";
  private static final Map<String, String> OF_FORMAT =
      Map.of(
          "date-time",
          "Instant",
          "go-duration",
          "Duration",
          "password",
          "Secret",
          "seconds",
          "Duration",
          "unix-time",
          "Instant");
  static final String MAP_OF = "map of ";
  private static final Map<String, String> SCALARS =
      Map.of(
          "string",
          "String",
          "boolean",
          "Boolean",
          "integer",
          "Integer",
          "number",
          "BigDecimal",
          "object",
          "JsonElement",
          ANY,
          "JsonElement",
          "none",
          "void");

  private Types() {}

  /** The type without the arrays around it. */
  static String named(String type) {
    String named = type;
    while (named.startsWith(ARRAY_OF) || named.startsWith(MAP_OF)) {
      named = named.substring(named.indexOf(" of ") + " of ".length());
    }
    return named;
  }

  /** Whether a type is one of JSON's own, not the name of a schema. */
  static boolean isPlain(String type) {
    return SCALARS.containsKey(type);
  }

  /** The Java type of a property, a parameter or an answer, from its facts. */
  static String java(Map<String, String> facts) {
    String type = facts.getOrDefault("type", ANY);
    String set = facts.containsKey("values") ? facts.getOrDefault("items", "") : "";
    String format = facts.getOrDefault("format", ""); // of an array: that of its items
    if (type.startsWith(ARRAY_OF)) {
      return "List<" + scalar(type.substring(ARRAY_OF.length()), format, set) + ">";
    }
    if (type.startsWith(MAP_OF)) {
      return "Map<String, " + scalar(type.substring(MAP_OF.length()), format, set) + ">";
    }
    return scalar(type, format, facts.containsKey("values") ? facts.getOrDefault("ref", "") : "");
  }

  private static String scalar(String type, String format, String openSet) {
    if (!openSet.isEmpty()) {
      return className(openSet);
    }
    if (type.equals("string")) {
      return OF_FORMAT.getOrDefault(format, "String");
    }
    if (type.equals("integer")) {
      return format.equals("int64") ? "Long" : OF_FORMAT.getOrDefault(format, "Integer");
    }
    String known = SCALARS.get(type);
    return known != null ? known : className(type);
  }

  static String className(String schema) {
    return schema.isEmpty()
        ? schema
        : schema.substring(0, 1).toUpperCase(Locale.ROOT) + schema.substring(1);
  }
}
