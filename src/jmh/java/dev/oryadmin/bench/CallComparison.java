package dev.oryadmin.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    Process server = java(List.of("-Xmx256m"), LoopbackServer.class);
    try (OutputStream alive = server.getOutputStream();
        BufferedReader printed = server.inputReader()) {
      String url = Objects.requireNonNull(printed.readLine(), "the server did not start");
      JsonObject result = new JsonObject();
      for (int round = 0; round < Integer.parseInt(args[1]); round++) {
        measure(url, result);
      }
      Path file = Path.of(args[0]);
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      Files.writeString(file, result.toString());
    } finally {
      server.destroy();
    }
  }

  private static void measure(String url, JsonObject result) throws IOException {
    for (Library library : COMPARED) {
      add(result, "first", library, probe(List.of(), url, "first", library.name()));
    }
    JsonObject calls = probe(List.of("-Xmx256m", "-XX:+UseSerialGC"), url, "calls");
    for (Library library : COMPARED) {
      add(result, "calls", library, calls.getAsJsonObject(library.name()));
    }
    for (Library library : COMPARED) {
      List<String> small = List.of("-Xmx16m", "-XX:+UseSerialGC");
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

  private static JsonObject probe(List<String> options, String... arguments) throws IOException {
    Process probe = java(options, CallProbe.class, arguments);
    try (BufferedReader printed = probe.inputReader()) {
      String line = printed.readLine();
      if (line == null) {
        throw new IOException(String.join(" ", arguments) + " failed: see above");
      }
      System.out.println(String.join(" ", arguments) + " done");
      return JsonParser.parseString(line).getAsJsonObject();
    }
  }

  private static Process java(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
