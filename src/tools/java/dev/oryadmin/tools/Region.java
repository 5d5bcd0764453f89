package dev.oryadmin.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a Java file between {@code // region NAME} and {@code // endregion}, without the
 * indentation that all its lines share; or a whole file without its package. Immutable.
 */
record Region(List<String> lines) {
  /**
   * Reads a region.
   *
   * @param reference a file's name, and after a {@code #} that of a region in it
   * @throws IllegalStateException if there is none of that name
   */
  static Region read(Path directory, String reference) throws IOException {
    int hash = reference.indexOf('#');
    Path file = directory.resolve(hash < 0 ? reference : reference.substring(0, hash));
    List<String> lines = Files.readAllLines(file);
    if (hash < 0) {
      return new Region(whole(lines));
    }
    String start = "// region " + reference.substring(hash + 1);
    List<String> found = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      String text = line.strip();
      if (text.equals(start)) {
        inside = true;
      } else if (inside && text.equals("// endregion")) {
        return new Region(unindented(found));
      } else if (inside) {
        found.add(line);
      }
    }
    throw new IllegalStateException("no whole region " + reference);
  }

  private static List<String> whole(List<String> lines) {
    return lines.stream().dropWhile(line -> line.startsWith("package ") || line.isBlank()).toList();
  }

  private static List<String> unindented(List<String> lines) {
    int shared =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream().map(line -> line.isBlank() ? "" : line.substring(shared)).toList();
  }
}
