package dev.oryadmin.tools;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations of a large document concern us: those with an id that we know, and those at or
 * below a path that we know, so that a new operation on clients does not go unnoticed. Immutable.
 */
record Coverage(Set<String> operationIds, Set<String> paths) {

  /** The coverage of all operations of a document, which is mostly the fragment. */
  static Coverage of(Document document) {
    return new Coverage(
        document.operations().stream().map(Document.SpecOperation::id).collect(Collectors.toSet()),
        document.operations().stream()
            .map(Document.SpecOperation::path)
            .collect(Collectors.toSet()));
  }

  boolean includes(Document.SpecOperation operation) {
    return operationIds.contains(operation.id())
        || paths.stream()
            .anyMatch(path -> operation.path().equals(path) || isBelow(operation.path(), path));
  }

  private static boolean isBelow(String path, String ancestor) {
    return path.startsWith(ancestor + "/");
  }
}
