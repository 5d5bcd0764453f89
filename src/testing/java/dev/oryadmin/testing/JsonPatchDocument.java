package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document under a JSON Patch (RFC 6902) as the server applies it: add, remove and replace
 * only, parents come into being, and an index may be negative. Parts that no operation reaches keep
 * their text.
 */
final class JsonPatchDocument {
  private static final Set<String> ROTATED = Set.of("/rotatedsecrets", "rotated_secrets");
  private static final int LONGEST_INDEX = 6;

  private final HydraVersion version;
  private Node root;

  private JsonPatchDocument(JsonText document, HydraVersion version) {
    this.version = version;
    this.root = new Node(document);
  }

  /** Returns the document after all operations of a patch. */
  static JsonText apply(JsonText document, JsonText patch, HydraVersion version)
      throws GoException {
    JsonPatchDocument patched = new JsonPatchDocument(document, version);
    if (!patch.is(JsonText.Kind.NULL)) {
      if (!patch.is(JsonText.Kind.ARRAY)) {
        throw new GoException("a patch is an array");
      }
      for (JsonText operation : patch.elements()) {
        patched.apply(operation);
      }
    }
    return new JsonText(patched.root.text(version.sortsPatchedMembers()));
  }

  private void apply(JsonText operation) throws GoException {
    if (!operation.is(JsonText.Kind.OBJECT)) {
      throw new GoException("an operation is an object");
    }
    String kind = "";
    String path = null;
    JsonText value = null;
    for (JsonText.Member member : operation.members()) {
      boolean isText = member.value().is(JsonText.Kind.STRING);
      switch (member.name()) {
        case "op" -> kind = isText ? member.value().string() : "";
        case "path" -> path = isText ? member.value().string() : null;
        case "value" -> value = member.value();
        default -> {}
      }
    }
    if (path == null || isDenied(path.toLowerCase(Locale.ROOT))) {
      throw new GoException("no path, or one that may not be patched");
    }
    if (value == null && version.patchesInPlace() && Set.of("add", "replace").contains(kind)) {
      return;
    }
    switch (kind) {
      case "add" -> add(path, required(value));
      case "replace" -> {
        if (isElement(path)) {
          replaceElement(path, required(value));
        } else {
          add(path, required(value));
        }
      }
      case "remove" -> remove(path);
      default -> throw new GoException("unsupported operation");
    }
  }

  private static Node required(@Nullable JsonText value) throws GoException {
    if (value == null) {
      throw new GoException("no value");
    }
    return new Node(value);
  }

  /** Returns whether a path ends in an array index, if what it ends in is an array. */
  private static boolean isElement(String path) {
    return path.matches(".*/([+-]?[0-9]+|-)");
  }

  private boolean isDenied(String path) {
    return path.equals("/id") || (version.hasRotation() && ROTATED.contains(path));
  }

  private void add(String path, Node value) throws GoException {
    if (path.isEmpty()) {
      root = value;
      return;
    }
    List<String> parts = parts(path);
    Node parent = root;
    for (int i = 0; i < parts.size() - 1; i++) {
      Node child = parent.child(parts.get(i));
      if (child == null || child.isNull()) {
        boolean nameless = parts.get(i).isEmpty() && !version.patchesInPlace();
        if (!version.patchMakesParents() || nameless) {
          throw new GoException("no such parent");
        }
        child = newParent(parts.get(i + 1));
        parent.put(parts.get(i), child);
      }
      parent = child;
    }
    parent.put(parts.get(parts.size() - 1), value);
  }

  /** Makes the array or object that a key or index needs around it. */
  private static Node newParent(String key) throws GoException {
    if (!key.equals("-") && !key.matches("[+-]?[0-9]+")) {
      return new Node(new JsonText("{}"));
    }
    if (key.length() > LONGEST_INDEX) {
      throw new GoException("index too large"); // the server would fill its memory with nulls
    }
    int padding = key.equals("-") ? 0 : Math.max(0, Integer.parseInt(key));
    return new Node(
        new JsonText("[" + String.join(",", Collections.nCopies(padding, "null")) + "]"));
  }

