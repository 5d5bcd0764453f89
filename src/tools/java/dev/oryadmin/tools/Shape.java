package dev.oryadmin.tools;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an API document states as facts: names, types, formats, constraints. No prose, no order but
 * that of parameters. Immutable.
 */
final class Shape {
  private final SortedMap<FactPath, String> facts;

  Shape(Map<FactPath, String> facts) {
    this.facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  SortedMap<FactPath, String> facts() {
    return facts;
  }

  @Nullable String at(FactPath place) {
    return facts.get(place);
  }

  /** The names of all operations or of all schemas. */
  SortedSet<String> owners(FactPath.Kind kind) {
    SortedSet<String> owners = new TreeSet<>();
    facts.keySet().stream().filter(p -> p.kind() == kind).forEach(p -> owners.add(p.owner()));
    return owners;
  }

  boolean hasOwner(FactPath place) {
    return owners(place.kind()).contains(place.owner());
  }

  /** Whether it has the member of an operation or a schema. */
  boolean has(FactPath place) {
    return members(place.kind(), place.owner()).contains(place.member());
  }

  /** Whether nothing but errors and bodies of PATCH is made of a schema. */
  boolean isWithoutClass(String schema) {
    return isWithoutClass(schema, new HashSet<>());
  }

  private boolean isWithoutClass(String schema, Set<String> asked) {
    return !asked.add(schema)
        || facts.entrySet().stream()
            .filter(fact -> fact.getKey().aspect().equals("type"))
            .filter(fact -> Types.named(fact.getValue()).equals(schema))
            .map(Map.Entry::getKey)
            .allMatch(use -> isReadByHand(use, asked));
  }

  private boolean isReadByHand(FactPath use, Set<String> asked) {
    if (use.kind() == FactPath.Kind.SCHEMAS) {
      return isWithoutClass(use.owner(), asked);
    }
    String verb = facts.get(new FactPath(use.kind(), use.owner(), "", "method"));
    return use.member().matches("responses\\.([345].*|default)")
        || (use.member().equals("body") && "PATCH".equals(verb));
  }

  /** The members of an operation or schema; the empty one stands for itself. */
  SortedSet<String> members(FactPath.Kind kind, String owner) {
    SortedSet<String> members = new TreeSet<>();
    facts.keySet().stream()
        .filter(place -> place.kind() == kind && place.owner().equals(owner))
        .forEach(place -> members.add(place.member()));
    return members;
  }

  /** The aspects of one member, by name. */
  SortedMap<String, String> aspects(FactPath.Kind kind, String owner, String member) {
    SortedMap<String, String> aspects = new TreeMap<>();
    facts.forEach(
        (place, value) -> {
          if (place.kind() == kind
              && place.owner().equals(owner)
              && place.member().equals(member)) {
            aspects.put(place.aspect(), value);
          }
        });
    return aspects;
  }

  /** This shape with some facts replaced; a null value takes the fact away. */
  Shape with(Map<FactPath, @Nullable String> changed) {
    Map<FactPath, String> result = new TreeMap<>(facts);
    changed.forEach(
        (place, value) -> {
          if (value == null) {
            result.remove(place);
          } else {
            result.put(place, value);
          }
        });
    return new Shape(result);
  }

  /** This shape with an operation under another name. */
  Shape renameOperation(String from, String to) {
    Map<FactPath, String> result = new TreeMap<>();
    facts.forEach(
        (place, value) ->
            result.put(
                place.kind() == FactPath.Kind.OPERATIONS && place.owner().equals(from)
                    ? place.withOwner(to)
                    : place,
                value));
    return new Shape(result);
  }

  /** This shape with an inline schema named, and each use of it marked as inline. */
  Shape nameInline(String inline, String name) {
    Map<FactPath, String> result = new TreeMap<>();
    facts.forEach(
        (place, value) -> {
          FactPath moved =
              place.kind() == FactPath.Kind.SCHEMAS && place.owner().equals(inline)
                  ? place.withOwner(name)
                  : place;
          boolean use = place.aspect().equals("type") && Types.named(value).equals(inline);
          result.put(moved, use ? value.replace(inline, name) : value);
          if (use) {
            result.put(moved.withAspect("inline"), "true");
          }
        });
    return new Shape(result);
  }
}
