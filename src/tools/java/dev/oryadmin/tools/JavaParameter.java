package dev.oryadmin.tools;

import org.jspecify.annotations.Nullable;

/**
 * One value that a request carries: a parameter of the path or of the query, a field of the form,
 * or the body. Immutable.
 *
 * @param wire the name in the request
 * @param name the name in Java
 * @param initial what is sent unless it is set, as Java writes it; empty if nothing is
 * @param minimum the least value; empty if there is none
 * @param pageToken whether it tells the page
 * @param deprecated what to use instead; null unless it is deprecated
 */
record JavaParameter(
    String wire,
    String name,
    JavaType type,
    String initial,
    String minimum,
    boolean pageToken,
    boolean required,
    Words description,
    @Nullable Words deprecated) {

  /** The parameter of a path or a query, from where it is described. */
  static JavaParameter of(Node parameter, Node schema, JavaType type) {
    String wire = parameter.get("name").text();
    return named(wire, parameter, schema, type, parameter.get("required").isTrue());
  }

  /** The field of a form. */
  static JavaParameter field(String wire, Node schema, JavaType type, boolean required) {
    return named(wire, schema, schema, type, required);
  }

  private static JavaParameter named(
      String wire, Node node, Node schema, JavaType type, boolean required) {
    String given = node.get("x-default").text();
    return new JavaParameter(
        wire,
        JavaName.member(node.has("x-name") ? node.get("x-name").text() : wire),
        type,
        given.isEmpty() ? "" : initial(type, given),
        type.isPrimitive() ? schema.get("minimum").text() : "",
        node.get("x-page-token").isTrue(),
        required,
        Words.described(node, wire),
        JavaSchema.deprecated(node));
  }

  private static String initial(JavaType type, String given) {
    return switch (type.java()) {
      case "Long" -> given + "L";
      case "Integer", "Boolean" -> given;
      default -> JavaName.literal(given);
    };
  }

  JavaParameter withName(String other) {
    return new JavaParameter(
        wire, other, type, initial, minimum, pageToken, required, description, deprecated);
  }

  String literal() {
    return JavaName.literal(wire);
  }

  /** What is sent unless it is set, on a page. */
  String sent() {
    return initial.replaceAll("L$", "");
  }

  boolean isPrimitive() {
    return type.isPrimitive();
  }

  /** Whether the method that sets it checks for null. */
  boolean isChecked() {
    return !isPrimitive() && !pageToken;
  }
}
