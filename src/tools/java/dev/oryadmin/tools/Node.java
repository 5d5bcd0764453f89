package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of an API document and the path that leads to it. What is not there is a node without a
 * value, so that a walk needs no null checks. Immutable as long as the document is.
 */
record Node(String path, @Nullable Object value) {

  Node get(String name) {
    Object child = value instanceof Map<?, ?> map ? map.get(name) : null;
    return new Node(path + "/" + name, child);
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  boolean isPresent() {
    return value != null;
  }

  boolean isObject() {
    return value instanceof Map<?, ?>;
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  /** The text of a scalar, or the empty text. */
  String text() {
    return value == null || value instanceof Map<?, ?> || value instanceof List<?>
        ? ""
        : value.toString();
  }

  /** The members of an object in their order, or none. */
  Map<String, Node> members() {
    Map<String, Node> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, child) -> members.put(name.toString(), new Node(path + "/" + name, child)));
    }
    return members;
  }

  /** The elements of a list, or none. */
  List<Node> elements() {
    List<Node> elements = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        elements.add(new Node(path + "/" + elements.size(), element));
      }
    }
    return elements;
  }

  /** The texts of a list of scalars, or none. */
  List<String> texts() {
    return elements().stream().map(Node::text).toList();
  }
}
