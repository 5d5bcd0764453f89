package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The migration guide is whole, and its figures are true. */
class MigrationPageTest {
  private static final Path PAGE = Path.of("docs/migration.md");
  private static final Path DEFECTS =
      Path.of("src/test/java/dev/oryadmin/model/OfficialClientsTest.java");
  private static final Path CODE = Path.of("src/it/migration/src/main/java");

  @Test
  void eachOperationHasItsRow() throws IOException {
    List<String> operations = FinishedOperations.ids();
    assertThat(operations).hasSizeGreaterThan(25);
    String calls = section("Call by call");
    assertThat(operations).allSatisfy(operation -> assertThat(calls).contains("`" + operation));
  }

  @Test
  void eachDefectThatIsShownIsNamedAndNoOther() throws IOException {
    List<String> shown =
        matches("new Defect\\(\\s+\"([^\"]+)\"", Files.readString(DEFECTS)).stream()
            .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
            .toList();
    List<String> named = matches("(?m)^\\| (\\w.*) \\|$", section("Defects of the official"));
    assertThat(named.subList(1, named.size())).isEqualTo(shown);
  }

  @Test
  void linesAreCounted() throws IOException {
    String rows = "(?m)^\\| .* \\| (\\d+ \\| \\d+) \\|$";
    assertThat(matches(rows, section("Three applications")))
        .containsExactly(
            count("before/StartUp.java#start-up") + " | " + count("after/StartUp.java#start-up"),
            count("before/Pages.java#pages") + " | " + count("after/Pages.java#pages"),
            count("before/TokenGuard.java#guard") + " | " + count("after/TokenGuard.java#guard"));
    assertThat(matches("(?m)^\\| .* \\| \\d+ \\| (\\d+) \\|$", section("Public applications")))
        .containsExactly(
            count("after/Ports.java#login"),
            count("after/Ports.java#consent"),
            count("after/Ports.java#introspect"));
  }

  private static String count(String reference) throws IOException {
    List<String> lines = Region.read(CODE, reference).lines();
    return Long.toString(lines.stream().filter(line -> !line.isBlank()).count());
  }

  private static String section(String title) throws IOException {
    String text = Files.readString(PAGE);
    int start = text.indexOf("\n## " + title);
    assertThat(start).as(title).isPositive();
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MigrationPageTest::first).toList();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }
}
