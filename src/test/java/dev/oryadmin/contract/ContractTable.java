package dev.oryadmin.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How each rule went on the fake and on a real server, as a page.
 *
 * <p>A run fills in the column of its server and leaves the other one as it stands in the page that
 * is checked in. Safe for use by several threads.
 */
final class ContractTable {
  static final Path CHECKED_IN = Path.of("docs/contract.md");

  private static final String LAST_RUN = "Last run against a real server: ";
  private static final String INTRODUCTION =
      """
      # The contract

      What a Hydra server promises, rule by rule, and whether it was seen. The same tests run against
      the fake server of this SDK and against any real one: [testing.md](testing.md) says how. JSON is
      shown with single quotes.

      "Since" names the first servers that keep a rule, where not all do: on older ones it is skipped,
      with the reason.

      """;

  private final SortedMap<Rule, String> results =
      Collections.synchronizedSortedMap(new TreeMap<>());

  /**
   * One rule.
   *
   * @param since the servers that keep it; empty for all
   */
  private record Rule(String group, String name, String since) implements Comparable<Rule> {
    static Rule of(ExtensionContext context) {
      Method method = context.getRequiredTestMethod();
      Since since = method.getAnnotation(Since.class);
      boolean plain = context.getDisplayName().equals(method.getName() + "()");
      return new Rule(
          method.getDeclaringClass().getSimpleName().replace("Contract", ""),
          cell(plain ? words(method.getName()) : context.getDisplayName()),
          since == null ? "" : since.value().toString());
    }

    String key() {
      return group + ":" + name;
    }

    private static String words(String camelCase) {
      return camelCase
          .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z])|(?<=[a-z])(?=[0-9])", " ")
          .toLowerCase(Locale.ROOT);
    }

    private static String cell(String text) {
      return text.replace("|", "/")
          .replace("<", "&lt;")
          .replace("}}", "} }")
          .replaceAll("\\s+", " ")
          .strip();
    }

    @Override
    public int compareTo(Rule that) {
      int byGroup = group.compareTo(that.group);
      return byGroup != 0 ? byGroup : name.compareTo(that.name);
    }
  }

  void add(ExtensionContext context, String result) {
    results.put(Rule.of(context), result);
  }

  /** Returns the page that is checked in; empty if there is none. */
  static String checkedIn() {
    try {
      return Files.exists(CHECKED_IN) ? Files.readString(CHECKED_IN) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the page after a run on the fake. */
  String afterFake() {
    String before = checkedIn();
    Map<String, String> real = column(before, 4);
    String lastRun = "none yet";
    for (String line : before.split("\n", -1)) {
      if (line.startsWith(LAST_RUN)) {
        lastRun = line.substring(LAST_RUN.length());
      }
    }
    return page(lastRun, rule -> results.get(rule), rule -> real.get(rule.key()));
  }

  /**
   * Returns the page after a run on a real server.
   *
   * @param run when it was, and on which version
   */
  String afterReal(String run) {
    Map<String, String> fake = column(checkedIn(), 3);
    return page(run, rule -> fake.get(rule.key()), rule -> results.get(rule));
  }

  /** Whether every group of rules has been run. */
  boolean covers(int groups) {
    return new TreeMap<>(results).keySet().stream().map(Rule::group).distinct().count() == groups;
  }

  /** The cells of a column by group and rule. */
  private static Map<String, String> column(String page, int column) {
    Map<String, String> cells = new HashMap<>();
    String group = "";
    for (String line : page.split("\n", -1)) {
      if (line.startsWith("## ")) {
        group = line.substring(3);
      }
      String[] parts = line.split("\\|", -1);
      if (parts.length > column) {
        cells.put(group + ":" + parts[1].strip(), parts[column].strip());
      }
    }
    return cells;
  }

  private String page(
      String lastRun,
      Function<Rule, @Nullable String> fake,
      Function<Rule, @Nullable String> real) {
    StringBuilder page = new StringBuilder(INTRODUCTION).append(LAST_RUN).append(lastRun);
    page.append('\n');
    String group = "";
    for (Rule rule : new TreeMap<>(results).keySet()) {
      if (!rule.group().equals(group)) {
        group = rule.group();
        page.append("\n## ").append(group);
        page.append("\n\n| Rule | Since | FakeHydra | Hydra |\n|---|---|---|---|\n");
      }
      page.append("| ").append(rule.name()).append(" | ").append(rule.since());
      page.append(" | ").append(Objects.requireNonNullElse(fake.apply(rule), ""));
      page.append(" | ").append(Objects.requireNonNullElse(real.apply(rule), "")).append(" |\n");
    }
    return page.toString().replaceAll(" {2,}\\|", " |");
  }
}
