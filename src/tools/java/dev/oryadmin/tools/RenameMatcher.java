package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two shapes in which the same thing bears the same name: a renamed operation, told by its method
 * and path, and a schema that is named in one document and inline in the other. Immutable.
 */
record RenameMatcher(Shape before, Shape after, List<Change> renamed) {

  static RenameMatcher of(Shape before, Shape after) {
    List<Change> renamed = new ArrayList<>();
    Shape operations = operations(before, after, renamed);
    Shape left = schemas(before, operations);
    return new RenameMatcher(left, schemas(operations, left), renamed);
  }

  private static Shape operations(Shape before, Shape after, List<Change> renamed) {
    Shape aligned = after;
    Set<String> gone = new TreeSet<>(before.owners(Kind.OPERATIONS));
    gone.removeAll(after.owners(Kind.OPERATIONS));
    Set<String> come = new TreeSet<>(after.owners(Kind.OPERATIONS));
    come.removeAll(before.owners(Kind.OPERATIONS));
    for (String old : gone) {
      for (String now : come) {
        if (endpoint(before, old).equals(endpoint(after, now))) {
          aligned = aligned.renameOperation(now, old);
          FactPath place = new FactPath(Kind.OPERATIONS, old, "", "");
          Impact impact =
              Impact.wire("Java names come from x-method; messages name the operationId.");
          renamed.add(new Change("renamed", place, old, now, impact));
        }
      }
    }
    return aligned;
  }

  private static String endpoint(Shape shape, String operation) {
    FactPath itself = new FactPath(Kind.OPERATIONS, operation, "", "");
    return shape.at(itself.withAspect("method")) + " " + shape.at(itself.withAspect("path"));
  }

  /** Names the inline schemas of a shape as the other shape names them at the same place. */
  private static Shape schemas(Shape shape, Shape other) {
    Shape aligned = shape;
    for (var fact : shape.facts().entrySet()) {
      String inline = Types.named(fact.getValue());
      String counterpart = other.at(fact.getKey());
      if (fact.getKey().aspect().equals("type") && inline.contains(".") && counterpart != null) {
        String name = Types.named(counterpart);
        boolean sameArrays = fact.getValue().equals(counterpart.replace(name, inline));
        boolean isObject = other.owners(Kind.SCHEMAS).contains(name);
        if (!name.equals(inline) && sameArrays && isObject) {
          aligned = aligned.nameInline(inline, name);
        }
      }
    }
    return aligned;
  }
}
