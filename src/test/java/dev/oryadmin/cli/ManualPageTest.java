package dev.oryadmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The manual page is what the command says of itself. It is made in {@code target/test}: copy it
 * from there to accept a change.
 */
class ManualPageTest {
  private static final Path PAGE = Path.of("docs/ory-clients.md");
  private static final Path MADE = Path.of("target/test/ory-clients.md");

  @Test
  void thePageIsWhatTheCommandSays() throws IOException {
    Terminal nowhere =
        new Terminal(System.in, System.out, System.err, new HashMap<>(), false); // prints nothing
    CommandLine command = OryClients.commandLine(nowhere);
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!-- Made from the command itself by ManualPageTest. -->
        # ory-clients

        Manages the OAuth 2.0 clients of a server as files describe them. The format of the files is in
        [client-files](client-files.md). What each command guarantees is in
        [ClientRegistry](ClientRegistry.md#plan-many-look-apply).

        It needs Java 17 or newer. Build it by `mvn -q package -DskipTests`, and start it by `target/cli/ory-clients` or
        `java -jar target/cli/ory-clients.jar`.

        **To start it faster**, put the shell script `ory-clients` beside the jar. It is in `src/cli/launcher`, and the build
        copies it to `target/cli`. It uses JVM options for short programs, and an archive of the command's classes
        (class-data sharing). The first run that succeeds writes the archive to `~/.cache/ory-clients`, which takes about a
        second more. Each jar and each JVM has its own.

        | `ory-clients plan` of two clients that are as the file says | Processor time | Elapsed time |
        |---|---|---|
        | `java -jar ory-clients.jar` | 1.3 s | 1.3 s |
        | the same with `-XX:TieredStopAtLevel=1 -XX:+UseSerialGC` | 0.9 s | 1.1 s |
        | the script | 0.6 s | 0.7 s |

        (Medians of five runs on 2026-11-26, JDK 17, server on the same machine, two processors that others kept busy. An empty
        program takes 0.1 s. About 0.2 s of the script's time is the command line: picocli describes commands by reflection.)

        Without the script, the following two lines do the same. `-Xlog` keeps what the JVM says about archives out of the
        output.

        ```bash
        java -XX:ArchiveClassesAtExit=ory-clients.jsa -Xlog:disable -Xlog:all=error:stderr -jar ory-clients.jar plan clients.yaml # once
        java -XX:SharedArchiveFile=ory-clients.jsa -Xlog:disable -Xlog:all=error:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar ory-clients.jar plan clients.yaml
        ```

        """);
    append(page, command);
    command
        .getSubcommands()
        .forEach(
            (name, verb) -> {
              page.append("\n## ").append(name).append("\n\n");
              append(page, verb);
            });
    Files.createDirectories(MADE.getParent());
    Files.writeString(MADE, page);

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("copy " + MADE)
        .isEqualTo(page.toString());
  }

  private static void append(StringBuilder page, CommandLine command) {
    String usage = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    page.append("```text\n").append(usage.replaceAll("(?m)[ ]+$", "")).append("```\n");
  }
}
