package dev.oryadmin.cli;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
final class NearestName {
  private NearestName() {}

  /** Returns the nearest of the known names; empty if none is near. */
  static Optional<String> of(String name, Collection<String> known) {
    String nearest = null;
    int least = 1 + name.length() / 3; // a third of it may be wrong
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < least || (distance == least && nearest == null)) {
        nearest = candidate;
        least = distance;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** How many letters have to be added, removed or changed (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
