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
import java.util.stream.Stream;

/**
 * Fingerprints of the prose of a document, one for each operation, schema and member of a slice:
 * enough to tell where words have changed, and nothing of the words.
 */
final class Prose {
  private static final SortedSet<String> KEYS =
      new TreeSet<>(
          List.of("summary", "description", "title", "example", "examples", "externalDocs"));

  private Prose() {}

  /** The fingerprints of what a shape covers, by operation, schema, and their members. */
  static SortedMap<String, String> of(Document document, Shape slice) {
    SortedMap<String, String> prose = new TreeMap<>();
    Set<String> operations = slice.owners(FactPath.Kind.OPERATIONS);
    for (Document.SpecOperation operation : document.operations()) {
      if (operations.contains(operation.id())) {
        Node node = operation.node();
        own(prose, operation.id(), node);
        for (Node parameter : operation.parameters()) {
          Node resolved = document.resolve(parameter);
          String name = operation.id() + "." + resolved.get("name").text();
          prose.put(name, fingerprint(resolved));
        }
        prose.put(operation.id() + ".body", fingerprint(document.resolve(node.get("requestBody"))));
        node.get("responses")
            .members()
            .forEach(
                (code, answer) ->
                    prose.put(operation.id() + "." + code, fingerprint(document.resolve(answer))));
      }
    }
    for (String name : slice.owners(FactPath.Kind.SCHEMAS)) {
      Node schema = document.schemas().get(name);
      own(prose, name, schema);
      schema
          .get("properties")
          .members()
          .forEach((property, node) -> prose.put(name + "." + property, fingerprint(node)));
    }
    prose.values().removeIf(String::isEmpty);
    return prose;
  }

  /** The prose of an operation or schema itself, its members aside. */
  private static void own(Map<String, String> prose, String name, Node node) {
    StringBuilder words = new StringBuilder();
    for (String key : KEYS) {
      if (node.has(key)) {
        words.append(key).append('=').append(node.get(key).value()).append('\n');
      }
    }
    prose.put(name, words.isEmpty() ? "" : digest(words.toString()));
  }

  /** Where the prose differs, in what an earlier shape had already. */
  static SortedSet<String> changed(
      Map<String, String> before, Map<String, String> after, Shape earlier) {
    SortedSet<String> changed = new TreeSet<>(after.keySet());
    changed.removeIf(name -> !before.containsKey(name) && !isIn(earlier, name));
    changed.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
    return changed;
  }

  private static boolean isIn(Shape shape, String name) {
    int dot = name.indexOf('.');
    String owner = dot < 0 ? name : name.substring(0, dot);
    String member = dot < 0 ? "" : name.substring(dot + 1);
    SortedSet<String> operation = shape.members(FactPath.Kind.OPERATIONS, owner);
    return shape.members(FactPath.Kind.SCHEMAS, owner).contains(member)
        || Stream.of("", "parameters.", "responses.")
            .anyMatch(prefix -> operation.contains(prefix + member));
  }

  private static String fingerprint(Node node) {
    StringBuilder words = new StringBuilder();
    collect("", node, words);
    return words.isEmpty() ? "" : digest(words.toString());
  }

  /** Members in alphabetical order: another order is no other prose. */
  private static void collect(String path, Node node, StringBuilder words) {
    new TreeMap<>(node.members())
        .forEach(
            (name, member) -> {
              if (KEYS.contains(name)) {
                words.append(path).append(name).append('=').append(member.value()).append('\n');
              } else {
                collect(path + name + "/", member, words);
              }
            });
    node.elements().forEach(element -> collect(path + "-/", element, words));
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
