package dev.oryadmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the command printed, kept as text in {@code src/test/resources/cli}. What it prints now is
 * in {@code target/test/cli}: copy a file from there to accept a change.
 */
final class Transcripts {
  private static final Path KEPT = Path.of("src/test/resources/cli");
  private static final Path ACTUAL = Path.of("target/test/cli");

  private Transcripts() {}

  static void compare(String name, String actual) throws IOException {
    Files.createDirectories(ACTUAL);
    Path now = Files.writeString(ACTUAL.resolve(name), actual);
    Path kept = KEPT.resolve(name);
    assertThat(actual)
        .as("copy " + now)
        .isEqualTo(Files.exists(kept) ? Files.readString(kept) : "");
  }
}
