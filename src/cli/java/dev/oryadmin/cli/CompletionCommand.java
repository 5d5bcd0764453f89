package dev.oryadmin.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints a script by which shells complete this command. */
@Command(
    name = "completion",
    description = {
      "Prints a script with which bash and zsh complete this command.",
      "Use it so: source <(ory-clients completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("ory-clients", OryClients.commandLine(terminal)));
    terminal.out().flush();
    return ExitStatus.DONE;
  }
}
