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
          "RequestCheck",
          "Schemas",
          "Secret");

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
              String type = JavaTypes.className(name, node);
              String other = classes.put(type.toLowerCase(Locale.ROOT), name);
              if (other != null) {
                refuse(
                    node,
                    "the class " + type + " belongs to " + other,
                    "give one of them an x-name");
              }
              if (CLASSES.contains(type)) {
                refuse(node, "generated code uses another " + type, "give it an x-name");
              }
            });
  }

  /** Two properties must not end in the same constant. */
  void properties(Node properties) {
    Map<String, String> constants = new HashMap<>();
    properties
        .members()
        .forEach(
            (name, node) -> {
              String given = node.has("x-name") ? node.get("x-name").text() : name;
              String constant = JavaName.constant(given);
              String other = constants.put(constant, name);
              if (other != null) {
                String problem = "the constant " + constant + " belongs to " + other;
                refuse(node, problem, "give one of them an x-name");
              }
            });
  }

  private void refuse(Node node, String problem, String remedy) {
    findings.add(new Finding(node.path(), problem, remedy));
  }
}
