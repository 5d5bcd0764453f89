package dev.oryadmin;

import java.util.List;

/**
 * The result of {@link ClientRegistry#export}. Immutable and safe for use by several threads.
 *
 * @param clients the number of clients
 * @param withoutPrivateKeys the ids of the clients whose private key members were left out
 */
public record ExportReport(long clients, List<String> withoutPrivateKeys) {
  /** Copies the list. */
  public ExportReport {
    withoutPrivateKeys = List.copyOf(withoutPrivateKeys);
  }
}
