package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows which clients are not as the files say any more. */
@Command(
    name = "drift",
    description = {
      "Shows which clients are not as the files say any more: plan, but for what is not there yet.",
      "For a schedule. Exit status 2 says that something has drifted."
    })
final class DriftCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin FileOptions files = new FileOptions();
  @Mixin OutputOption output = new OutputOption();

  private final Terminal terminal;

  DriftCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    files.check();
    DesiredClients desired = files.read(server.owner);
    try (ApiClient ory = server.connect()) {
      ClientPlan drift =
          server.registry(ory).plan(desired.clients(), files.options().withoutCreations());
      if (output.isJson()) {
        terminal.out().print(drift.toJson());
        terminal.out().flush();
      } else {
        PlanView.print(drift, terminal.out(), terminal.colours());
      }
      return drift.isEmpty() ? ExitStatus.DONE : ExitStatus.PENDING;
    }
  }
}
