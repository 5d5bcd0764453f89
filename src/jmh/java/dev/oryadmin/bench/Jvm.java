package dev.oryadmin.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that starts anew for each measurement, with the class path of this one.
 *
 * @param home the home of its JDK
 * @param options what to start it with
 */
record Jvm(String home, List<String> options) {
  /** Returns the JVM of this one's JDK. */
  static Jvm same(String... options) {
    return new Jvm(System.getProperty("java.home"), List.of(options));
  }

  /** Returns the number of a JDK's version, such as {@code 17}. */
  static int version(String home) throws IOException {
    for (String line : Files.readAllLines(Path.of(home, "release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return Integer.parseInt(line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", ""));
      }
    }
    throw new IOException(home + " is not the home of a JDK");
  }

  /** Starts a main class; what it says about errors is shown. */
  Process start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(home, "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Runs a main class that prints one line of JSON. */
  JsonObject measure(Class<?> main, String... arguments) throws IOException {
    Process process = start(main, List.of(arguments));
    try (BufferedReader printed = process.inputReader()) {
      String line = printed.readLine();
      if (line == null) {
        throw new IOException(main + " " + List.of(arguments) + " failed: see above");
      }
      return JsonParser.parseString(line).getAsJsonObject();
    } finally {
      process.destroy();
    }
  }
}
