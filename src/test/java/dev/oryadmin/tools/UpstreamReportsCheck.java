package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reports on upstream's own documents, which are not ours to keep here. Run by name, with the
 * folder that has them: {@code mvn test -Dtest=UpstreamReportsCheck -Dshared.specs=<folder>}.
 */
class UpstreamReportsCheck {
  private static final Path SPECS = Path.of(System.getProperty("shared.specs", "shared.specs"));
  private static final Path EXPECTED = Path.of("src/test/resources/spec-changes/upstream");
  private static final Path HEAD = SPECS.resolve("hydra-head-2026-07.json");

  @ParameterizedTest
  @CsvSource({"hydra-v2.2.0, hydra-v25.4.0", "hydra-v25.4.0, hydra-head-2026-07"})
  void reportEqualsTheCheckedInOne(String before, String after) throws IOException {
    Path left = SPECS.resolve(before + ".json");
    Path right = SPECS.resolve(after + ".json");

    Report report = update(Path.of("")).between(left, right);

    assertReviewed(report.markdown(), before + "-to-" + after + ".md");
  }

  @ParameterizedTest
  @CsvSource({"hydra-v2.2.0", "hydra-v25.4.0", "hydra-head-2026-07"})
  void reportOnTheFragmentEqualsTheCheckedInOne(String upstream) throws IOException {
    Report report = update(Path.of("")).withFragment(SPECS.resolve(upstream + ".json"));

    assertReviewed(report.markdown(), "fragment-to-" + upstream + ".md");
  }

  /** Compares with what was reviewed, and leaves what is said now beside it. */
  static void assertReviewed(String report, String name) throws IOException {
    Path now = Files.createDirectories(Path.of("target/test/upstream")).resolve(name);
    Files.writeString(now, report);

    assertThat(report)
        .as("to accept a change, copy %s to %s", now, EXPECTED)
        .isEqualTo(Files.readString(EXPECTED.resolve(name)));
  }

  @Test
  void recordedShapeIsThatOfTheDocument() throws IOException {
    Recording recording = Recording.read(Path.of("openapi/upstream-shape.json"));
    Document head = Document.read(SPECS.resolve(recording.upstream() + ".json"));
    Coverage coverage = Coverage.of(Document.read(Path.of("openapi/oauth2-clients.yaml")));
    Shape shape = ShapeReader.of(head, coverage);

    assertThat(recording.shape().facts()).isEqualTo(shape.facts());
    assertThat(recording.prose()).isEqualTo(Prose.of(head, shape));
  }

  /** The whole way of a property that upstream could invent, up to the last word of ours. */
  @Test
  void newPropertyNeedsOneDescription(@TempDir Path copy) throws IOException {
    Path fragment = Files.createDirectories(copy.resolve("openapi")).resolve("oauth2-clients.yaml");
    Files.copy(Path.of("openapi/oauth2-clients.yaml"), fragment);
    Files.copy(Path.of("openapi/upstream-shape.json"), copy.resolve("openapi/upstream-shape.json"));
    String before = Files.readString(fragment);
    Path upstream = copy.resolve("hydra-v27.1.0.json");
    Files.writeString(upstream, withFictitiousProperty());

    Report report = update(copy).withFragment(upstream);
    assertThat(report.markdown())
        .contains("- `oAuth2Client.favourite_colour`: new property: `string`.")
        .endsWith("\nadditive\n");

    update(copy).apply(upstream, report);
    String applied = Files.readString(fragment);
    assertThat(FragmentLint.check(Document.parse(applied)))
        .extracting(Finding::toString)
        .containsExactly(
            "/components/schemas/oAuth2Client/properties/favourite_colour/description:"
                + " still to be written; write one sentence in our own words");

    String written = applied.replace(ProseLint.TO_BE_WRITTEN, "Colour that the client likes.");
    Files.writeString(fragment, written);
    assertThat(FragmentLint.check(Document.read(fragment))).isEmpty();
    assertThat(update(copy).withFragment(upstream).review().verdict())
        .isEqualTo(Impact.Severity.NONE);

    Path recording = copy.resolve("openapi/upstream-shape.json");
    String recorded = Files.readString(recording);
    update(copy).record(upstream);
    assertThat(update(copy).recorded().review().verdict()).isEqualTo(Impact.Severity.NONE);

    // One more line goes into the page of the model.
    int changed =
        changedLines(before, written) + changedLines(recorded, Files.readString(recording)) + 1;
    assertThat(changed).isLessThan(25);
    assertThat(written.lines().toList()).containsSubsequence(before.lines().toList());
  }

  /** How many lines a diff would show, if nothing moves. */
  private static int changedLines(String before, String after) {
    return without(after, before).size() + without(before, after).size();
  }

  private static List<String> without(String text, String other) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    other.lines().forEach(lines::remove);
    return lines;
  }

  private static String withFictitiousProperty() throws IOException {
    JsonObject document = JsonParser.parseString(Files.readString(HEAD)).getAsJsonObject();
    JsonObject property = new JsonObject();
    property.addProperty("type", "string");
    property.addProperty("description", "Words of upstream.");
    document
        .getAsJsonObject("components")
        .getAsJsonObject("schemas")
        .getAsJsonObject("oAuth2Client")
        .getAsJsonObject("properties")
        .add("favourite_colour", property);
    return document.toString();
  }

  private static SpecUpdate update(Path base) throws IOException {
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new SpecUpdate(base, quiet, LocalDate.EPOCH);
  }
}
