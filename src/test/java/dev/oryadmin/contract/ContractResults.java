package dev.oryadmin.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How each rule went on one server: a file of lines, checked in for each real server.
 *
 * @param server what the server is called, with its own version
 * @param date the day of the run
 * @param outcomes {@code passed}, {@code failed}, or {@code skipped: } and the reason
 */
record ContractResults(String server, String date, SortedMap<Rule, String> outcomes) {
  static final Path CHECKED_IN = Path.of("src/test/contract");

  private static final String SEPARATOR = "\t";
  private static final String SERVER = "server" + SEPARATOR;
  private static final String DATE = "date" + SEPARATOR;

  static Path file(Path folder, Generation generation) {
    return folder.resolve(generation.column() + ".tsv");
  }

  /** Reads the last results for a generation; empty ones if there are none. */
  static ContractResults checkedIn(Generation generation) {
    Path file = file(CHECKED_IN, generation);
    try {
      return Files.exists(file)
          ? parse(Files.readAllLines(file))
          : new ContractResults("", "", new TreeMap<>());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ContractResults parse(List<String> lines) {
    SortedMap<Rule, String> outcomes = new TreeMap<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] parts = line.split(SEPARATOR, 3);
      outcomes.put(new Rule(parts[0], parts[1]), parts[2]);
    }
    return new ContractResults(
        lines.get(0).substring(SERVER.length()), lines.get(1).substring(DATE.length()), outcomes);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(SERVER + server, DATE + date));
    for (Map.Entry<Rule, String> entry : outcomes.entrySet()) {
      Rule rule = entry.getKey();
      lines.add(String.join(SEPARATOR, rule.group(), rule.name(), entry.getValue()));
    }
    return lines;
  }

  boolean isEmpty() {
    return outcomes.isEmpty();
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, lines());
  }
}
