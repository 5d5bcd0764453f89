package dev.oryadmin.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How each rule went in this run, and the page about it and about the real servers' last runs. Safe
 * for use by several threads.
 */
final class ContractTable {
  static final Path CHECKED_IN = Path.of("docs/contract.md");

  static final String PASSED = "passed";
  static final String FAILED = "failed";
  static final String SKIPPED = "skipped: ";

  private static final String INTRODUCTION =
      """
      # The contract

      Rules that Hydra servers follow. One test suite checks each rule on the fake Hydra of this SDK
      and on real servers; [testing.md](testing.md) tells how to run it. HEAD (master) is the development
      version of July 2026. JSON is shown with single quotes.

      ✓ the server follows the rule · – the rule was skipped, for the reason in the last column · ✗ the
      server breaks the rule · an empty cell: the rule is newer than the last run on that server.

      """;

  private final SortedMap<Rule, String> outcomes =
      Collections.synchronizedSortedMap(new TreeMap<>());
  private final Map<Rule, String> reasons = Collections.synchronizedMap(new TreeMap<>());
  private final boolean ofPart;

  /**
   * Creates an empty one.
   *
   * @param ofPart whether this run is a part of another test, and nothing to report
   */
  ContractTable(boolean ofPart) {
    this.ofPart = ofPart;
  }

  void add(ExtensionContext context, String outcome) {
    Rule rule = Rule.of(context);
    outcomes.put(rule, outcome);
    Since since = context.getRequiredTestMethod().getAnnotation(Since.class);
    if (since != null) {
      reasons.put(rule, Rule.cell(since.value().older() + ": " + since.before()));
    }
  }

  /** Returns the page that is checked in; empty if there is none. */
  static String checkedIn() {
    try {
      return Files.exists(CHECKED_IN) ? Files.readString(CHECKED_IN) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether every group of rules has been run, for a report. */
  boolean isWhole(int groups) {
    return !ofPart
        && new TreeMap<>(outcomes).keySet().stream().map(Rule::group).distinct().count() == groups;
  }

  /** Returns what there is to keep of a run on a real server. */
  ContractResults results(String server, String date) {
    return new ContractResults(server, date, new TreeMap<>(outcomes));
  }

  /** Returns the page after a run on the fake: its column, and those of the real servers. */
  String page() {
    List<ContractResults> real = new ArrayList<>();
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("| Server | Last run | Kept | Skipped | Broken |\n|---|---|---|---|---|\n");
    for (Generation generation : Generation.newestFirst()) {
      ContractResults results = ContractResults.checkedIn(generation);
      real.add(results);
      page.append(summary(generation, results));
    }
    String group = "";
    for (Map.Entry<Rule, String> entry : new TreeMap<>(outcomes).entrySet()) {
      Rule rule = entry.getKey();
      if (!rule.group().equals(group)) {
        group = rule.group();
        page.append("\n## ").append(group).append("\n\n").append(header());
      }
      page.append("| ").append(rule.name()).append(" | ").append(mark(entry.getValue()));
      for (ContractResults results : real) {
        page.append(" | ").append(mark(results.outcomes().get(rule)));
      }
      page.append(" | ").append(reasons.getOrDefault(rule, "")).append(" |\n");
    }
    return page.toString().replaceAll(" {2,}\\|", " |");
  }

  private static String summary(Generation generation, ContractResults results) {
    if (results.isEmpty()) {
      return "| " + generation.column() + " | none yet | | | |\n";
    }
    return "| %s | %s | %d | %d | %d |\n"
        .formatted(
            results.server(),
            results.date(),
            count(results, PASSED),
            count(results, SKIPPED),
            count(results, FAILED));
  }

  private static long count(ContractResults results, String outcome) {
    return results.outcomes().values().stream().filter(o -> o.startsWith(outcome)).count();
  }

  private static String header() {
    StringBuilder names = new StringBuilder("| Rule | FakeHydra |");
    StringBuilder rules = new StringBuilder("|---|---|");
    for (Generation generation : Generation.newestFirst()) {
      names.append(' ').append(generation.column()).append(" |");
      rules.append("---|");
    }
    return names + " Skipped |\n" + rules + "---|\n";
  }

  private static String mark(@Nullable String outcome) {
    if (outcome == null) {
      return "";
    }
    return outcome.equals(PASSED) ? "✓" : outcome.equals(FAILED) ? "✗" : "–";
  }
}
