package dev.oryadmin.tools;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations of a large document concern us: those with an id that we know, and those at,
 * below or beside a path that we know, so that a new operation on clients does not go unnoticed.
 * Immutable.
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
            .anyMatch(path -> isBelow(operation.path(), path) || isBeside(operation.path(), path));
  }

  private static boolean isBelow(String path, String ancestor) {
    return (path + "/").startsWith(ancestor + "/");
  }

  /** Beside all that is for administration lies everything: only what lies deeper counts. */
  private static boolean isBeside(String path, String other) {
    int end = other.lastIndexOf('/');
    String parent = other.substring(0, Math.max(end, 0));
    return parent.indexOf('/', 1) > 0 && path.startsWith(parent + "/");
  }
}
