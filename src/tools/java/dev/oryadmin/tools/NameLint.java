package dev.oryadmin.tools;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Refuses names out of which the generator would make Java names that are taken, or none. */
final class NameLint {
  /** What generated code imports or declares: a model of such a name would hide it. */
  static final Set<String> CLASSES =
      Set.of(
          "ApiCall",
          "ApiRequest",
          "BigDecimal",
          "Builder",
          "CallFactory",
          "Consumer",
          "Duration",
          "Generated",
          "InputStream",
          "Instant",
          "JsonAdapter",
          "JsonElement",
          "JsonType",
          "Map",
          "Model",
          "ModelBuilder",
          "ModelType",
          "Nullable",
          "OpenEnum",
          "Operation",
          "Optional",
          "OryTypeAdapterFactory",
          "Override",
          "Page",
          "Paged",
          "Patch",
          "Property",
          "PropertyValues",
          "Reader",
          "Schemas",
          "Secret");

  /** Methods without arguments, and constants, that every model has. */
  private static final Set<String> METHODS =
      Set.of(
          "additionalProperties",
          "builder",
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toBuilder",
          "toJson",
          "toString",
          "wait");

  private static final Set<String> CONSTANTS = Set.of("PROPERTIES", "TYPE");

  private final List<Finding> findings;

  NameLint(List<Finding> findings) {
    this.findings = findings;
  }

  void schemas(Node schemas) {
    Map<String, String> classes = new HashMap<>();
    schemas
        .members()
        .forEach(
            (name, node) -> {
              if (!node.get("properties").isObject() && !node.has("enum")) {
                return; // another name for something else: makes no class
              }
              String type = Types.className(name.replaceAll("[^A-Za-z0-9]", ""));
              String other = classes.put(type.toLowerCase(Locale.ROOT), name);
              if (other != null) {
                refuse(node, "the class " + type + " belongs to " + other, "rename one of them");
              }
              if (CLASSES.contains(type)) {
                refuse(node, "generated code uses another " + type, "rename the schema");
              }
            });
  }

  /** Two properties must not end in the same constant, nor one in a method that models have. */
  void properties(Node properties) {
    Map<String, String> constants = new HashMap<>();
    properties
        .members()
        .forEach(
            (name, node) -> {
              if (!name.matches("[A-Za-z_$][ -~&&[^\"*\\\\]]*")) {
                refuse(node, "a name that makes no Java name", "map the name");
              }
              String constant = constant(name);
              String other = constants.put(constant, name);
              if (other != null) {
                refuse(node, "the constant " + constant + " belongs to " + other, "map one name");
              }
              if (METHODS.contains(accessor(name))) {
                refuse(node, "every model has " + accessor(name) + "()", "map the name");
              }
              if (CONSTANTS.contains(constant)) {
                refuse(node, "every model has the constant " + constant, "map the name");
              }
            });
  }

  /** The constant of a property: {@code clientId} and {@code client_id} give {@code CLIENT_ID}. */
  static String constant(String property) {
    return property
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toUpperCase(Locale.ROOT);
  }

  private static String accessor(String property) {
    StringBuilder accessor = new StringBuilder();
    for (String word : constant(property).toLowerCase(Locale.ROOT).split("_", -1)) {
      accessor.append(accessor.isEmpty() ? word : Types.className(word));
    }
    return accessor.toString();
  }

  private void refuse(Node node, String problem, String remedy) {
    findings.add(new Finding(node.path(), problem, remedy));
  }
}
