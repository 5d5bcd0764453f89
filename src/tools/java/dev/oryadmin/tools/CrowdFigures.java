package dev.oryadmin.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;

/** What many calls at once took ({@code crowd.json}), as a table of Markdown. */
final class CrowdFigures {
  private static final Map<String, String> CALLERS =
      Map.of(
          "platform", "64 platform threads",
          "virtual", "64 virtual threads",
          "async", "64 calls at once, async");

  private final JsonObject measured;

  CrowdFigures(JsonObject measured) {
    this.measured = measured;
  }

  String table() {
    StringBuilder out =
        new StringBuilder(
            """
            | Callers | × floor | CPU time | floor | median | floor | slowest 1 % | floor |
            |---|---|---|---|---|---|---|---|
            """);
    for (Map.Entry<String, JsonElement> one : measured.entrySet()) {
      String[] name = one.getKey().split("\\.", 3); // JDK 17.platform.HTTP/1.1
      JsonObject figures = one.getValue().getAsJsonObject();
      JsonObject sdk = figures.getAsJsonObject("SDK");
      JsonObject floor = figures.getAsJsonObject("FLOOR");
      out.append("| ").append(CALLERS.get(name[1]));
      out.append(", ").append(name[2]).append(", ").append(name[0]);
      out.append(" | ").append(PairedFigures.spread(figures));
      for (String figure : new String[] {"cpuMicros", "medianMicros", "p99Micros"}) {
        out.append(" | ").append(time(sdk, figure)).append(" | ").append(time(floor, figure));
      }
      out.append(" |\n");
    }
    return out.append('\n').toString();
  }

  private static String time(JsonObject figures, String name) {
    double micros = figures.get(name).getAsDouble();
    return micros < 1e3
        ? String.format(Locale.ROOT, "%.0f µs", micros)
        : String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
  }
}
