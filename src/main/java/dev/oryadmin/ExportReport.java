package dev.oryadmin;

import java.util.List;

/**
 * What {@link ClientRegistry#export} wrote. Immutable and safe for use by several threads.
 *
 * @param clients how many clients
 * @param withoutPrivateKeys the ids of those whose private key members were left out
 */
public record ExportReport(long clients, List<String> withoutPrivateKeys) {
  /** Takes a copy of the list. */
  public ExportReport {
    withoutPrivateKeys = List.copyOf(withoutPrivateKeys);
  }
}
