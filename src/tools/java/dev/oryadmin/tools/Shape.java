package dev.oryadmin.tools;

import java.util.Collections;
import java.util.Map;
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
  private final SortedMap<Place, String> facts;

  Shape(Map<Place, String> facts) {
    this.facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  SortedMap<Place, String> facts() {
    return facts;
  }

  @Nullable String at(Place place) {
    return facts.get(place);
  }

  /** The names of all operations or of all schemas. */
  SortedSet<String> owners(Place.Kind kind) {
    SortedSet<String> owners = new TreeSet<>();
    facts.keySet().stream().filter(p -> p.kind() == kind).forEach(p -> owners.add(p.owner()));
    return owners;
  }

  /** The members of an operation or schema; the empty one stands for itself. */
  SortedSet<String> members(Place.Kind kind, String owner) {
    SortedSet<String> members = new TreeSet<>();
    facts.keySet().stream()
        .filter(place -> place.kind() == kind && place.owner().equals(owner))
        .forEach(place -> members.add(place.member()));
    return members;
  }

  /** The aspects of one member, by name. */
  SortedMap<String, String> aspects(Place.Kind kind, String owner, String member) {
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
  Shape with(Map<Place, @Nullable String> changed) {
    Map<Place, String> result = new TreeMap<>(facts);
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
    Map<Place, String> result = new TreeMap<>();
    facts.forEach(
        (place, value) ->
            result.put(
                place.kind() == Place.Kind.OPERATIONS && place.owner().equals(from)
                    ? place.withOwner(to)
                    : place,
                value));
    return new Shape(result);
  }

  /** This shape with an inline schema named, and each use of it marked as inline. */
  Shape nameInline(String inline, String name) {
    Map<Place, String> result = new TreeMap<>();
    facts.forEach(
        (place, value) -> {
          Place moved =
              place.kind() == Place.Kind.SCHEMAS && place.owner().equals(inline)
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
