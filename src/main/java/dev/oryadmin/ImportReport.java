package dev.oryadmin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link ClientRegistry#importFrom}.
 *
 * <p>Clients are named by their keys in the secret store: their ids, or owner and name if the
 * server chose the ids. A line that can't be read is named by its number. Immutable and safe for
 * use by several threads.
 */
public final class ImportReport {
  private final List<String> imported;
  private final List<String> redeploy;
  private final Map<String, String> refused;
  private final Map<String, String> unknown;
  private final Map<String, String> otherIds;
  private final @Nullable RuntimeException failure;

  /** Keeps what it is given, which may be too long to be copied. */
  ImportReport(
      List<String> imported,
      List<String> redeploy,
      Map<String, String> refused,
      Map<String, String> unknown,
      Map<String, String> otherIds,
      @Nullable RuntimeException failure) {
    this.imported = Collections.unmodifiableList(imported);
    this.redeploy = Collections.unmodifiableList(redeploy);
    this.refused = Collections.unmodifiableMap(refused);
    this.unknown = Collections.unmodifiableMap(unknown);
    this.otherIds = Collections.unmodifiableMap(otherIds);
    this.failure = failure;
  }

  /**
   * Returns the clients that now exist as they were exported, created by this run or an earlier
   * one; servers before v2.2 gave them other ids.
   */
  public List<String> imported() {
    return imported;
  }

  /**
   * Returns those of {@link #imported()} that authenticate by a secret. Their users need the new
   * secret, which is in the store.
   */
  public List<String> redeploy() {
    return redeploy;
  }

  /** Returns the clients that do not exist, or not as they were exported, and why. */
  public Map<String, String> refused() {
    return refused;
  }

  /**
   * Returns the clients that may have been created or not, because no answer arrived, and why. Run
   * the import again to find out.
   */
  public Map<String, String> unknown() {
    return unknown;
  }

  /** Returns the new ids of clients whose server chooses ids itself, by the exported ids. */
  public Map<String, String> otherIds() {
    return otherIds;
  }

  /** Returns the failure that ended the run before all lines were read; null if there was none. */
  public @Nullable RuntimeException failure() {
    return failure;
  }

  /** Returns true if all clients exist as they were exported. */
  public boolean isComplete() {
    return refused.isEmpty() && unknown.isEmpty() && failure == null;
  }

  /** Returns the number of clients in each group, and one line for each that was not imported. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(imported.size()).append(" imported, ").append(refused.size());
    text.append(" refused, ").append(unknown.size()).append(" unknown");
    Map<String, String> reasons = new LinkedHashMap<>(refused);
    reasons.putAll(unknown);
    reasons.forEach(
        (key, why) -> text.append("\n  ").append(PlannedChange.oneLine(key + ": " + why)));
    return text.toString();
  }
}
