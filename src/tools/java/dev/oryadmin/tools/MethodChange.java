package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of an operation go and come with one change: read from the Java that the generator
 * would make before and after. Immutable.
 */
record MethodChange(Set<String> gone, Set<String> come) {

  /** The change that one member of an operation makes, and nothing else. */
  static MethodChange adding(Shape before, Shape after, FactPath place) {
    Map<FactPath, @Nullable String> facts = new HashMap<>();
    after
        .aspects(place.kind(), place.owner(), place.member())
        .forEach((aspect, value) -> facts.put(place.withAspect(aspect), value));
    FactPath order = new FactPath(Kind.OPERATIONS, place.owner(), "", "parameters");
    facts.put(order, after.at(order));
    return between(before, before.with(facts), place.owner());
  }

  /** The change that one fact of an operation makes, and nothing else. */
  static MethodChange of(Shape before, FactPath place, @Nullable String now) {
    Map<FactPath, @Nullable String> facts = new HashMap<>();
    facts.put(place, now);
    return between(before, before.with(facts), place.owner());
  }

  private static MethodChange between(Shape before, Shape after, String operation) {
    Set<String> old = methods(before, operation);
    Set<String> now = methods(after, operation);
    Set<String> gone = new TreeSet<>(old);
    gone.removeAll(now);
    now.removeAll(old);
    return new MethodChange(gone, now);
  }

  private static Set<String> methods(Shape shape, String operation) {
    return ShapeDocument.operation(shape, operation).methods().stream()
        .map(method -> method.operation().returned() + " " + method.link().substring(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean breaks() {
    return !gone.isEmpty();
  }

  Impact impact() {
    if (breaks()) {
      return Impact.broken("Methods would go: " + named(gone) + ".");
    }
    return come.isEmpty()
        ? Impact.added("A new method of the query.")
        : Impact.added("New methods: " + named(come) + ". The others stay.");
  }

  private static String named(Set<String> methods) {
    return methods.stream().map(method -> "`" + method + "`").collect(Collectors.joining(", "));
  }
}
