package dev.oryadmin.tools;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations of a large document concern us: those with an id that we know, and those at,
 * below or beside a path that we know, so that a new operation on clients does not go unnoticed.
 * Immutable.
 *
 * @param more the beginnings of further paths, which are asked for
 * @param tags the tags of further operations, which are asked for
 */
record Coverage(Set<String> operationIds, Set<String> paths, Set<String> more, Set<String> tags) {

  /** The coverage of all operations of a document, which is mostly the fragment. */
  static Coverage of(Document document) {
    return new Coverage(
        document.operations().stream().map(Document.SpecOperation::id).collect(Collectors.toSet()),
        document.operations().stream()
            .map(Document.SpecOperation::path)
            .collect(Collectors.toSet()),
        Set.of(),
        Set.of());
  }

  /** The same, and what further paths and tags have. */
  Coverage with(Set<String> morePaths, Set<String> moreTags) {
    return new Coverage(operationIds, paths, morePaths, moreTags);
  }

  boolean includes(Document.SpecOperation operation) {
    return operationIds.contains(operation.id())
        || more.stream().anyMatch(path -> operation.path().startsWith(path))
        || operation.node().get("tags").texts().stream().anyMatch(tags::contains)
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
