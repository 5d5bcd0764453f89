package dev.oryadmin.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Measures calls against a loopback server, each measurement in a JVM of its own ({@link
 * CallProbe}), the libraries in turns.
 *
 * <p>Arguments: the result file, the number of rounds.
 */
public final class CallComparison {
  private static final List<Library> COMPARED = List.of(Library.FLOOR, Library.SDK, Library.HYDRA);

  private CallComparison() {}

  /** See above. */
  public static void main(String[] args) throws IOException {
    Process server = Jvm.same("-Xmx256m").start(LoopbackServer.class, List.of());
    try (OutputStream alive = server.getOutputStream();
        BufferedReader printed = server.inputReader()) {
      String url = Objects.requireNonNull(printed.readLine(), "the server did not start");
      JsonObject result = new JsonObject();
      Path file = Path.of(args[0]);
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      for (int round = 0; round < Integer.parseInt(args[1]); round++) {
        measure(url, result);
        Files.writeString(file, result.toString()); // each time: a run may be cut short
      }
    } finally {
      server.destroy();
    }
  }

  private static void measure(String url, JsonObject result) throws IOException {
    for (Library library : COMPARED) {
      add(result, "first", library, probe(Jvm.same(), url, "first", library.name()));
    }
    JsonObject calls = probe(Jvm.same("-Xmx256m", "-XX:+UseSerialGC"), url, "calls");
    for (Library library : COMPARED) {
      add(result, "calls", library, calls.getAsJsonObject(library.name()));
    }
    for (Library library : COMPARED) {
      Jvm small = Jvm.same("-Xmx16m", "-XX:+UseSerialGC");
      add(result, "list", library, probe(small, url, "list", library.name()));
    }
  }

  private static void add(JsonObject result, String kind, Library library, JsonObject figures) {
    String name = kind + "." + library;
    if (!result.has(name)) {
      result.add(name, new JsonArray());
    }
    result.getAsJsonArray(name).add(figures);
  }

  private static JsonObject probe(Jvm jvm, String... arguments) throws IOException {
    JsonObject figures = jvm.measure(CallProbe.class, arguments);
    System.out.println(String.join(" ", arguments) + " done");
    return figures;
  }
}
