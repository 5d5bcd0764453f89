package dev.oryadmin.cli;

import dev.oryadmin.SecretStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where new secrets go. */
final class SecretPlace {
  @Option(
      names = "--secrets",
      paramLabel = "PLACE",
      description = {
        "Where new secrets are stored, before they become valid or previous ones are revoked:",
        "file:DIR stores each in its own file, which only you can read;",
        "exec:COMMAND runs COMMAND store ID (the secret is on standard input) and COMMAND find ID"
            + " (prints the stored secret, or nothing);",
        "stdout prints one line of JSON for each, and all other output goes to standard error."
      })
  @Nullable String place;

  /** Returns true if secrets, and nothing else, are printed to standard output. */
  boolean isPrinted() {
    return "stdout".equals(place);
  }

  /** Returns what keeps secrets; null if no place was named. */
  @Nullable SecretStore store(Terminal terminal) {
    if (place == null) {
      return null;
    }
    if (place.startsWith("file:") && place.length() > "file:".length()) {
      return new FolderStore(Path.of(place.substring("file:".length())));
    }
    if (place.startsWith("exec:") && place.length() > "exec:".length()) {
      return new CommandStore(place.substring("exec:".length()));
    }
    if (isPrinted()) {
      return new PrintedStore(terminal.out());
    }
    throw new UsageException("--secrets has to be file:DIR, exec:COMMAND or stdout");
  }

  /** Returns what keeps secrets. */
  SecretStore required(Terminal terminal) {
    SecretStore store = store(terminal);
    if (store == null) {
      throw new UsageException("new secrets would get lost: say where they go by --secrets");
    }
    return store;
  }
}
