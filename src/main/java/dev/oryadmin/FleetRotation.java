package dev.oryadmin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of {@link ClientRegistry#rotateAll}. Each client is in exactly one of four groups.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FleetRotation {
  private final List<String> rotated;
  private final Map<String, UnfinishedRotationException> waiting;
  private final Map<String, RuntimeException> failed;
  private final List<String> remaining;

  FleetRotation(
      Collection<String> ids,
      Collection<String> rotated,
      Map<String, UnfinishedRotationException> waiting,
      Map<String, RuntimeException> failed) {
    this.rotated = List.copyOf(rotated);
    this.waiting = Collections.unmodifiableMap(new TreeMap<>(waiting));
    this.failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    List<String> left = new ArrayList<>(ids);
    left.removeAll(this.rotated);
    left.removeAll(this.waiting.keySet());
    left.removeAll(this.failed.keySet());
    this.remaining = List.copyOf(left);
  }

  /** Returns the clients that have a new secret and whose previous secrets are revoked. */
  public List<String> rotated() {
    return rotated;
  }

  /**
   * Returns the clients that have a new secret but whose rotation did not finish; the exception
   * says why, and which secrets are valid.
   */
  public Map<String, UnfinishedRotationException> waiting() {
    return waiting;
  }

  /** Returns the clients whose rotation failed, or has an unknown outcome. */
  public Map<String, RuntimeException> failed() {
    return failed;
  }

  /** Returns the clients that were not started, because a failure would have affected them too. */
  public List<String> remaining() {
    return remaining;
  }

  /** Returns the number of clients in each group, and one line for each that waits or failed. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(rotated.size()).append(" rotated, ").append(waiting.size()).append(" waiting, ");
    text.append(failed.size()).append(" failed, ").append(remaining.size()).append(" remaining");
    Map<String, RuntimeException> unfinished = new LinkedHashMap<>(waiting);
    unfinished.putAll(failed);
    unfinished.forEach(
        (id, e) -> text.append("\n  ").append(PlannedChange.oneLine(id + ": " + e.getMessage())));
    return text.toString();
  }
}
