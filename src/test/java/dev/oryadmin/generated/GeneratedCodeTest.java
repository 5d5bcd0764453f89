package dev.oryadmin.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated code reads as if a person wrote it. */
class GeneratedCodeTest {
  private static final Path GENERATED = Path.of("target/main/generated-sources/openapi");
  private static final Path TEMPLATES = Path.of("templates");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static List<Path> generated() throws IOException {
    try (Stream<Path> files = Files.walk(GENERATED)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      return files.filter(file -> file.toString().endsWith(".mustache")).sorted().toList();
    }
  }

  static Stream<Path> golden() throws IOException {
    return Stream.of(
        Path.of("dev/oryadmin/model/JsonWebKeySet.java"),
        Path.of("dev/oryadmin/model/SubjectType.java"),
        Path.of("dev/oryadmin/api/RegistrationApi.java"));
  }

  @Test
  void thereIsGeneratedCode() throws IOException {
    assertThat(generated()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("generated")
  void isFormatted(Path file) throws Exception {
    String source = Files.readString(file);

    assertThat(source).isEqualTo(new Formatter().formatSource(source));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void hasSortedImportsAndNoneUnused(Path file) throws Exception {
    String source = Files.readString(file);

    assertThat(source).isEqualTo(RemoveUnusedImports.removeUnusedImports(source));
    assertThat(source).isEqualTo(ImportOrderer.reorderImports(source, Style.GOOGLE));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void importsNothingOfItsOwnPackage(Path file) throws Exception {
    String pack = Files.readAllLines(file).get(0).replaceAll("package (.*);", "$1");

    assertThat(Files.readAllLines(file))
        .noneMatch(line -> line.matches("import " + Pattern.quote(pack) + "\\.\\w+;"));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void hasNoLineOverAHundredColumns(Path file) throws IOException {
    assertThat(Files.readAllLines(file))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void templatesAreShortAndHaveAHeader(Path template) throws IOException {
    List<String> lines = Files.readAllLines(template);

    assertThat(lines).hasSizeLessThanOrEqualTo(150);
    if (lines.size() > 1) {
      assertThat(lines.get(0)).isEqualTo("{{!");
    }
  }

  /** To accept a change: copy the file over, so that the review shows it. */
  @ParameterizedTest
  @MethodSource("golden")
  void equalsItsGoldenCopy(Path file) throws IOException {
    assertThat(GENERATED.resolve(file))
        .hasSameTextualContentAs(GOLDEN.resolve(file.getFileName() + ".txt"));
  }
}
