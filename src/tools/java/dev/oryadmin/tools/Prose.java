package dev.oryadmin.tools;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fingerprints of the prose of a document, one for each operation and schema of a slice: enough to
 * tell where words have changed, and nothing of the words.
 */
final class Prose {
  private static final Set<String> KEYS =
      Set.of("summary", "description", "title", "example", "examples", "externalDocs");

  private Prose() {}

  /** The fingerprint of each operation and schema of a shape that has prose in the document. */
  static SortedMap<String, String> of(Document document, Shape slice) {
    SortedMap<String, String> prose = new TreeMap<>();
    document.operations().stream()
        .filter(operation -> slice.owners(Place.Kind.OPERATIONS).contains(operation.id()))
        .forEach(operation -> prose.put(operation.id(), fingerprint(operation.node())));
    Map<String, Node> schemas = document.schemas().members();
    for (String name : slice.owners(Place.Kind.SCHEMAS)) {
      if (schemas.containsKey(name)) {
        prose.put(name, fingerprint(document.schemas().get(name)));
      }
    }
    prose.values().removeIf(String::isEmpty);
    return prose;
  }

  /** Where the prose differs, among the names that both know. */
  static SortedSet<String> changed(Map<String, String> before, Map<String, String> after) {
    SortedSet<String> changed = new TreeSet<>(before.keySet());
    changed.retainAll(after.keySet());
    changed.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
    return changed;
  }

  private static String fingerprint(Node node) {
    StringBuilder words = new StringBuilder();
    collect(node, words);
    return words.isEmpty() ? "" : digest(words.toString());
  }

  /** Members in alphabetical order: another order is no other prose. */
  private static void collect(Node node, StringBuilder words) {
    new TreeMap<>(node.members())
        .forEach(
            (name, member) -> {
              if (KEYS.contains(name) && !node.path().endsWith("/properties")) {
                words.append(member.path()).append('=').append(member.value()).append('\n');
              } else {
                collect(member, words);
              }
            });
    List<Node> elements = node.elements();
    elements.forEach(element -> collect(element, words));
  }

  private static String digest(String words) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
