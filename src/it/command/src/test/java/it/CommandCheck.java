package it;

import dev.oryadmin.testing.FakeHydra;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

/** Runs the jar on a fake server, and looks into it. */
public final class CommandCheck {
  private CommandCheck() {}

  public static void main(String[] arguments) throws Exception {
    Path jar =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith("-runnable.jar"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    Path folder = Files.createTempDirectory("command");
    Path file =
        Files.writeString(
            folder.resolve("clients.yaml"),
            "clients:\n  billing: {client_name: Billing, grant_types: client_credentials}\n");
    try (FakeHydra hydra = FakeHydra.start()) {
      check(2, jar, hydra, "plan", file.toString());
      check(0, jar, hydra, "apply", file.toString(), "--secrets=file:" + folder.resolve("secrets"));
      check(0, jar, hydra, "plan", file.toString());
    }
    if (Files.readString(folder.resolve("secrets/billing")).isBlank()) {
      throw new AssertionError("no secret");
    }
    checkLicences(jar);
  }

  private static void check(int expected, Path jar, FakeHydra hydra, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("java", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HYDRA_ADMIN_URL", hydra.adminUrl());
    builder.environment().put("HYDRA_PUBLIC_URL", hydra.publicUrl());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != expected) {
      throw new AssertionError(List.of(arguments) + ": " + status + "\n" + output);
    }
  }

  private static void checkLicences(Path path) throws Exception {
    try (JarFile jar = new JarFile(path.toFile())) {
      String list =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/licenses/THIRD-PARTY.txt")).readAllBytes(),
              StandardCharsets.UTF_8);
      Set<String> listed = new HashSet<>(Set.of("dev/oryadmin"));
      list.lines()
          .filter(line -> line.matches("[^|]+:[^|]+\\|.*"))
          .forEach(line -> listed.addAll(List.of(line.split(" \\| ")[2].split(", "))));
      jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
          .filter(name -> listed.stream().noneMatch(folder -> name.startsWith(folder + "/")))
          .findFirst()
          .ifPresent(
              name -> {
                throw new AssertionError("no licence is named for " + name);
              });
      for (String licence :
          List.of("LICENSE", "licenses/jline-BSD-3-Clause.txt", "licenses/progressbar-MIT.txt")) {
        if (jar.getEntry("META-INF/" + licence) == null) {
          throw new AssertionError("META-INF/" + licence + " is missing");
        }
      }
    }
  }
}
