package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Java that stands for an API document: its classes, their members and their types. Templates
 * render it, and the report on changes compares it. Immutable.
 *
 * @param schemas the classes that have data, by name
 * @param tags the classes that have operations, in the order of the document
 */
record JavaApi(List<JavaSchema> schemas, List<JavaTag> tags) {

  static JavaApi of(Document document) {
    return of(document, document.operations());
  }

  /** The Java of a document whose operations are given in the order in which methods stand. */
  static JavaApi of(Document document, List<Document.SpecOperation> operations) {
    JavaTypes types = new JavaTypes(document);
    Set<String> withoutClass = withoutClass(document, types);
    Map<String, JavaSchema> schemas = new TreeMap<>();
    document
        .schemas()
        .members()
        .forEach(
            (name, node) -> {
              if (!withoutClass.contains(name)
                  && (JavaTypes.isModel(node) || JavaTypes.isOpenSet(node))) {
                Predicate<String> lazy = circles(document, types, name);
                JavaSchema schema = JavaSchema.of(name, node, types, lazy);
                schemas.put(schema.name(), schema);
              }
            });
    JavaOperations made = new JavaOperations(document, types, schemas::get);
    Map<String, List<JavaOperation>> byTag = new LinkedHashMap<>();
    for (Node tag : document.root().get("tags").elements()) {
      byTag.put(tag.get("name").text(), new ArrayList<>());
    }
    for (Document.SpecOperation operation : operations) {
      List<String> tags = operation.node().get("tags").texts();
      for (String tag : tags.isEmpty() ? List.of("default") : tags) {
        byTag.computeIfAbsent(tag, key -> new ArrayList<>()).add(made.of(operation));
      }
    }
    List<JavaTag> tags = new ArrayList<>();
    byTag.forEach((tag, members) -> tags.add(JavaTag.of(tag, document, members)));
    tags.removeIf(tag -> tag.operations().isEmpty());
    return new JavaApi(List.copyOf(schemas.values()), tags);
  }

  /**
   * Errors, redirects, patches and forms are read and written by hand-written code: only models
   * have a class.
   */
  private static Set<String> withoutClass(Document document, JavaTypes types) {
    List<Node> byHand = new ArrayList<>();
    List<Node> byModels = new ArrayList<>();
    for (Document.SpecOperation operation : document.operations()) {
      byModels.addAll(operation.parameters());
      Node body = operation.node().get("requestBody");
      Node form = JavaOperations.form(document, operation.node());
      if (form.isPresent()) {
        byHand.add(form);
        byModels.add(document.resolve(form).get("properties"));
      } else {
        (operation.node().get("x-patch").isTrue() ? byHand : byModels).add(body);
      }
      operation
          .node()
          .get("responses")
          .members()
          .forEach((status, node) -> (status.startsWith("2") ? byModels : byHand).add(node));
    }
    Set<String> withoutClass = types.reachedFrom(byHand);
    withoutClass.removeAll(types.reachedFrom(byModels));
    return withoutClass;
  }

  /** Classes that refer to each other must not initialize each other: two threads could wait. */
  private static Predicate<String> circles(Document document, JavaTypes types, String schema) {
    Node self = document.schemas().get(schema);
    Map<String, Boolean> circles = new LinkedHashMap<>();
    for (String other : types.reachedFrom(List.of(self))) {
      Node there = document.schemas().get(other);
      Collection<Node> start = List.of(there);
      boolean back = !other.equals(schema) && types.reachedFrom(start).contains(schema);
      circles.put(JavaTypes.className(other, there), back);
    }
    return name -> circles.getOrDefault(name, false);
  }

  /** The class of a schema; null if it has none. */
  @Nullable JavaSchema schema(String name) {
    return schemas.stream().filter(schema -> schema.schema().equals(name)).findFirst().orElse(null);
  }

  /** The class of that name, for a tag. */
  @Nullable JavaTag tag(String className) {
    return tags.stream().filter(tag -> tag.name().equals(className)).findFirst().orElse(null);
  }

  /** Whether generated code that uses other classes has to expect warnings. */
  boolean warns() {
    return schemas.stream().anyMatch(JavaSchema::warns);
  }
}
