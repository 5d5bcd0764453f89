package dev.oryadmin.tools;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Java type that stands for a schema. Immutable.
 *
 * @param name the name of a class
 * @param constant the constant of {@code JsonType} that reads and writes a scalar; else empty
 * @param element what a list or a map holds; null for all others
 */
record JavaType(Kind kind, String name, String constant, @Nullable JavaType element) {
  enum Kind {
    /** A type of Java's own, which a constant of {@code JsonType} reads and writes. */
    SCALAR,
    /** A generated class with properties. */
    MODEL,
    /** A generated class of known values. */
    OPEN_SET,
    LIST,
    MAP,
    /** No body at all. */
    NOTHING
  }

  static final JavaType ANY = scalar("JsonElement", "ANY");
  static final JavaType NOTHING = new JavaType(Kind.NOTHING, "void", "", null);
  static final JavaType STRING = scalar("String", "STRING");
  private static final Map<String, String> PRIMITIVES =
      Map.of("Long", "long", "Integer", "int", "Boolean", "boolean");

  static JavaType scalar(String name, String constant) {
    return new JavaType(Kind.SCALAR, name, constant, null);
  }

  static JavaType model(String name) {
    return new JavaType(Kind.MODEL, name, "", null);
  }

  static JavaType openSet(String name) {
    return new JavaType(Kind.OPEN_SET, name, "", null);
  }

  static JavaType list(JavaType element) {
    return new JavaType(Kind.LIST, "List", "", element);
  }

  static JavaType map(JavaType element) {
    return new JavaType(Kind.MAP, "Map", "", element);
  }

  /** The type as Java writes it: {@code List<String>}. */
  String java() {
    if (element == null) {
      return name;
    }
    return name + (isMap() ? "<String, " : "<") + element.java() + ">";
  }

  /** The type of a method's parameter that is never null. */
  String parameter() {
    return PRIMITIVES.getOrDefault(java(), java());
  }

  boolean isPrimitive() {
    return PRIMITIVES.containsKey(java());
  }

  /** What reads and writes values: {@code JsonType.list(JsonType.STRING)}. */
  String json() {
    return json(model -> false);
  }

  /** The same, where some models must not be asked for their type yet. */
  String json(Predicate<String> lazy) {
    return switch (kind) {
      case SCALAR -> "JsonType." + constant;
      case LIST -> "JsonType.list(" + inner().json(lazy) + ")";
      case MAP -> "JsonType.map(" + inner().json(lazy) + ")";
      case MODEL, OPEN_SET ->
          lazy.test(name)
              ? "JsonType.lazy(" + name + ".class, () -> " + name + ".TYPE)"
              : name + ".TYPE";
      case NOTHING -> "";
    };
  }

  private JavaType inner() {
    return element == null ? ANY : element;
  }

  /** The type without the lists and maps around it. */
  JavaType innermost() {
    return element == null ? this : element.innermost();
  }

  boolean isList() {
    return kind == Kind.LIST;
  }

  boolean isMap() {
    return kind == Kind.MAP;
  }

  boolean isContainer() {
    return element != null;
  }

  boolean isModel() {
    return kind == Kind.MODEL;
  }

  boolean isSecret() {
    return name.equals("Secret");
  }

  /** Whether any JSON may stand there. */
  boolean isFreeForm() {
    return equals(ANY);
  }

  /** Whether a class of this name is generated, and so has a page. */
  boolean isGenerated() {
    return kind == Kind.MODEL || kind == Kind.OPEN_SET;
  }

  /** The type on a page, with a link to the page of a generated class. */
  String cell() {
    String page = innermost().isGenerated() ? innermost().name() : "";
    String code = "`" + java() + "`";
    return page.isEmpty() ? code : "[" + code + "](" + page + ".md)";
  }
}
