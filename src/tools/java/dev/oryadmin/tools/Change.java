package dev.oryadmin.tools;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two shapes: what happened, where, what was and is stated there (null if
 * nothing), and what it means. Immutable.
 */
record Change(
    String what, FactPath place, @Nullable String before, @Nullable String after, Impact impact)
    implements Comparable<Change> {
  private static final Comparator<Change> ORDER =
      Comparator.comparing(Change::place).thenComparing(Change::what);

  /** The difference in words: {@code type: string → object}. */
  String difference() {
    if (before == null) {
      return after == null ? what : what + ": " + quoted(after);
    }
    return what + ": " + quoted(before) + " → " + (after == null ? "nothing" : quoted(after));
  }

  Change withImpact(Impact other) {
    return new Change(what, place, before, after, other);
  }

  private static String quoted(String value) {
    return "`" + value + "`";
  }

  @Override
  public int compareTo(Change other) {
    return ORDER.compare(this, other);
  }
}
