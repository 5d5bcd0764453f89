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

        Keeps sets of OAuth 2.0 clients in files. The files: [client-files](client-files.md). What the verbs
        promise: [ClientRegistry](ClientRegistry.md#plan-many-look-apply).

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
