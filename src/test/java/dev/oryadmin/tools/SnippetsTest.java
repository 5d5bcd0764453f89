package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How compiled code gets into Markdown and YAML. */
class SnippetsTest {
  @TempDir Path base;

  @BeforeEach
  void oneExample() throws IOException {
    Path examples =
        Files.createDirectories(base.resolve("src/examples/java/dev/oryadmin/examples"));
    Files.writeString(
        examples.resolve("Things.java"),
        """
        package things;

        class Things {
          void make() {
            // region make
            if (true) {
              make();

            }
            // endregion
          }
          // region open
        }
        """);
  }

  @Test
  void blockInMarkdownIsReplacedByTheRegion() throws IOException {
    assertThat(
            updated(
                """
                Before
                <!-- snippet: Things.java#make -->
                ```java
                stale();
                ```
                After
                """))
        .isEqualTo(
            """
            Before
            <!-- snippet: Things.java#make -->
            ```java
            if (true) {
              make();

            }
            ```
            After
            """);
  }

  @Test
  void blockInYamlIsReplacedAndIndented() throws IOException {
    assertThat(
            updated(
                """
                a:
                  source: | # snippet: Things.java#make
                    stale

                    code

                b: 1
                """))
        .isEqualTo(
            """
            a:
              source: | # snippet: Things.java#make
                if (true) {
                  make();

                }

            b: 1
            """);
  }

  @Test
  void wholeFileComesWithoutItsPackage() throws IOException {
    assertThat(updated("<!-- snippet: Things.java -->\n```java\n```\n"))
        .startsWith("<!-- snippet: Things.java -->\n```java\nclass Things {\n")
        .endsWith("}\n```\n");
  }

  @Test
  void fileOfAnotherFolderIsNamedByItsPath() throws IOException {
    Path file = base.resolve("src/it/things/Things.kt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "// region make\nmake()\n// endregion\n");
    assertThat(updated("<!-- snippet: src/it/things/Things.kt#make -->\n```kotlin\n```\n"))
        .endsWith(" -->\n```kotlin\nmake()\n```\n");
  }

  @Test
  void markerWithoutABlockIsAnError() {
    assertThatThrownBy(() -> updated("First\n<!-- snippet: Things.java#make -->\nText\n"))
        .hasMessage("no block of Java or Kotlin code follows line 2");
    assertThatThrownBy(() -> updated("<!-- snippet: Things.java#make -->\n```java\nopen();\n"))
        .hasMessage("no block of Java or Kotlin code follows line 1");
  }

  @Test
  void missingRegionOrFileIsAnError() {
    for (String region : new String[] {"none", "open"}) {
      assertThatThrownBy(() -> updated("source: | # snippet: Things.java#" + region + "\n"))
          .hasMessage("no whole region Things.java#" + region);
    }
    assertThatThrownBy(() -> updated("source: | # snippet: None.java#make\n"))
        .isInstanceOf(NoSuchFileException.class);
  }

  private String updated(String text) throws IOException {
    return new Snippets(base).updated(text);
  }
}
