package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to call an operation: a method that calls, and one that prepares the call. All that their
 * templates ask for. Immutable.
 *
 * @param operation what is called
 * @param name the name of the method that calls
 * @param summary what the method does, unless the operation's own summary says it
 * @param arguments what the caller gives
 * @param completed if the method only calls a longer one: what it passes on; else null
 * @param fixed what is sent with each call, by name in the request
 */
record JavaMethod(
    JavaOperation operation,
    String name,
    @Nullable Words summary,
    List<Argument> arguments,
    @Nullable List<String> completed,
    Map<String, String> fixed) {

  /** Where an argument goes. */
  enum Place {
    PATH,
    QUERY,
    TOKEN,
    BODY,
    /** A property of a body that is made of such arguments. */
    PROPERTY,
    FORM,
    /** A function that makes the patch. */
    PATCH_BY,
    /** A function that sets what is optional. */
    FORM_OPTIONS,
    QUERY_OPTIONS
  }

  /**
   * One argument of a method.
   *
   * @param wire the name in the request, as a Java literal
   * @param absent what a shorter method passes in its place; empty if none can
   */
  record Argument(Place place, String wire, String type, String name, String absent) {}

  /** As in the declaration of a method. */
  String declared() {
    return joined(arguments.stream().map(argument -> argument.type() + " " + argument.name()));
  }

  /** As in a call with the same arguments. */
  String passed() {
    return joined(arguments.stream().map(Argument::name));
  }

  /** As in a call of the longer method. */
  String passedOn() {
    return completed == null ? "" : String.join(", ", completed);
  }

  /** Whether the method makes the request itself. */
  boolean requests() {
    return completed == null;
  }

  /** Whether this is the method with everything the operation takes. */
  boolean main() {
    return requests() && summary == null;
  }

  /** Whether it has a variant that looks for one: each way to read it has. */
  boolean finds() {
    return operation.findable() && summary == null && !patches();
  }

  /** The method in a link of Javadoc: {@code #list(Consumer)}. */
  String link() {
    return link(name);
  }

  /** The method that looks for one, in a link. */
  String findLink() {
    return link("find");
  }

  private String link(String method) {
    Stream<String> types =
        arguments.stream().map(argument -> argument.type().replaceAll("<.*>|@\\w+ ", ""));
    return "#" + method + "(" + joined(types) + ")";
  }

  /** The longest method of the same name. */
  JavaMethod longest() {
    return operation.methods().stream()
        .filter(method -> method.main() && method.name().equals(name))
        .findFirst()
        .orElse(this);
  }

  private static String joined(Stream<String> texts) {
    return texts.collect(Collectors.joining(", "));
  }

  private List<Argument> at(Place... places) {
    return arguments.stream().filter(a -> List.of(places).contains(a.place())).toList();
  }

  List<Argument> inPath() {
    return at(Place.PATH);
  }

  List<Argument> inQuery() {
    return at(Place.QUERY);
  }

  List<Argument> inForm() {
    return at(Place.FORM);
  }

  boolean hasToken() {
    return !at(Place.TOKEN).isEmpty();
  }

  boolean hasQueryOptions() {
    return !at(Place.QUERY_OPTIONS).isEmpty();
  }

  boolean hasFormOptions() {
    return !at(Place.FORM_OPTIONS).isEmpty();
  }

  boolean patches() {
    return !at(Place.PATCH_BY).isEmpty();
  }

  /** The body as Java: the argument, or a body of the arguments that are its properties. */
  String body() {
    List<Argument> whole = at(Place.BODY);
    if (!whole.isEmpty()) {
      return whole.get(0).name();
    }
    List<String> setters = new ArrayList<>();
    JavaSchema model = operation.bodyModel();
    if (model != null) {
      for (JavaProperty property : model.properties()) {
        at(Place.PROPERTY).stream()
            .filter(argument -> argument.wire().equals(property.literal()))
            .forEach(argument -> setters.add(property.accessor() + "(" + argument.name() + ")"));
        if (fixed.containsKey(property.json())) {
          String value = JavaName.literal(String.valueOf(fixed.get(property.json())));
          setters.add(property.accessor() + "(" + value + ")");
        }
      }
    }
    return setters.isEmpty() || model == null
        ? ""
        : model.name() + ".builder()." + String.join(".", setters) + ".build()";
  }

  boolean hasBody() {
    return !body().isEmpty();
  }

  /** What each call sends in the query. */
  List<Argument> fixedInQuery() {
    return operation.inQuery().stream()
        .filter(parameter -> fixed.containsKey(parameter.wire()))
        .map(
            parameter ->
                new Argument(
                    Place.QUERY,
                    parameter.literal(),
                    "String",
                    JavaName.literal(String.valueOf(fixed.get(parameter.wire()))),
                    ""))
        .toList();
  }
}
