package dev.oryadmin.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What {@code plan.txt} says; the file explains itself. */
final class ReplayPlan {
  private final Map<String, Scenario> scenarios = new LinkedHashMap<>();

  /** A recording and how to replay it. */
  record Scenario(
      String name,
      Map<String, String> server,
      SortedSet<Integer> replayed,
      Map<Integer, String> skipped,
      List<Step> steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Something to do before an exchange. */
  record Step(String verb, SortedSet<Integer> before, String rest) {}

  static ReplayPlan read() {
    ReplayPlan plan = new ReplayPlan();
    try {
      Scenario current = null;
      for (String line : Files.readAllLines(Path.of("src/test/resources/replay/plan.txt"))) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (!line.startsWith(" ")) {
          current =
              new Scenario(
                  line,
                  new LinkedHashMap<>(),
                  new TreeSet<>(),
                  new LinkedHashMap<>(),
                  new ArrayList<>());
          plan.scenarios.put(line, current);
        } else if (current == null) {
          throw new IllegalStateException("plan.txt: no scenario before: " + line);
        } else {
          add(current, line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plan;
  }

  private static void add(Scenario scenario, String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "server" -> {
        for (String setting : line.substring("server ".length()).split(" ", -1)) {
          String[] pair = setting.split("=", 2);
          scenario.server().put(pair[0], pair[1].replace(',', ' '));
        }
      }
      case "replay" -> scenario.replayed().addAll(numbers(words[1]));
      case "skip" ->
          numbers(words[1])
              .forEach(n -> scenario.skipped().put(n, words[2].substring("because ".length())));
      case "given", "clear", "known" ->
          scenario.steps().add(new Step(words[0], numbers(words[1]), words[2]));
      default -> throw new IllegalStateException("plan.txt: what is: " + line);
    }
  }

  private static SortedSet<Integer> numbers(String text) {
    SortedSet<Integer> numbers = new TreeSet<>();
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int n = Integer.parseInt(ends[0]); n <= last; n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }

  List<Scenario> scenarios() {
    return List.copyOf(scenarios.values());
  }
}
