package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a release goes by: its ten steps, and the workflows of the forge. */
class ReleasePathTest {
  private static final Path STEPS = Path.of("RELEASING.md");
  private static final Path WORKFLOWS = Path.of(".github/workflows");
  private static final Pattern FILE =
      Pattern.compile("`((?:\\.ci|src|docs)/[\\w./-]*|\\w+\\.(?:md|xml))[^`]*`");

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String version() throws IOException {
    return found("<version>([^<]+)</version>", Files.readString(Path.of("pom.xml"))).get(0);
  }

  private static String workflows() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file)).append('\n');
      }
      return all.toString();
    }
  }

  @Test
  void thereAreTenSteps() throws IOException {
    assertThat(found("(?m)^(\\d+)\\. ", Files.readString(STEPS)))
        .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList());
  }

  @Test
  void theFilesThatTheStepsNameAreThere() throws IOException {
    List<String> files =
        FILE.matcher(Files.readString(STEPS)).results().map(file -> file.group(1)).toList();
    assertThat(files).contains(".ci/run", ".ci/compatibility", ".ci/release", "CHANGELOG.md");
    assertThat(files).allSatisfy(file -> assertThat(Path.of(file)).exists());
  }

  /** Step 4 says where the version is replaced: a place it does not name would be forgotten. */
  @Test
  void theVersionStandsOnlyWhereTheStepsSay() throws IOException {
    String version = version();
    assumeTrue(version.endsWith("-SNAPSHOT"), "a release has a version like others'");
    List<String> places;
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      places =
          files
              .map(file -> file.toString().replace('\\', '/'))
              .filter(file -> !file.matches("(.*/)?(target|\\.git|\\.idea)(/.*)?"))
              .filter(file -> file.matches(".*\\.(java|xml|md|yaml|yml|json|mustache|properties)"))
              .filter(file -> contains(Path.of(file), version))
              .collect(Collectors.toList());
    }
    assertThat(places)
        .contains("pom.xml", "src/main/pom.xml", "README.md")
        .allSatisfy(
            file -> assertThat(file).matches("pom\\.xml|src/\\w+/pom\\.xml|README\\.md|docs/.*"));
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      return false; // not UTF-8: no text of ours
    }
  }

  /** A tag can be moved, a commit cannot. */
  @Test
  void actionsArePinnedToCommits() throws IOException {
    List<String> actions = found("uses: (.+)", workflows());
    assertThat(actions)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            action -> assertThat(action).matches("[\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".ci/run", ".ci/compatibility", ".ci/release"})
  void theWorkflowsRunOurScripts(String script) throws IOException {
    assertThat(found("run: (\\.ci/\\w+)", workflows())).contains(script);
    assertThat(Path.of(script)).isExecutable();
  }

  @Test
  void theWorkflowsMayReadOnly() throws IOException {
    List<MatchResult> permissions =
        Pattern.compile("(?m)^permissions:\n  contents: read$")
            .matcher(workflows())
            .results()
            .toList();
    assertThat(permissions).hasSize(2);
    assertThat(workflows()).doesNotContain(": write", "pull_request_target");
  }
}
