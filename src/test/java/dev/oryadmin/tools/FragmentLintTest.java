package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapi4j.parser.OpenApi3Parser;

/** What the lint refuses: one small document for each construct, its findings on top. */
class FragmentLintTest {
  private static final Path FRAGMENT = Path.of("openapi/oauth2-clients.yaml");

  @Test
  void fragmentPasses() throws IOException {
    assertThat(FragmentLint.check(Document.read(FRAGMENT))).isEmpty();
  }

  /** The generator validates the fragment in each build; this parser shares no code with it. */
  @Test
  void fragmentPassesAnIndependentParser(@TempDir Path folder) throws Exception {
    // Any format is allowed, but this parser knows none of its own for integers.
    Path copy = folder.resolve("fragment.yaml");
    Files.writeString(
        copy,
        Files.readString(FRAGMENT).replaceAll("format: (seconds|unix-time)", "format: int64"));

    assertThat(new OpenApi3Parser().parse(copy.toFile(), true).getPaths()).hasSize(20);
  }

  @ParameterizedTest
  @MethodSource
  void findingsAreThoseListedOnTopOfEachFile(Path document) throws IOException {
    List<String> findings =
        FragmentLint.check(Document.read(document)).stream().map(Finding::toString).toList();

    String expected =
        Files.readAllLines(document).stream()
            .takeWhile(line -> line.startsWith("# "))
            .map(line -> line.substring(2))
            .filter(line -> !line.equals("passes"))
            .collect(Collectors.joining("\n"));
    assertThat(String.join("\n", findings)).isEqualTo(expected);
  }

  static Stream<Path> findingsAreThoseListedOnTopOfEachFile() throws IOException {
    try (Stream<Path> documents = Files.list(Path.of("src/test/resources/lint"))) {
      return documents.sorted().toList().stream();
    }
  }
}
