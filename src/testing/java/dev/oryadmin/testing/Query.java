package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of a query or a form, sorted by name. What can't be read is left out. */
final class Query {
  private final SortedMap<String, List<String>> parameters = new TreeMap<>();

  private Query() {}

  static Query parse(String text) {
    Query query = new Query();
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty() || pair.contains(";")) {
        continue;
      }
      int equals = pair.indexOf('=');
      try {
        String name = GoUrl.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : GoUrl.decode(pair.substring(equals + 1), true);
        query.parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      } catch (GoException e) {
        // Go's ParseQuery goes on with the next pair, and so does the server.
      }
    }
    return query;
  }

  /** Returns the first value of a parameter; empty when there is none. */
  String first(String name) {
    List<String> values = parameters.get(name);
    return values == null ? "" : values.get(0);
  }

  /** Returns the first value of a parameter that is not empty; empty when there is none. */
  String firstNonEmpty(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Returns the names of all parameters, sorted. */
  Set<String> names() {
    return parameters.keySet();
  }

  /** Returns whether there is no parameter at all. */
  boolean isEmpty() {
    return parameters.isEmpty();
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /** Returns the words of the first value, which are divided by spaces. */
  List<String> words(String name) {
    return Arrays.stream(first(name).split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  static Query of(String name, String value) {
    return new Query().with(name, value);
  }

  /** Returns a copy with the parameters of another query, which replace those of the same name. */
  Query with(Query other) {
    Query copy = new Query();
    copy.parameters.putAll(parameters);
    copy.parameters.putAll(other.parameters);
    return copy;
  }

  /** Returns a copy in which a parameter has just this value. */
  Query with(String name, String value) {
    Query copy = new Query();
    copy.parameters.putAll(parameters);
    copy.parameters.put(name, List.of(value));
    return copy;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    parameters.forEach(
        (name, values) -> {
          for (String value : values) {
            if (out.length() > 0) {
              out.append('&');
            }
            out.append(GoUrl.encodeQuery(name)).append('=').append(GoUrl.encodeQuery(value));
          }
        });
    return out.toString();
  }
}
