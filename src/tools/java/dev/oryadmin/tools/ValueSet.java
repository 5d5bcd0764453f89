package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of known values, as one document lists it and then another. */
final class ValueSet {
  private ValueSet() {}

  /**
   * The changes from one list to the other; null where a document lists none.
   *
   * @param constants whether Java has a constant for each; where it has a text, all are alike
   */
  static List<Change> changes(
      FactPath place, @Nullable String before, @Nullable String after, boolean constants) {
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
        Impact impact =
            constants
                ? Impact.added("A new constant for each; of(…) takes them already.")
                : Impact.none("It is a text in Java, which takes them all.");
        changes.add(new Change("new values", place, null, String.join(", ", come), impact));
      }
      if (!gone.isEmpty()) {
        String stays = constants ? "The constants stay" : "It stays a text";
        Impact impact = Impact.refused(stays + ", but the server may refuse them.");
        changes.add(new Change("values removed", place, null, String.join(", ", gone), impact));
      }
    }
    return changes;
  }
}
