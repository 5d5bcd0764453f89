package dev.oryadmin.cli;

import dev.oryadmin.PlanOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be deleted. */
final class PruneOptions {
  @Option(names = "--prune", description = "Deletes the clients of --owner that are in no file.")
  boolean prune;

  @Option(
      names = "--max-deletions",
      paramLabel = "N",
      description = "Refuses to plan more deletions; by default ${DEFAULT-VALUE}.")
  int most = 10;

  @Option(
      names = "--max-deletion-percent",
      paramLabel = "N",
      description =
          "Refuses a plan that deletes more than N percent of the owner's clients; by default"
              + " ${DEFAULT-VALUE}.")
  int mostPercent = 10;

  PlanOptions on(PlanOptions options, @Nullable String owner) {
    if (!prune) {
      return options;
    }
    if (owner == null) {
      throw new UsageException("--prune needs --owner, or it would delete what others have");
    }
    return options.prune().atMostDeletions(most, mostPercent);
  }
}
