package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.Paged;
import dev.oryadmin.model.OAuth2Client;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists clients as they are read. */
@Command(name = "list", description = "Lists clients while it reads them, however many there are.")
final class ListCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  @Mixin ServerOptions server = new ServerOptions();
  @Mixin OutputOption output = new OutputOption();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only clients with this client_name.")
  @Nullable String name;

  private final Terminal terminal;

  ListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (ApiClient ory = server.connect()) {
      print(
          ory.clients()
              .list(
                  query -> {
                    query.pageSize(PAGE);
                    if (server.owner != null) {
                      query.owner(server.owner);
                    }
                    if (name != null) {
                      query.clientName(name);
                    }
                  }));
    }
    return ExitStatus.DONE;
  }

  private void print(Paged<OAuth2Client> clients) {
    PrintStream out = terminal.out();
    if (!output.isJson()) {
      out.println(ClientTable.HEADER);
    }
    String separator = "[\n";
    for (OAuth2Client client : clients) {
      if (out.checkError()) { // as behind head: nobody reads the rest
        return;
      }
      if (output.isJson()) {
        out.print(separator + client.toJson());
        separator = ",\n";
      } else {
        out.println(ClientTable.row(client));
      }
    }
    if (output.isJson()) {
      out.println(separator.equals("[\n") ? "[]" : "\n]");
    }
  }
}
