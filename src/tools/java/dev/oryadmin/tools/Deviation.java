package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One recorded difference between the fragment and upstream's document, made on purpose: where,
 * what upstream states, what the fragment states, why, and what shows it. Immutable.
 *
 * @param at patterns of places
 * @param upstream what upstream states, or null if nothing
 * @param here what the fragment states, or null if nothing
 * @param anyHere whether the fragment may state anything there
 */
record Deviation(
    List<String> at,
    @Nullable String upstream,
    @Nullable String here,
    boolean anyHere,
    String why,
    String evidence) {
  private static final String ABSENT = "absent";
  static final String PRESENT = "present";

  /** The deviations that a fragment records, or none. */
  static List<Deviation> of(Document fragment) {
    List<Deviation> deviations = new ArrayList<>();
    for (Node entry : fragment.root().get("x-deviations").elements()) {
      deviations.add(
          new Deviation(
              entry.get("at").texts(),
              value(entry.get("upstream")),
              value(entry.get("here")),
              !entry.has("here"),
              entry.get("why").text(),
              entry.get("evidence").text()));
    }
    return deviations;
  }

  private static @Nullable String value(Node node) {
    String text = node.isPresent() ? node.text() : ABSENT;
    return text.equals(ABSENT) ? null : text;
  }

  /** Whether this tells of a whole schema that upstream has and the fragment has not. */
  boolean isOfSchema() {
    return PRESENT.equals(upstream) && here == null;
  }

  /** The schemas told of by {@link #isOfSchema}. */
  List<String> schemas() {
    return at.stream().map(text -> text.substring(text.indexOf('.') + 1)).toList();
  }

  /** The places in a shape that this covers: among its members, and those named without a star. */
  Set<FactPath> places(Shape shape) {
    Set<FactPath> places = new TreeSet<>();
    for (String pattern : isOfSchema() ? List.<String>of() : at) {
      String aspect = pattern.substring(pattern.lastIndexOf('.') + 1);
      for (FactPath fact : shape.facts().keySet()) {
        FactPath place = fact.withAspect(aspect);
        if (place.fits(pattern)) {
          places.add(place);
        }
      }
      if (!pattern.contains("*")) {
        places.add(FactPath.parse(pattern));
      }
    }
    return places;
  }

  /** Alters the facts that upstream states at a place to those that the fragment would state. */
  void apply(FactPath place, Map<String, String> facts) {
    for (String pattern : at) {
      String aspect = pattern.substring(pattern.lastIndexOf('.') + 1);
      boolean covered =
          place.withAspect(aspect).fits(pattern) && Objects.equals(facts.get(aspect), upstream);
      if (covered && here != null) {
        facts.put(aspect, here);
      } else if (covered && !anyHere) {
        facts.remove(aspect);
      }
    }
  }
}
