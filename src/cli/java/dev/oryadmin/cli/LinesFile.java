package dev.oryadmin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file of names, one a line; empty lines and those that begin with # say nothing. */
final class LinesFile {
  private LinesFile() {}

  /**
   * Returns the names.
   *
   * @throws FileProblemsException if it can't be read, or has none
   */
  static List<String> read(Path file) {
    try {
      List<String> names =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      if (names.isEmpty()) {
        throw new FileProblemsException(file.toString(), "is empty");
      }
      return names;
    } catch (NoSuchFileException e) {
      throw new FileProblemsException(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw new FileProblemsException(file.toString(), "can't be read");
    }
  }
}
