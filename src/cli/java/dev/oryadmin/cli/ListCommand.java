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
    boolean json = output.isJson();
    String separator = json ? "[\n" : ClientTable.HEADER + "\n";
    String first = separator;
    for (OAuth2Client client : clients) {
      if (out.checkError()) { // as behind head: nobody reads the rest
        return;
      }
      out.print(separator + (json ? client.toJson() : ClientTable.row(client) + "\n"));
      separator = json ? ",\n" : "";
    }
    if (separator.equals(first)) {
      out.println(json ? "[]" : ClientTable.HEADER);
    } else if (json) {
      out.println("\n]");
    }
    out.flush();
  }
}
