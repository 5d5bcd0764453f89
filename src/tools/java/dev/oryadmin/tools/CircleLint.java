package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses schemas that refer to each other through a map or a list of lists.
 *
 * <p>Classes that refer to each other must not initialize each other: two threads that begin with
 * different ones would wait for each other for ever. The generator marks plain references and lists
 * that close a circle, so that our templates look the class up later; these it does not see.
 */
final class CircleLint {
  private final Document document;
  private final Map<String, List<Reference>> references = new LinkedHashMap<>();

  /** From one model to another. */
  private record Reference(Node place, String to, boolean unseen) {}

  CircleLint(Document document) {
    this.document = document;
  }

  List<Finding> findings() {
    document
        .schemas()
        .members()
        .forEach((name, schema) -> collect(schema.get("properties"), references(name)));
    List<Finding> findings = new ArrayList<>();
    references.forEach(
        (from, all) -> {
          for (Reference reference : all) {
            if (reference.unseen()
                && !reference.to().equals(from)
                && reaches(reference.to(), from, new HashSet<>())) {
              findings.add(
                  new Finding(
                      reference.place().path(),
                      "a circle back to " + from + " through a map or a list of lists",
                      "refer to the schema itself or to a list of it"));
            }
          }
        });
    return findings;
  }

  private List<Reference> references(String model) {
    return references.computeIfAbsent(model, name -> new ArrayList<>());
  }

  private void collect(Node properties, List<Reference> to) {
    properties.members().values().forEach(schema -> collect(schema, schema, 0, to));
  }

  /** Goes down to the models that a property is made of; a map counts as two levels of list. */
  private void collect(Node property, Node schema, int levels, List<Reference> to) {
    Node reference = schema.has("allOf") ? schema.get("allOf").elements().get(0) : schema;
    if (reference.has("$ref")) {
      Node target = document.resolve(reference);
      if (target.get("properties").isObject()) {
        to.add(new Reference(property, Document.nameOf(reference), levels > 1));
      } else {
        collect(property, target, levels, to);
      }
    } else if (schema.get("properties").isObject()) {
      collect(schema.get("properties"), to);
    } else if (schema.get("items").isObject()) {
      collect(property, schema.get("items"), levels + 1, to);
    } else if (schema.get("additionalProperties").isObject()) {
      collect(property, schema.get("additionalProperties"), levels + 2, to);
    }
  }

  private boolean reaches(String from, String goal, Set<String> seen) {
    return from.equals(goal)
        || (seen.add(from)
            && references(from).stream()
                .anyMatch(reference -> reaches(reference.to(), goal, seen)));
  }
}
