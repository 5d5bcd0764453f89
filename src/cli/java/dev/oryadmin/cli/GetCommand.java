package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.Property;
import dev.oryadmin.model.OAuth2Client;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one or more clients. */
@Command(
    name = "get",
    description = {
      "Shows clients, all that the server shows of them; secrets it shows to nobody.",
      "Exit status 1 says that one of them is not there; 3 that some are."
    })
final class GetCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of clients.")
  List<String> ids = List.of();

  private final Terminal terminal;

  GetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    int found = 0;
    try (ApiClient ory = server.connect()) {
      for (String id : ids) {
        Optional<OAuth2Client> client = ory.clients().find(id).filter(this::isOfOwner);
        if (client.isPresent()) {
          print(client.get());
          found++;
        } else {
          terminal.err().println("ory-clients: there is no client " + Terminal.oneLine(id));
        }
      }
    }
    return ExitStatus.of(found == ids.size(), found > 0);
  }

  private boolean isOfOwner(OAuth2Client client) {
    return server.owner == null || server.owner.equals(client.owner());
  }

  private void print(OAuth2Client client) {
    if (output.isJson()) {
      terminal.out().println(client.toJson());
      return;
    }
    for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
      String text = ClientTable.text(client, property);
      if (!text.isEmpty()) {
        terminal.out().println(String.format("%-32s  %s", property.name(), text));
      }
    }
  }
}
