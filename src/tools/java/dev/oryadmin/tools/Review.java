package dev.oryadmin.tools;

import dev.oryadmin.tools.Impact.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a maintainer has to look at: the changes from what the fragment takes upstream to be, to
 * what upstream is now, and the deviations that are no longer as recorded. Immutable.
 */
record Review(List<Change> changes, List<Outdated> outdated) {

  /** A recorded deviation that upstream has overtaken at some places. */
  record Outdated(
      Deviation deviation, List<FactPath> places, boolean adopted, @Nullable String now) {}

  /** Compares the fragment, seen through its deviations, with upstream. */
  static Review of(Shape fragment, List<Deviation> deviations, Shape upstream) {
    Map<FactPath, @Nullable String> undone = new HashMap<>();
    Set<FactPath> adopted = new HashSet<>();
    Map<String, Outdated> outdated = new TreeMap<>();
    for (Deviation deviation : deviations) {
      if (deviation.isOfSchema()) {
        continue;
      }
      for (FactPath place : deviation.places(fragment)) {
        undone.put(place, deviation.upstream());
        if (upstream.has(place)) {
          String now = upstream.at(place);
          if (!Objects.equals(now, deviation.upstream())) {
            boolean same = Objects.equals(now, fragment.at(place));
            if (same) {
              adopted.add(place);
            }
            String key = deviations.indexOf(deviation) + (same ? " " : "  " + now);
            outdated
                .computeIfAbsent(key, k -> new Outdated(deviation, new ArrayList<>(), same, now))
                .places()
                .add(place);
          }
        }
      }
    }
    Set<String> left = new HashSet<>();
    deviations.stream().filter(Deviation::isOfSchema).forEach(d -> left.addAll(d.schemas()));
    List<Change> changes =
        Comparison.of(fragment.with(undone), upstream).stream()
            .filter(change -> !adopted.contains(change.place()))
            .filter(change -> !adopted.contains(change.place().withAspect("type")))
            .filter(change -> !left.contains(change.place().owner()))
            .toList();
    return new Review(changes, sorted(outdated)).told();
  }

  /** Each place is told of once: a change says itself that it overtakes a deviation. */
  private Review told() {
    Set<FactPath> overtaken = new HashSet<>();
    outdated.stream().filter(o -> !o.adopted()).forEach(o -> overtaken.addAll(o.places()));
    Set<FactPath> told = new HashSet<>();
    List<Change> marked = new ArrayList<>();
    for (Change change : changes) {
      boolean overtakes = overtaken.contains(change.place());
      marked.add(overtakes ? change.withImpact(change.impact().ofDeviation()) : change);
      told.add(change.place());
    }
    List<Outdated> others = new ArrayList<>();
    for (Outdated entry : outdated) {
      List<FactPath> places = new ArrayList<>(entry.places());
      places.removeAll(told);
      if (!places.isEmpty()) {
        others.add(new Outdated(entry.deviation(), places, entry.adopted(), entry.now()));
      }
    }
    return new Review(marked, others);
  }

  private static List<Outdated> sorted(Map<String, Outdated> outdated) {
    return outdated.values().stream()
        .sorted(Comparator.comparing((Outdated entry) -> entry.places().get(0)))
        .toList();
  }

  /** The most severe of all. */
  Severity verdict() {
    Severity worst = outdated.isEmpty() ? Severity.NONE : Severity.ADDITIVE;
    for (Change change : changes) {
      Severity severity = change.impact().severity();
      worst = severity.compareTo(worst) > 0 ? severity : worst;
    }
    return worst;
  }
}
