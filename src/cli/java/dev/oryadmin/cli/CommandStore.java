package dev.oryadmin.cli;

import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Hands secrets to a command of the user's, such as that of a vault: {@code COMMAND store ID} gets
 * the secret on its standard input; {@code COMMAND find ID} prints it, or nothing if there is none.
 *
 * <p>Safe for use by several threads: one command runs at a time.
 */
final class CommandStore implements SecretStore {
  private final UserCommand command;

  CommandStore(String command) {
    this.command = new UserCommand(command);
  }

  @Override
  public void store(String id, Secret secret) {
    run("store", id, secret.reveal());
  }

  @Override
  public Optional<Secret> find(String id) {
    String text = run("find", id, "").replaceFirst("\\R\\z", "");
    return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
  }

  private synchronized String run(String what, String id, String input) {
    UserCommand.Result result = command.run(what, id, input);
    if (result.status() != 0) {
      throw new UncheckedIOException(
          new IOException(
              "the command of --secrets failed to " + what + " " + id + ": " + result.status()));
    }
    return result.output();
  }
}
