package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what would make the clients as the files say. */
@Command(
    name = "plan",
    description = {
      "Shows what would make the clients of the server as the files say. Reads only.",
      "Exit status 2 says that there is something to do."
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin FileOptions files = new FileOptions();
  @Mixin PruneOptions prune = new PruneOptions();
  @Mixin OutputOption output = new OutputOption();

  @Option(
      names = "--out",
      paramLabel = "PLAN",
      description = "Writes the plan as JSON, to be reviewed, and applied by apply --plan.")
  @Nullable Path plan;

  private final Terminal terminal;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    files.check();
    DesiredClients desired = files.read(server.owner);
    try (ApiClient ory = server.connect()) {
      ClientPlan made =
          server.registry(ory).plan(desired.clients(), prune.on(files.options(), server.owner));
      show(made);
      return made.isEmpty() ? ExitStatus.DONE : ExitStatus.PENDING;
    }
  }

  private void show(ClientPlan made) {
    if (plan != null) {
      try {
        Files.writeString(plan, made.toJson());
      } catch (IOException e) {
        throw new UncheckedIOException("can't write " + plan, e);
      }
    }
    if (output.isJson()) {
      terminal.out().print(made.toJson());
      terminal.out().flush();
    } else {
      PlanView.print(made, terminal.out(), terminal.colours());
    }
  }
}
