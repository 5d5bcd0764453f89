package dev.oryadmin.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.tools.InventedChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes over what upstream could change, by the commands of CONTRIBUTING.md, in a copy of this
 * project. People write the words; the rest of the house follows. Builds all of it, so by name
 * only: {@code mvn -Pregeneration test}.
 */
class RegenerationCheck {
  private static final String FRAGMENT = "openapi/oauth2-clients.yaml";

  @Test
  void onlyWordsAreLeftToPeople(@TempDir Path folder) throws Exception {
    ProjectCopy project = ProjectCopy.into(folder);
    Path spec =
        Files.writeString(folder.resolve("upstream-v99.1.json"), InventedChanges.document());

    String report =
        project.run(
            Map.of(), "mvn", "-o", "-q", "-B", "-f", "src/tools", "-Dspec=" + spec, "-Dapply");

    assertThat(report).contains("\nadditive\n").contains("Left to you: ");
    Path fragment = project.resolve(FRAGMENT);
    Files.writeString(fragment, InventedChanges.described(Files.readString(fragment)));
    project.run(Map.of(), ".ci/renew", "-o");
    project.maven("verify", Map.of());
    assertThat(project.run(Map.of(), "mvn", "-o", "-q", "-B", "-f", "src/tools", "-Dspec=" + spec))
        .contains("\nnothing to do\n");
  }
}
