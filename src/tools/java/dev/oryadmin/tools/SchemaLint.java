package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses schemas that our templates do not carry. */
final class SchemaLint {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> UNMAPPED_FORMATS = Set.of("binary", "byte", "decimal");

  private final Document document;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> unnamed = new ArrayList<>();
  private final NameLint names = new NameLint(findings);

  SchemaLint(Document document) {
    this.document = document;
  }

  /** Returns the objects without a name, which the generator names after where they stand. */
  List<Finding> unnamed() {
    return unnamed;
  }

  List<Finding> findings() {
    names.schemas(document.schemas());
    document.schemas().members().values().forEach(this::named);
    document.operations().forEach(this::operation);
    document
        .root()
        .get("components")
        .get("responses")
        .members()
        .values()
        .forEach(response -> media(response));
    return findings;
  }

  private void operation(Document.SpecOperation operation) {
    for (Node parameter : operation.parameters()) {
      if (parameter.has("schema")) {
        inner(parameter.get("schema"));
      }
    }
    media(operation.node().get("requestBody"));
    operation.node().get("responses").members().values().forEach(this::media);
  }

  private void media(Node carrier) {
    carrier
        .get("content")
        .members()
        .forEach(
            (type, media) -> {
              // The fields of a form become arguments: there is no class that needs a name.
              boolean form = type.equals(FORM) && media.get("schema").get("properties").isObject();
              if (form) {
                model(media.get("schema"));
              } else if (media.has("schema")) {
                inner(media.get("schema"));
              }
            });
  }

  /** A schema with a name, which may be a model, an open set, or another name for an array. */
  private void named(Node schema) {
    if (composed(schema)) {
      return;
    }
    if (schema.has("enum")) {
      openSet(schema);
    } else if (schema.get("properties").isObject()) {
      model(schema);
    } else {
      inner(schema);
    }
  }

  private void model(Node schema) {
    schema.get("properties").members().values().forEach(this::inner);
    names.properties(schema.get("properties"));
    if (schema.get("additionalProperties").isPresent()) {
      refuse(
          schema.get("additionalProperties"),
          "an object with declared and free members",
          "leave it out: models keep unknown members anyway");
    }
  }

  /** A schema at its place of use. */
  private void inner(Node schema) {
    if (composed(schema)) {
      return;
    }
    if (schema.has("$ref")) {
      reference(schema);
      return;
    }
    if (schema.has("description") && schema.get("description").text().isBlank()) {
      refuse(schema.get("description"), "an empty description", "write one or leave it out");
    }
    if (schema.get("properties").isObject()) {
      unnamed.add(
          new Finding(
              schema.path(),
              "an object without a name",
              "name it under components/schemas and refer to it"));
      model(schema);
      return;
    }
    if (schema.has("enum")) {
      refuse(schema, "an enum without a name", "name it under components/schemas and refer to it");
      return;
    }
    if (schema.get("additionalProperties").isObject()) {
      inner(schema.get("additionalProperties"));
      return;
    }
    type(schema);
  }

  private void type(Node schema) {
    String type = schema.get("type").text();
    String format = schema.get("format").text();
    switch (type) {
      case "array" -> {
        if (schema.get("items").isObject()) {
          inner(schema.get("items"));
        } else {
          refuse(schema, "an array without items", "say what its elements are");
        }
      }
      case "string" -> {
        if (UNMAPPED_FORMATS.contains(format)) {
          refuse(
              schema,
              "the format " + format + " has no Java type here",
              "leave it out to get a String, or map it in JavaTypes and in JsonType");
        }
      }
      case "integer", "number", "boolean", "object", "" -> {}
      default -> refuse(schema, "the type " + type + " has no Java type here", "map it first");
    }
  }

  private boolean composed(Node schema) {
    for (String keyword : List.of("oneOf", "anyOf", "not", "discriminator")) {
      if (schema.has(keyword)) {
        refuse(
            schema.get(keyword),
            "our models have no " + keyword,
            "write one schema with all properties, or leave the type out for any JSON");
        return true;
      }
    }
    if (!schema.has("allOf")) {
      return false;
    }
    List<Node> parts = schema.get("allOf").elements();
    if (parts.size() != 1 || !parts.get(0).has("$ref") || schema.has("properties")) {
      refuse(
          schema.get("allOf"),
          "allOf that is more than one $ref",
          "repeat the properties in one schema");
    } else {
      reference(parts.get(0));
    }
    return true;
  }

  private void reference(Node schema) {
    String ref = schema.get("$ref").text();
    if (!ref.startsWith("#/components/schemas/")) {
      refuse(schema, "a $ref to " + ref, "refer to #/components/schemas of this document");
    } else if (!document.schemas().has(Document.nameOf(schema))) {
      refuse(schema, "nothing at $ref " + ref, "define it or correct the name");
    } else if (schema.members().size() > 1) {
      refuse(schema, "a $ref with siblings, which parsers ignore", "wrap it: allOf: [$ref]");
    }
  }

  private void openSet(Node schema) {
    if (!schema.get("type").text().equals("string")) {
      refuse(schema, "an enum of another type than string", "leave the enum out");
    }
    int values = schema.get("enum").elements().size();
    for (String names : List.of("x-enum-varnames", "x-enum-descriptions")) {
      if (schema.has(names) && schema.get(names).elements().size() != values) {
        refuse(
            schema.get(names), "not one for each of " + values + " values", "add or remove some");
      }
    }
  }

  private void refuse(Node node, String problem, String remedy) {
    findings.add(new Finding(node.path(), problem, remedy));
  }
}
