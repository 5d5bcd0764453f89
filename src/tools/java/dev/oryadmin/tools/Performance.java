package dev.oryadmin.tools;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.tools.Measurement.Library;
import dev.oryadmin.tools.Measurement.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the figures of the benchmarks into {@code performance.md}, each table between two
 * comments, and a picture of them beside it. A table whose measurement was not made remains.
 */
public final class Performance {
  private final Map<Task, Map<Library, Measurement>> tasks = new EnumMap<>(Task.class);

  Performance(List<Measurement> measurements) {
    for (Measurement measurement : measurements) {
      tasks
          .computeIfAbsent(measurement.task(), task -> new EnumMap<>(Library.class))
          .put(measurement.library(), measurement);
    }
  }

  /** Takes the folder of the results and that of the pages. */
  public static void main(String[] arguments) throws IOException {
    Path results = Path.of(arguments[0]);
    Path page = Path.of(arguments[1], "performance.md");
    String text = Files.readString(page);
    Performance performance = new Performance(BenchmarkResults.read(results));
    text = withTable(text, "figures", performance.table());
    if (Files.exists(results.resolve("paired.json"))) {
      PairedFigures paired = new PairedFigures(parse(results.resolve("paired.json")));
      text = withTable(text, "ranges", paired.ranges());
      text = withTable(text, "settings", paired.settings());
      Files.writeString(page.resolveSibling("performance.svg"), performance.picture(paired));
    }
    if (Files.exists(results.resolve("crowd.json"))) {
      CrowdFigures crowd = new CrowdFigures(parse(results.resolve("crowd.json")));
      text = withTable(text, "crowd", crowd.table());
    }
    Files.writeString(page, text);
  }

  private static JsonObject parse(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static String withTable(String text, String name, String table) {
    String begin = "<!-- begin of the " + name + " -->\n";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- end of the " + name + " -->");
    if (from < begin.length() || to < from) {
      throw new IllegalStateException("the page has no place for the " + name);
    }
    return text.substring(0, from) + table + text.substring(to);
  }

  String table() {
    StringBuilder out = new StringBuilder();
    tasks.forEach(
        (task, libraries) -> {
          out.append("| **").append(task.title()).append("** | CPU time | × floor | (medians)");
          out.append(" | × this SDK | allocated | × floor |\n|---|---|---|---|---|---|---|\n");
          libraries.values().forEach(measurement -> row(measurement, libraries, out));
          out.append('\n');
        });
    return out.toString();
  }

  private static void row(Measurement of, Map<Library, Measurement> libraries, StringBuilder out) {
    Measurement floor = Objects.requireNonNull(libraries.get(Library.FLOOR));
    Measurement sdk = Objects.requireNonNull(libraries.get(Library.SDK));
    String bytes = of.bytes() == null ? "" : format("%.1f kB", of.bytes() / 1e3);
    out.append("| ").append(of.library().title());
    out.append(" | ").append(time(of.cpu().least()));
    out.append(" | ").append(format("%.2f", of.cpu().least() / floor.cpu().least()));
    out.append(" | ").append(format("%.2f", of.cpu().median() / floor.cpu().median()));
    out.append(" | ").append(format("%.1f", of.cpu().least() / sdk.cpu().least()));
    out.append(" | ").append(bytes);
    out.append(" | ").append(ratio(of.bytes(), floor.bytes())).append(" |\n");
  }

  private static String ratio(@Nullable Double of, @Nullable Double to) {
    return of == null || to == null ? "" : format("%.2f", of / to);
  }

  private static String time(double micros) {
    return micros < 1e3
        ? format("%.1f µs", micros)
        : micros < 1e6 ? format("%.2f ms", micros / 1e3) : format("%.2f s", micros / 1e6);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Reading and writing as the paired program has measured them, then calls. */
  String picture(PairedFigures paired) {
    BarChart chart = new BarChart("CPU time, where code written by hand takes 1");
    paired.draw(chart);
    tasks.forEach(
        (task, libraries) -> {
          if (task.compareTo(Task.CALLS) >= 0) {
            Measurement floor = Objects.requireNonNull(libraries.get(Library.FLOOR));
            chart.group(task.title());
            libraries.forEach(
                (library, measurement) ->
                    chart.bar(
                        library.title(),
                        measurement.cpu().median() / floor.cpu().median(),
                        library == Library.SDK));
          }
        });
    return chart.svg();
  }
}
