package dev.oryadmin.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.oryadmin.tools.Measurement.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the paired program has measured ({@code paired.json}), as tables of Markdown. Its figures
 * are ratios to the floor: by setting of the JVM, by task, by library.
 */
final class PairedFigures {
  private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

  static {
    LIBRARIES.put("SDK", "this SDK");
    LIBRARIES.put("SDK_TEXT", "this SDK, string");
    LIBRARIES.put("JACKSON", "Jackson databind");
    LIBRARIES.put("HYDRA", "hydra-client");
    LIBRARIES.put("KRATOS", "kratos-client");
  }

  private final JsonObject settings;

  PairedFigures(JsonObject settings) {
    this.settings = settings;
  }

  /** A row for each task: the range of the medians of all settings, by library. */
  String ranges() {
    StringBuilder out = new StringBuilder("| × floor |");
    LIBRARIES.values().forEach(title -> out.append(' ').append(title).append(" |"));
    out.append(" allocated |\n|---").append("|---".repeat(LIBRARIES.size() + 1)).append("|\n");
    for (Map.Entry<Task, String> task : tasks().entrySet()) {
      out.append("| ").append(task.getKey().title()).append(" |");
      for (String library : LIBRARIES.keySet()) {
        out.append(' ').append(range(task.getValue(), library, "median")).append(" |");
      }
      out.append(' ').append(range(task.getValue(), "SDK", "allocated")).append(" |\n");
    }
    return out.append('\n').toString();
  }

  private String range(String task, String library, String figure) {
    List<Double> values = new ArrayList<>();
    for (String setting : settings.keySet()) {
      JsonObject figures = figures(setting, task, library);
      if (figures != null) {
        values.add(figures.get(figure).getAsDouble());
      }
    }
    if (values.isEmpty()) {
      return "";
    }
    Samples samples = new Samples(values);
    String least = format("%.2f", samples.least());
    String most = format("%.2f", samples.most());
    return least.equals(most) ? least : least + "–" + most;
  }

  /** A row for each setting: of this SDK the median, and the range of the middle half of pairs. */
  String settings() {
    StringBuilder out = new StringBuilder("| this SDK, × floor |");
    tasks().keySet().forEach(task -> out.append(' ').append(task.title()).append(" |"));
    out.append("\n|---").append("|---".repeat(tasks().size())).append("|\n");
    for (String setting : settings.keySet()) {
      out.append("| ").append(setting).append(" |");
      for (String task : tasks().values()) {
        JsonObject figures = figures(setting, task, "SDK");
        out.append(' ').append(figures == null ? "" : spread(figures)).append(" |");
      }
      out.append('\n');
    }
    return out.append('\n').toString();
  }

  /** Draws the medians of the first setting. */
  void draw(BarChart chart) {
    String setting = settings.keySet().iterator().next();
    tasks()
        .forEach(
            (task, name) -> {
              chart.group(task.title() + " (" + setting + ")");
              chart.bar("written by hand", 1, false);
              LIBRARIES.forEach(
                  (library, title) -> {
                    JsonObject figures = figures(setting, name, library);
                    if (figures != null) {
                      double median = figures.get("median").getAsDouble();
                      chart.bar(title, median, library.startsWith("SDK"));
                    }
                  });
            });
  }

  /** A ratio with the range in which the middle half lies. */
  static String spread(JsonObject figures) {
    return format(
        "%.2f (%.2f–%.2f)",
        figures.get("median").getAsDouble(),
        figures.get("low").getAsDouble(),
        figures.get("high").getAsDouble());
  }

  /** The tasks in the order of the page, each with its name in the results. */
  private Map<Task, String> tasks() {
    Map<Task, String> tasks = new EnumMap<>(Task.class);
    for (JsonElement setting : settings.asMap().values()) {
      for (String name : setting.getAsJsonObject().keySet()) {
        tasks.put(
            Task.valueOf(name.replace("read.", "DECODE_").replace("write.", "ENCODE_")), name);
      }
    }
    return tasks;
  }

  private @Nullable JsonObject figures(String setting, String task, String library) {
    JsonObject libraries = settings.getAsJsonObject(setting).getAsJsonObject(task);
    return libraries == null ? null : libraries.getAsJsonObject(library);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
