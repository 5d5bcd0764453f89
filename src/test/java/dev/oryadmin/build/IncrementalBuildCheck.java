package dev.oryadmin.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A build does what has changed, no less and no more. */
@TestInstance(Lifecycle.PER_CLASS)
class IncrementalBuildCheck {
  private static final String FRAGMENT = "openapi/oauth2-clients.yaml";
  private static final String MODELS = "target/main/generated-sources/openapi/dev/oryadmin/model/";
  private static final String CLASSES = "target/main/classes/dev/oryadmin/model/";

  private ProjectCopy project;

  @BeforeAll
  void copy(@TempDir Path folder) throws Exception {
    project = ProjectCopy.into(folder);
  }

  private void build() throws Exception {
    project.maven("compile", Map.of());
  }

  @Test
  void unchangedProjectIsNotRebuilt() throws Exception {
    project.maven("test-compile", Map.of());
    Map<String, FileTime> before = times();

    project.maven("test-compile", Map.of());

    assertThat(before).hasSizeGreaterThan(200);
    assertThat(times()).isEqualTo(before);
  }

  @Test
  void editedLintIsUsed() throws Exception {
    build();
    String lint = "src/tools/java/dev/oryadmin/tools/FragmentLint.java";
    String before = "refused = new ArrayList<>();";
    String after = "refused = new ArrayList<>(List.of(\"Nothing is good enough.\"));";
    project.replace(lint, before, after);

    assertThatThrownBy(this::build).hasMessageContaining("Nothing is good enough.");

    project.replace(lint, after, before);
    build();
  }

  private Map<String, FileTime> times() throws Exception {
    Map<String, FileTime> times = new TreeMap<>(project.times("target", ".class"));
    times.putAll(project.times("target", ".java"));
    times.putAll(project.times("docs", ".md"));
    return times;
  }

  @Test
  void editedTemplateIsRenderedAgain() throws Exception {
    build();
    project.replace(
        "templates/pojo.mustache", "Returns a builder with nothing set.", "Returns a new builder.");

    build();

    assertThat(project.resolve(MODELS + "OAuth2Client.java")).content().contains("a new builder.");
    assertThat(project.resolve(MODELS + "JsonWebKey.java")).content().contains("a new builder.");
  }

  @Test
  void editedFragmentIsRenderedAgain() throws Exception {
    build();
    project.replace(FRAGMENT, "Human-readable name of the client", "Indeed the name of it");

    build();

    assertThat(project.resolve(MODELS + "OAuth2Client.java"))
        .content()
        .contains("Indeed the name of it");
    assertThat(project.resolve("docs/OAuth2Client.md")).content().contains("Indeed the name of it");
  }

  @Test
  void removedSchemaLeavesNoFiles() throws Exception {
    String extra =
        """
          schemas:
            extraThing:
              description: Comes and goes.
              type: object
              properties:
                name:
                  description: Name of the thing.
                  type: string
        """;
    project.replace(FRAGMENT, "  schemas:\n", extra);
    build();
    Path source = project.resolve(MODELS + "ExtraThing.java");
    Path page = project.resolve("docs/ExtraThing.md");
    Path type = project.resolve(CLASSES + "ExtraThing.class");
    Path inner = project.resolve(CLASSES + "ExtraThing$Builder.class");
    assertThat(source).exists();
    assertThat(page).exists();
    assertThat(type).exists();
    assertThat(inner).exists();

    project.replace(FRAGMENT, extra, "  schemas:\n");
    build();

    assertThat(source).doesNotExist();
    assertThat(page).doesNotExist();
    assertThat(type).doesNotExist();
    assertThat(inner).doesNotExist();
    assertThat(project.resolve(CLASSES + "OAuth2Client.class")).exists();
  }
}
