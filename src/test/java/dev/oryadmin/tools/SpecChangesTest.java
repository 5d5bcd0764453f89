package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the report says and what apply writes, for pairs of small documents: {@code before.yaml}
 * plays the fragment, {@code after.yaml} upstream. {@code report.md} and, if there is something to
 * write, {@code applied.yaml} are what is expected.
 */
class SpecChangesTest {
  private static final Path CASES = Path.of("src/test/resources/spec-changes");

  static List<Path> cases() throws IOException {
    try (Stream<Path> directories = Files.list(CASES)) {
      return directories
          .filter(directory -> Files.exists(directory.resolve("before.yaml")))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportEqualsTheExpectedOne(Path directory) throws IOException {
    Path expected = directory.resolve("report.md");

    assertThat(report(directory).markdown()).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void jsonReportHasTheSameContent(Path directory) throws IOException {
    Report report = report(directory);

    var json = JsonParser.parseString(report.json()).getAsJsonObject();
    assertThat(json.getAsJsonArray("changes")).hasSameSizeAs(report.review().changes());
    assertThat(report.markdown()).endsWith("\n\n" + json.get("verdict").getAsString() + "\n");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void applyWritesTheExpectedFragment(Path directory) throws IOException {
    Path applied = directory.resolve("applied.yaml");
    Path before = directory.resolve("before.yaml");
    Path expected = Files.exists(applied) ? applied : before;

    assertThat(edit(directory).text()).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void applyLeavesOnlyNamedAdditiveChanges(Path directory) throws IOException {
    Applied applied = edit(directory);
    Document fragment = Document.parse(applied.text());

    Review again = Review.of(shape(fragment), Deviation.of(fragment), upstream(directory));

    assertThat(again.changes())
        .filteredOn(change -> change.impact().severity() == Impact.Severity.ADDITIVE)
        .isEqualTo(applied.left());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void appliedFragmentLacksOnlyWords(Path directory) throws IOException {
    Applied applied = edit(directory);
    boolean unwritten = applied.text().contains("TO BE WRITTEN");

    List<Finding> findings = FragmentLint.check(Document.parse(applied.text()));

    assertThat(findings).allMatch(finding -> isUnwritten(finding));
    assertThat(findings.isEmpty()).isEqualTo(!unwritten);
  }

  private static boolean isUnwritten(Finding finding) {
    return finding.problem().equals("still to be written")
        || finding.problem().startsWith("x-method is no name");
  }

  private record Applied(String text, List<Change> left) {}

  private static Applied edit(Path directory) throws IOException {
    String text = Files.readString(directory.resolve("before.yaml"));
    FragmentEdit edit = new FragmentEdit(text, upstream(directory), "");
    return new Applied(edit.apply(report(directory).review().changes()), edit.left());
  }

  private static Report report(Path directory) throws IOException {
    Path before = directory.resolve("before.yaml");
    return SpecUpdate.between(
        Scope.of(Document.read(before)), before, directory.resolve("after.yaml"));
  }

  private static Shape upstream(Path directory) throws IOException {
    Scope scope = Scope.of(Document.read(directory.resolve("before.yaml")));
    return ShapeReader.of(Document.read(directory.resolve("after.yaml")), scope);
  }

  private static Shape shape(Document fragment) {
    return ShapeReader.of(fragment, Scope.of(fragment));
  }
}
