package dev.oryadmin.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs {@link PairedProbe} in JVMs of several settings and writes the result as JSON: for each
 * setting, such as {@code JDK 17, C1 only}, what the probe printed.
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
    JsonObject results = new JsonObject();
    for (String home : homes) {
      for (Map.Entry<String, List<String>> setting : SETTINGS.entrySet()) {
        List<String> options = new ArrayList<>(List.of("-Xms400m", "-Xmx400m", "-XX:+UseSerialGC"));
        options.addAll(setting.getValue());
        String name = "JDK " + Jvm.version(home) + setting.getKey();
        results.add(name, new Jvm(home, options).measure(PairedProbe.class, args[1]));
        Files.writeString(file, results.toString()); // each time: a run may be cut short
        System.out.println(name + " done");
      }
    }
  }
}
