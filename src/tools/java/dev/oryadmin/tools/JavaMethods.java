package dev.oryadmin.tools;

import dev.oryadmin.tools.JavaMethod.Argument;
import dev.oryadmin.tools.JavaMethod.Place;
import dev.oryadmin.tools.JavaOperation.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the methods of an operation. What must be given is an argument, what may be left out is set
 * by a function, and there is always a method without that function: so methods stay when an
 * operation learns to take more.
 */
final class JavaMethods {
  private final JavaOperation operation;

  JavaMethods(JavaOperation operation) {
    this.operation = operation;
  }

  List<JavaMethod> all() {
    List<JavaMethod> methods = new ArrayList<>();
    for (Way way : operation.ways()) {
      List<Argument> needed = new ArrayList<>();
      way.arguments().forEach(name -> needed.add(argument(name, way)));
      List<Argument> options = way.options() ? options() : List.of();
      List<Argument> full = Stream.concat(needed.stream(), options.stream()).toList();
      for (int given = 0; given < options.size(); given++) {
        methods.add(shorter(way, full, needed.size() + given));
      }
      methods.add(method(way, full, null, way.fixed()));
      if (operation.patch()) {
        methods.add(patchedByFunction(way, full));
      }
    }
    return methods;
  }

  private JavaMethod method(
      Way way,
      List<Argument> arguments,
      @Nullable List<String> completed,
      Map<String, String> fixed) {
    return new JavaMethod(operation, way.method(), way.summary(), arguments, completed, fixed);
  }

  private JavaMethod shorter(Way way, List<Argument> full, int given) {
    List<String> completed = new ArrayList<>();
    for (Argument argument : full) {
      completed.add(completed.size() < given ? argument.name() : argument.absent());
    }
    return method(way, full.subList(0, given), completed, Map.of());
  }

  private JavaMethod patchedByFunction(Way way, List<Argument> full) {
    List<Argument> arguments = new ArrayList<>();
    List<String> completed = new ArrayList<>();
    for (Argument argument : full) {
      boolean body = argument.place() == Place.BODY;
      completed.add(body ? "changes" : argument.name());
      String type = "Consumer<" + operation.patchType() + ">";
      arguments.add(body ? new Argument(Place.PATCH_BY, "", type, argument.name(), "") : argument);
    }
    return method(way, arguments, completed, Map.of());
  }

  /** What must be given, in order, by names in the document; what {@code named} lists included. */
  static List<String> needed(
      List<JavaParameter> inPath,
      List<JavaParameter> inQuery,
      boolean token,
      @Nullable JavaParameter body,
      List<JavaParameter> inForm,
      List<String> named) {
    List<String> needed = new ArrayList<>();
    inPath.forEach(parameter -> needed.add(parameter.wire()));
    names(inQuery, named).forEach(needed::add);
    if (token) {
      needed.add(TOKEN);
    }
    if (body != null) {
      needed.add(BODY);
    }
    names(inForm, named).forEach(needed::add);
    return needed;
  }

  private static Stream<String> names(List<JavaParameter> parameters, List<String> named) {
    return parameters.stream()
        .filter(parameter -> parameter.required() || named.contains(parameter.wire()))
        .map(JavaParameter::wire);
  }

  /** Names of arguments that no parameter can have. */
  private static final String TOKEN = "<token>";

  private static final String BODY = "<body>";

  private Argument argument(String name, Way way) {
    if (name.equals(TOKEN)) {
      return new Argument(Place.TOKEN, "", "Secret", "token", "");
    }
    JavaParameter body = operation.body();
    if (name.equals(BODY) && body != null) {
      String type = operation.patch() ? operation.patchType() : body.type().java();
      return new Argument(Place.BODY, "", type, body.name(), "");
    }
    for (Map.Entry<Place, List<JavaParameter>> place : places()) {
      for (JavaParameter parameter : place.getValue()) {
        if (parameter.wire().equals(name)) {
          String type = parameter.type().parameter();
          return new Argument(place.getKey(), parameter.literal(), type, parameter.name(), "");
        }
      }
    }
    JavaSchema model = operation.bodyModel();
    if (model != null) {
      for (JavaProperty property : model.properties()) {
        if (property.json().equals(name)) {
          String type = property.type().java();
          return new Argument(Place.PROPERTY, property.literal(), type, property.accessor(), "");
        }
      }
    }
    throw new IllegalArgumentException(
        operation.id() + ": " + way.method() + " takes " + name + ", which the request has not");
  }

  private List<Map.Entry<Place, List<JavaParameter>>> places() {
    return List.of(
        Map.entry(Place.PATH, operation.inPath()),
        Map.entry(Place.QUERY, operation.inQuery()),
        Map.entry(Place.FORM, operation.inForm()));
  }

  private List<Argument> options() {
    List<Argument> options = new ArrayList<>();
    if (operation.hasFormOptions()) {
      String type = "Consumer<" + operation.formClass() + ">";
      options.add(new Argument(Place.FORM_OPTIONS, "", type, "form", "form -> {}"));
    }
    if (operation.hasQueryOptions()) {
      String type = "Consumer<" + operation.queryClass() + ">";
      options.add(new Argument(Place.QUERY_OPTIONS, "", type, "query", "query -> {}"));
    }
    return options;
  }
}
