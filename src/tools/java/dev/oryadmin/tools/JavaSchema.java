package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The class that a schema becomes: a model with properties, or an open set of known values. All
 * that its templates ask for. Immutable.
 *
 * @param schema the name in the document
 * @param name the name of the class
 * @param deprecated what to use instead; null unless it is deprecated
 * @param samples code that shows its use
 */
record JavaSchema(
    String schema,
    String name,
    Words description,
    @Nullable Words deprecated,
    List<JavaProperty> properties,
    List<KnownValue> values,
    List<String> samples) {

  /** A known value of an open set, and the constant for it. */
  record KnownValue(String constant, String literal, Words description) {}

  /**
   * Makes the class of a schema.
   *
   * @param lazy tells the models that this one must not ask for their type while it is initialized
   */
  static JavaSchema of(String schema, Node node, JavaTypes types, Predicate<String> lazy) {
    String name = JavaTypes.className(schema, node);
    List<String> required = node.get("required").texts();
    List<JavaProperty> properties = new ArrayList<>();
    node.get("properties")
        .members()
        .forEach(
            (property, value) ->
                properties.add(
                    JavaProperty.of(
                        property, value, types.of(value), lazy, required.contains(property))));
    return new JavaSchema(
        schema,
        name,
        Words.of(node.get("description"), "{@code " + name + "}."),
        deprecated(node),
        properties,
        properties.isEmpty() ? values(node) : List.of(),
        samples(node));
  }

  private static List<KnownValue> values(Node node) {
    List<KnownValue> values = new ArrayList<>();
    List<String> constants = node.get("x-enum-varnames").texts();
    List<Node> descriptions = node.get("x-enum-descriptions").elements();
    for (Node value : node.get("enum").elements()) {
      int index = values.size();
      String constant = index < constants.size() ? constants.get(index) : constant(value.text());
      String described = index < descriptions.size() ? descriptions.get(index).text() : "";
      Words words = new Words(described, "{@code " + Words.escaped(value.text()) + "}.");
      values.add(new KnownValue(constant, JavaName.literal(value.text()), words));
    }
    return values;
  }

  private static String constant(String value) {
    return value.isEmpty() ? "EMPTY" : JavaName.constant(value);
  }

  /** The code that shows the use of something, as it is. */
  static List<String> samples(Node node) {
    return node.get("x-codeSamples").elements().stream()
        .map(sample -> sample.get("source").text().strip())
        .toList();
  }

  /** What {@code x-deprecated} says about something, or null if it is not deprecated. */
  static @Nullable Words deprecated(Node node) {
    return node.get("deprecated").isTrue()
        ? Words.of(node.get("x-deprecated"), "Deprecated by the server.")
        : null;
  }

  boolean isOpenSet() {
    return properties.isEmpty();
  }

  /** Whether generated code that uses this class or its members would be warned. */
  boolean warns() {
    return deprecated != null
        || properties.stream().map(JavaProperty::deprecated).anyMatch(Objects::nonNull);
  }
}
