package dev.oryadmin.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that is being written. Not thread-safe. */
final class JsonMembers {
  private final Map<String, String> members;

  private JsonMembers(Map<String, String> members) {
    this.members = members;
  }

  /** In the order in which they are put, like the fields of a Go struct. */
  static JsonMembers ordered() {
    return new JsonMembers(new LinkedHashMap<>());
  }

  /** In the order of their names, like a Go map. */
  static JsonMembers sorted() {
    return new JsonMembers(new TreeMap<>());
  }

  JsonMembers copy() {
    return new JsonMembers(new TreeMap<>(members));
  }

  JsonMembers text(String name, String value) {
    return json(name, JsonText.quote(value));
  }

  JsonMembers number(String name, long value) {
    return json(name, Long.toString(value));
  }

  JsonMembers flag(String name, boolean value) {
    return json(name, Boolean.toString(value));
  }

  JsonMembers texts(String name, List<String> values) {
    return json(name, array(values));
  }

  /** Puts a value that is JSON already. */
  JsonMembers json(String name, String value) {
    members.put(name, value);
    return this;
  }

  JsonMembers without(String... names) {
    for (String name : names) {
      members.remove(name);
    }
    return this;
  }

  @Nullable String get(String name) {
    return members.get(name);
  }

  /** Returns the value of a text; empty if it is none. */
  String text(String name) {
    String value = members.get(name);
    return value != null && value.startsWith("\"") ? new JsonText(value).string() : "";
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  static String array(List<String> values) {
    return values.stream().map(JsonText::quote).collect(Collectors.joining(",", "[", "]"));
  }

  /** Returns the whole object as JSON. */
  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(member -> JsonText.quote(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
