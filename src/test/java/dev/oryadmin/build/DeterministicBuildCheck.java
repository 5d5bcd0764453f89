package dev.oryadmin.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is rendered depends on nothing but the fragment and the templates. Compares with what the
 * build that runs this has rendered; {@code OTHER_JAVA_HOME} names another JDK to compare with.
 */
class DeterministicBuildCheck {
  /** Small letters of Turkish, the other day of Tokyo, another line of thought on text. */
  private static final String ELSEWHERE =
      "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Tokyo -Dfile.encoding=ISO-8859-9";

  @Test
  void outputIsTheSameInAnotherFolder(@TempDir Path folder) throws Exception {
    rendersTheSame(folder, Map.of("MAVEN_OPTS", ELSEWHERE, "LC_ALL", "tr_TR.ISO-8859-9"));
  }

  @Test
  void outputIsTheSameOnAnotherJdk(@TempDir Path folder) throws Exception {
    String home = System.getenv("OTHER_JAVA_HOME");
    assumeTrue(home != null, "OTHER_JAVA_HOME names no other JDK");

    rendersTheSame(folder, Map.of("JAVA_HOME", home, "MAVEN_OPTS", ELSEWHERE));
  }

  private static void rendersTheSame(Path folder, Map<String, String> environment)
      throws Exception {
    ProjectCopy project = ProjectCopy.into(folder);

    project.maven("process-classes", environment);

    for (String module : new String[] {"main", "constructs"}) {
      String below = "target/" + module + "/generated-sources";
      assertThat(project.files(below, ".java"))
          .isNotEmpty()
          .isEqualTo(ProjectCopy.read(Path.of(below), ".java", Files::readString));
    }
    assertThat(project.files("docs", ".md"))
        .isNotEmpty()
        .isEqualTo(ProjectCopy.read(Path.of("docs"), ".md", Files::readString));
  }
}
