package dev.oryadmin.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the report says of each change of upstream's document since v2.0, in the order of upstream's
 * history. The documents are not ours to keep here. Run by name, with a clone of upstream's
 * repository: {@code mvn test -Dtest=UpstreamHistoryCheck -Dupstream=<folder>}. To take in what is
 * newer, add {@code -Duntil=HEAD}.
 */
class UpstreamHistoryCheck {
  private static final Path VERDICTS =
      Path.of("src/test/resources/spec-changes/upstream/history.md");
  private static final String FIRST = "v2.0.0";
  private static final String DOCUMENT = "spec/api.json";
  private static final String ID = "--format=%h";

  @Test
  void verdictsAreThoseThatWereReviewed(@TempDir Path folder) throws Exception {
    String reviewed = Files.readString(VERDICTS);
    String last = reviewed.replaceAll("(?s).*## \\S+ → (\\w+).*", "$1");
    String range = FIRST + ".." + System.getProperty("until", last);
    StringBuilder now = new StringBuilder("# Changes of upstream's document since " + FIRST + "\n");

    PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    SpecUpdate update = new SpecUpdate(Path.of(""), quiet, LocalDate.EPOCH);
    Path before = document(FIRST, folder);
    for (String commit : git("log", "--reverse", "--first-parent", ID, range, "--", DOCUMENT)) {
      Path after = document(commit, folder);
      now.append(verdict(update.between(before, after)));
      before = after;
    }

    UpstreamReportsCheck.assertReviewed(now.toString(), "history.md");
  }

  /** A line for each difference, with the places that have it. */
  private static String verdict(Report report) {
    Map<String, List<String>> places = new TreeMap<>();
    for (Change change : report.review().changes()) {
      String line = change.impact().severity().verdict() + ": " + change.difference();
      places.computeIfAbsent(line, key -> new ArrayList<>()).add(change.place().subject());
    }
    String changes =
        places.entrySet().stream()
            .map(
                entry ->
                    "- " + entry.getKey() + "\n  at " + String.join(", ", entry.getValue()) + "\n")
            .collect(Collectors.joining());
    return "\n## %s → %s: %s\n%s%s"
        .formatted(
            report.from(),
            report.to(),
            report.review().verdict().verdict(),
            changes.isEmpty() ? "" : "\n",
            changes);
  }

  private static Path document(String commit, Path folder) throws Exception {
    List<String> lines = git("show", commit + ":" + DOCUMENT);
    return Files.write(folder.resolve(commit + ".json"), lines);
  }

  private static List<String> git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.abbrev=12", "-C"));
    command.add(System.getProperty("upstream", "."));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }
}
