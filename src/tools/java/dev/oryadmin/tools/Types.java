package dev.oryadmin.tools;

import java.util.Locale;
import java.util.Set;

/** The types that facts name. */
final class Types {
  static final String ANY = "any";
  static final String ARRAY_OF = "array of ";
  static final String MAP_OF = "map of ";
  private static final Set<String> PLAIN =
      Set.of("string", "boolean", "integer", "number", "object", ANY, "none");

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
    return PLAIN.contains(type);
  }

  static String className(String schema) {
    return schema.isEmpty()
        ? schema
        : schema.substring(0, 1).toUpperCase(Locale.ROOT) + schema.substring(1);
  }
}
