package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of upstream's document after a review. */
class RecordingTest {
  private static final Path RECORDING = Path.of("openapi/upstream-shape.json");

  /** If it is not, somebody has to change the fragment, or to record a deviation. */
  @Test
  void fragmentIsUpToDateWithTheLastReview() throws IOException {
    Report report = new SpecUpdate(Path.of(""), quiet(), LocalDate.EPOCH).recorded();

    assertThat(report.review().changes()).isEmpty();
    assertThat(report.review().outdated()).isEmpty();
  }

  @Test
  void reportWithoutADocumentShowsTheDateOfTheLastReview() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Recording recording = Recording.read(RECORDING);

    new SpecUpdate(
            Path.of(""),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            recording.reviewed().plusDays(40))
        .recorded();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Last review: " + recording.upstream() + " on " + recording.reviewed())
        .contains(", 40 days ago.");
  }

  @Test
  void shapeSurvivesWritingAndReading(@TempDir Path directory) throws IOException {
    Path copy = directory.resolve("copy.json");

    Recording.read(RECORDING).write(copy);

    assertThat(Files.readString(copy)).isEqualTo(Files.readString(RECORDING));
  }

  /** Facts are names, types and the like: nothing longer than a pattern or a list of parameters. */
  @Test
  void holdsNoProse() throws IOException {
    Recording recording = Recording.read(RECORDING);

    assertThat(recording.shape().facts().values())
        .allMatch(fact -> Comparison.list(fact).stream().allMatch(part -> part.length() <= 50));
    assertThat(recording.prose().values()).allMatch(fingerprint -> fingerprint.matches("\\w{12}"));
  }

  private static PrintStream quiet() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }
}
