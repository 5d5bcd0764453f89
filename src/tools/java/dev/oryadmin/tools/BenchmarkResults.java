package dev.oryadmin.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.tools.Measurement.Library;
import dev.oryadmin.tools.Measurement.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the benchmarks have written: {@code codec.json}, a result of JMH, and {@code
 * calls.json}, which has an array of rounds for each {@code task.library}. Either may be missing.
 */
final class BenchmarkResults {
  private final List<Measurement> measurements = new ArrayList<>();

  private BenchmarkResults() {}

  static List<Measurement> read(Path folder) throws IOException {
    BenchmarkResults results = new BenchmarkResults();
    for (JsonElement benchmark : parse(folder.resolve("codec.json"), "[]").getAsJsonArray()) {
      results.addCodec(benchmark.getAsJsonObject());
    }
    JsonObject calls = parse(folder.resolve("calls.json"), "{}").getAsJsonObject();
    for (Map.Entry<String, JsonElement> rounds : calls.entrySet()) {
      results.addCalls(rounds.getKey(), rounds.getValue().getAsJsonArray());
    }
    return results.measurements;
  }

  private static JsonElement parse(Path file, String missing) throws IOException {
    return JsonParser.parseString(Files.exists(file) ? Files.readString(file) : missing);
  }

  private void addCodec(JsonObject benchmark) {
    String method = benchmark.get("benchmark").getAsString();
    JsonObject parameters = benchmark.getAsJsonObject("params");
    String task =
        method.substring(method.lastIndexOf('.') + 1)
            + "_"
            + parameters.get("payload").getAsString();
    JsonObject metrics = benchmark.getAsJsonObject("secondaryMetrics");
    add(
        task,
        parameters.get("library").getAsString(),
        numbers(metrics.getAsJsonObject("cpu").get("rawData"), 1),
        numbers(metrics.getAsJsonObject("gc.alloc.rate.norm").get("rawData"), 1));
  }

  private void addCalls(String name, JsonArray rounds) {
    List<Double> cpu = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (JsonElement round : rounds) {
      JsonObject figures = round.getAsJsonObject();
      cpu.addAll(numbers(figures.get("cpuMicros"), 1));
      cpu.addAll(numbers(figures.get("cpuMillis"), 1_000));
      bytes.addAll(numbers(figures.get("bytes"), 1));
    }
    String[] parts = name.split("\\.", 2);
    add(parts[0], parts[1], cpu, bytes);
  }

  private void add(String task, String library, List<Double> cpu, List<Double> bytes) {
    measurements.add(
        new Measurement(
            Task.valueOf(task.toUpperCase(Locale.ROOT)),
            Library.valueOf(library),
            new Samples(cpu),
            bytes.isEmpty() ? null : new Samples(bytes).median()));
  }

  /** All numbers of arrays in arrays. */
  private static List<Double> numbers(@Nullable JsonElement value, double factor) {
    if (value == null) {
      return List.of();
    }
    if (!value.isJsonArray()) {
      return List.of(value.getAsDouble() * factor);
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonElement item : value.getAsJsonArray()) {
      numbers.addAll(numbers(item, factor));
    }
    return numbers;
  }
}
