package dev.oryadmin.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A copy of this project, in which Maven can run. */
final class ProjectCopy {
  /** What is made, by builds or by git. */
  private static final Set<String> MADE = Set.of(".git", ".openapi-generator", "target");

  private final Path folder;

  private ProjectCopy(Path folder) {
    this.folder = folder;
  }

  /** Copies file by file in random order, the order in which a file system then lists them. */
  static ProjectCopy into(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(Path.of(""))) {
      all.filter(file -> !MADE.contains(file.getName(0).toString()))
          .filter(Files::isRegularFile)
          .forEach(files::add);
    }
    Collections.shuffle(files, new Random(7));
    for (Path file : files) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return new ProjectCopy(folder);
  }

  Path resolve(String file) {
    return folder.resolve(file);
  }

  void replace(String file, String text, String by) throws IOException {
    String before = Files.readString(resolve(file));
    assertThat(before).contains(text);
    Files.writeString(resolve(file), before.replace(text, by));
  }

  /** Runs Maven offline: the build that runs this test has just fetched what it needs. */
  void maven(String phase, Map<String, String> environment)
      throws IOException, InterruptedException {
    run(environment, "mvn", "-o", "-q", "-B", phase);
  }

  /** Runs a command in the copy, and returns what it prints. */
  String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** The files of a kind below a folder, by their names, with what is asked of each. */
  Map<String, String> files(String below, String ending) throws IOException {
    return read(resolve(below), ending, Files::readString);
  }

  Map<String, FileTime> times(String below, String ending) throws IOException {
    return read(resolve(below), ending, Files::getLastModifiedTime);
  }

  /** What is read of a file. */
  interface Reading<T> {
    T of(Path file) throws IOException;
  }

  static <T> Map<String, T> read(Path folder, String ending, Reading<T> reading)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(ending)).toList();
    }
    Map<String, T> read = new TreeMap<>();
    for (Path file : files) {
      read.put(folder.relativize(file).toString(), reading.of(file));
    }
    return read;
  }
}