  private void replaceElement(String path, Node value) throws GoException {
    Node parent = parent(path);
    if (version.patchMakesParents() || parent.isArray()) {
      parent.replace(lastPart(path), value);
    } else {
      parent.put(lastPart(path), value);
    }
  }

  private void remove(String path) throws GoException {
    parent(path).remove(lastPart(path));
  }

  private Node parent(String path) throws GoException {
    List<String> parts = parts(path);
    Node parent = root;
    for (String part : parts.subList(0, parts.size() - 1)) {
      parent = parent.existing(part);
    }
    return parent;
  }

  private static String lastPart(String path) throws GoException {
    List<String> parts = parts(path);
    return parts.get(parts.size() - 1);
  }

  private static List<String> parts(String path) throws GoException {
    String[] parts = path.split("/", -1);
    if (parts.length < 2) {
      throw new GoException("not a pointer");
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      names.add(parts[i].replace("~1", "/").replace("~0", "~"));
    }
    return names;
  }

  /** A value in the document; taken apart as soon as an operation goes into it. */
  private static final class Node {
    private final JsonText text;
    private @Nullable Map<String, Node> members;
    private @Nullable List<Node> elements;

    Node(JsonText text) {
      this.text = text;
    }

    boolean isNull() {
      return text.is(JsonText.Kind.NULL);
    }

    boolean isArray() {
      return elements != null || (members == null && text.is(JsonText.Kind.ARRAY));
    }

    String text(boolean sorted) {
      if (members != null) {
        StringBuilder out = new StringBuilder("{");
        (sorted ? new TreeMap<>(members) : members)
            .forEach(
                (name, node) ->
                    out.append(out.length() > 1 ? "," : "")
                        .append(JsonText.quote(name))
                        .append(':')
                        .append(node.text(sorted)));
        return out.append('}').toString();
      }
      if (elements != null) {
        return "["
            + String.join(",", elements.stream().map(node -> node.text(sorted)).toList())
            + "]";
      }
      return text.text();
    }

    private void open() throws GoException {
      if (members != null || elements != null) {
        return;
      }
      switch (text.kind()) {
        case OBJECT -> {
          members = new LinkedHashMap<>();
          for (JsonText.Member member : text.members()) {
            members.put(member.name(), new Node(member.value()));
          }
        }
        case ARRAY -> {
          elements = new ArrayList<>();
          for (JsonText element : text.elements()) {
            elements.add(new Node(element));
          }
        }
        default -> throw new GoException("neither an object nor an array");
      }
    }

    @Nullable Node child(String key) throws GoException {
      open();
      if (members != null) {
        return members.get(key);
      }
      return list().get(index(key, list().size()));
    }

    Node existing(String key) throws GoException {
      Node child = child(key);
      if (child == null) {
        throw new GoException("no such member");
      }
      return child;
    }

    void put(String key, Node value) throws GoException {
      open();
      if (members != null) {
        members.put(key, value);
      } else if (key.equals("-")) {
        list().add(value);
      } else {
        list().add(index(key, list().size() + 1), value);
      }
    }

    void replace(String key, Node value) throws GoException {
      existing(key);
      if (members != null) {
        members.put(key, value);
      } else {
        list().set(index(key, list().size()), value);
      }
    }

    void remove(String key) throws GoException {
      existing(key);
      if (members != null) {
        members.remove(key);
      } else {
        list().remove(index(key, list().size()));
      }
    }

    private List<Node> list() throws GoException {
      if (elements == null) {
        throw new GoException("not an array");
      }
      return elements;
    }

    private static int index(String key, int limit) throws GoException {
      if (!key.matches("[+-]?[0-9]{1,9}")) {
        throw new GoException("not an index");
      }
      int index = Integer.parseInt(key);
      index = index < 0 ? index + limit : index;
      if (index < 0 || index >= limit) {
        throw new GoException("index out of range");
      }
      return index;
    }
  }
}
