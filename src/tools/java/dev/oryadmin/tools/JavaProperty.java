package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of a model that stand for one of its properties: a constant, an accessor and a
 * builder method. All that their templates ask for. Immutable.
 *
 * @param json the name in JSON
 * @param accessor the name of the accessor and of the builder method
 * @param jsonType what reads and writes values
 * @param docs more sentences
 * @param deprecated what to use instead; null unless it is deprecated
 * @param traits what is special about it, as constants of {@code Property.Trait}
 * @param required whether it is always there
 */
record JavaProperty(
    String json,
    String accessor,
    String constant,
    JavaType type,
    String jsonType,
    Words description,
    List<Words> docs,
    String since,
    @Nullable Words deprecated,
    List<String> traits,
    boolean required,
    boolean nullable) {

  /** What makes a property special in the fragment, and in Java, in the order of the latter. */
  private static final List<List<String>> TRAITS =
      List.of(
          List.of("readOnly", "READ_ONLY"),
          List.of("x-sensitive", "SENSITIVE"),
          List.of("x-identifier", "IDENTIFIER"),
          List.of("x-clear", "NOT_CLEARABLE"),
          List.of("x-omit-empty", "OMITTED_WHEN_EMPTY"));

  static JavaProperty of(
      String json, Node node, JavaType type, Predicate<String> lazy, boolean required) {
    String name = node.has("x-name") ? node.get("x-name").text() : json;
    List<String> traits = new ArrayList<>();
    for (List<String> trait : TRAITS) {
      Node flag = node.get(trait.get(0));
      if (flag.isPresent() && !Boolean.FALSE.equals(flag.value())) {
        traits.add(trait.get(1));
      }
    }
    return new JavaProperty(
        json,
        JavaName.member(name),
        JavaName.constant(name),
        type,
        type.json(lazy),
        Words.described(node, json),
        node.get("x-doc").elements().stream().map(Words::of).toList(),
        node.get("x-since").text(),
        JavaSchema.deprecated(node),
        traits,
        required,
        node.get("nullable").isTrue());
  }

  String literal() {
    return JavaName.literal(json);
  }

  boolean readOnly() {
    return traits.contains("READ_ONLY");
  }

  boolean sensitive() {
    return traits.contains("SENSITIVE");
  }

  boolean identifier() {
    return traits.contains("IDENTIFIER");
  }

  /** Whether the accessor gives null if there is no value. */
  boolean givesNull() {
    return !throwsIfAbsent() && !type.isContainer();
  }

  /** Whether the accessor throws if there is no value. */
  boolean throwsIfAbsent() {
    return identifier() || (required && !type.isContainer());
  }

  /** The method of the model that the accessor calls. */
  String read() {
    if (throwsIfAbsent()) {
      return "require";
    }
    return type.isList() ? "list" : type.isMap() ? "map" : "get";
  }

  /** Whether the builder also takes the items one by one. */
  boolean takesItems() {
    return type.isList() && type.element() != null && !type.element().isContainer();
  }

  /** What is special about it, on a page. */
  String notes() {
    List<String> notes = new ArrayList<>();
    note(notes, identifier(), "Identifier.");
    note(notes, readOnly(), "Read-only.");
    note(notes, type.isSecret(), "Secret.");
    note(notes, sensitive(), "Sensitive.");
    note(notes, deprecated != null, "Deprecated.");
    note(notes, required, "Always there.");
    note(notes, nullable, "Nullable.");
    note(notes, traits.contains("NOT_CLEARABLE"), "Not clearable.");
    note(notes, traits.contains("OMITTED_WHEN_EMPTY"), "Not sent empty.");
    note(notes, !since.isEmpty(), "Since " + since + ".");
    return String.join(" ", notes);
  }

  private static void note(List<String> notes, boolean applies, String note) {
    if (applies) {
      notes.add(note);
    }
  }

  boolean hasOneDoc() {
    return docs.size() == 1;
  }

  boolean hasList() {
    return docs.size() > 1;
  }
}
