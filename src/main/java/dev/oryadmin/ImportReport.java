package dev.oryadmin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link ClientRegistry#importFrom}. Clients are named by their keys in the secret
 * store. Immutable and safe for use by several threads.
 *
 * @param imported the clients that now exist as they were exported, created by this run or an
 *     earlier one; servers before v2.2 gave them other ids
 * @param redeploy those of them that authenticate by a secret: their users need the new secret,
 *     which is in the store
 * @param refused the clients that do not exist, or not as they were exported, and why
 * @param failure the failure that ended the run before all lines were read; null if there was none
 */
public record ImportReport(
    List<String> imported,
    List<String> redeploy,
    Map<String, String> refused,
    @Nullable RuntimeException failure) {
  /** Copies the collections. */
  public ImportReport {
    imported = List.copyOf(imported);
    redeploy = List.copyOf(redeploy);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused)); // in order
  }

  /** Returns true if all clients exist as they were exported. */
  public boolean isComplete() {
    return refused.isEmpty() && failure == null;
  }
}
