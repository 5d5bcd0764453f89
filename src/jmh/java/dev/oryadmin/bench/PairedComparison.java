package dev.oryadmin.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Runs {@link PairedProbe} in JVMs of several settings and writes a table of Markdown: what each
 * library takes of the floor's CPU time, by setting.
 *
 * <p>Arguments: the result file, the number of rounds, then the homes of further JDKs; this JVM's
 * own is the first.
 */
public final class PairedComparison {
  private static final Map<String, List<String>> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put("", List.of());
    SETTINGS.put(", one core", List.of("-XX:ActiveProcessorCount=1"));
    SETTINGS.put(", C1 only", List.of("-XX:TieredStopAtLevel=1"));
  }

  private PairedComparison() {}

  /** See above. */
  public static void main(String[] args) throws IOException {
    List<String> homes = new ArrayList<>(List.of(System.getProperty("java.home")));
    homes.addAll(List.of(args).subList(2, args.length));
    Path file = Path.of(args[0]);
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Map<String, JsonObject> results = new LinkedHashMap<>();
    for (String home : homes) {
      for (Map.Entry<String, List<String>> setting : SETTINGS.entrySet()) {
        JsonObject result = probe(home, setting.getValue(), args[1]);
        results.put("JDK " + version(home) + setting.getKey(), result);
        Files.writeString(file, table(results)); // each time: a run may be cut short
      }
    }
  }

  private static String version(String home) throws IOException {
    for (String line : Files.readAllLines(Path.of(home, "release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", "");
      }
    }
    return home;
  }

  private static JsonObject probe(String home, List<String> options, String rounds)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(home, "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Xms400m", "-Xmx400m", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of(PairedProbe.class.getName(), rounds));
    Process probe =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader printed = probe.inputReader()) {
      String line = printed.readLine();
      if (line == null) {
        throw new IOException(home + " " + options + " failed: see above");
      }
      return JsonParser.parseString(line).getAsJsonObject();
    }
  }

  private static String table(Map<String, JsonObject> results) {
    StringBuilder out = new StringBuilder("| task | library |");
    results.keySet().forEach(setting -> out.append(' ').append(setting).append(" |"));
    out.append(" allocated |\n|---|---|").append("---|".repeat(results.size() + 1)).append('\n');
    JsonObject first = results.values().iterator().next();
    for (Map.Entry<String, JsonElement> task : first.entrySet()) {
      for (String way : task.getValue().getAsJsonObject().keySet()) {
        if (!way.equals(Library.FLOOR.name())) {
          row(task.getKey(), way, results, out);
        }
      }
    }
    return out.toString();
  }

  private static void row(
      String task, String way, Map<String, JsonObject> results, StringBuilder out) {
    out.append("| ").append(task).append(" | ").append(way).append(" |");
    double allocated = 0;
    for (JsonObject result : results.values()) {
      JsonObject figures = result.getAsJsonObject(task).getAsJsonObject(way);
      out.append(format(" %.2f (%.2f–%.2f) |", figures, "median", "low", "high"));
      allocated = Math.max(allocated, figures.get("allocated").getAsDouble());
    }
    out.append(String.format(Locale.ROOT, " %.2f |%n", allocated));
  }

  private static String format(String format, JsonObject figures, String... names) {
    Object[] values = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = figures.get(names[i]).getAsDouble();
    }
    return String.format(Locale.ROOT, format, values);
  }
}
