package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of known values, as one document lists it and then another. */
final class ValueSet {
  private ValueSet() {}

  /** The changes from one list to the other; null where a document lists none. */
  static List<Change> changes(FactPath place, @Nullable String before, @Nullable String after) {
    List<Change> changes = new ArrayList<>();
    if (before == null && after != null) {
      Impact impact = Impact.none("A text takes them all; a named set of ours could list them.");
      changes.add(new Change("values listed", place, null, after, impact));
    } else if (before != null && after == null) {
      Impact impact = Impact.none("Our sets are open anyway.");
      changes.add(new Change("values no longer listed", place, before, null, impact));
    } else if (before != null && after != null) {
      List<String> old = Comparison.list(before);
      List<String> now = Comparison.list(after);
      List<String> come = now.stream().filter(value -> !old.contains(value)).toList();
      List<String> gone = old.stream().filter(value -> !now.contains(value)).toList();
      if (!come.isEmpty()) {
        Impact impact = Impact.added("A new constant for each; of(…) takes them already.");
        changes.add(new Change("new values", place, null, String.join(", ", come), impact));
      }
      if (!gone.isEmpty()) {
        Impact impact = Impact.refused("The constants stay, but the server may refuse them.");
        changes.add(new Change("values removed", place, null, String.join(", ", gone), impact));
      }
    }
    return changes;
  }
}
