package dev.oryadmin.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ImportReport;
import dev.oryadmin.SecretStore;
import dev.oryadmin.model.OAuth2Client;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the clients of an export. */
@Command(
    name = "import",
    description = {
      "Makes the clients of an export, on another server or of another version, with new secrets.",
      "What is there already as it was exported counts as imported, so run it again after a failure."
          + " What is there and differs is left alone and reported.",
      "Secrets, registration tokens, tokens and consents are not moved; servers before v2.2 give new"
          + " ids."
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin SecretPlace secrets = new SecretPlace();
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "FILE", description = "JSON lines; - for standard input.")
  String file = "-";

  @Option(
      names = "--set-owner",
      paramLabel = "OWNER",
      description = "Gives all clients this owner.")
  @Nullable String newOwner;

  @Option(names = "--id-prefix", paramLabel = "TEXT", description = "Puts this before each id.")
  String prefix = "";

  private final Terminal terminal;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SecretStore store = secrets.required(terminal);
    ImportReport report;
    try (ApiClient ory = server.connect();
        InputStream in = open();
        ProgressDisplay progress = new ProgressDisplay(terminal, "import")) {
      report = server.registry(ory).importFrom(in, store, progress, this::rewritten);
    } catch (NoSuchFileException e) {
      throw new FileProblemsException(file, "there is no such file");
    } catch (IOException e) {
      throw new FileProblemsException(file, "can't be read");
    }
    print(report);
    return ExitStatus.of(report.isComplete(), !report.imported().isEmpty());
  }

  private InputStream open() throws IOException {
    return file.equals("-")
        ? terminal.in()
        : new BufferedInputStream(Files.newInputStream(Path.of(file)));
  }

  private OAuth2Client rewritten(OAuth2Client client) {
    OAuth2Client.Builder other = client.toBuilder();
    if (newOwner != null) {
      other.owner(newOwner);
    }
    if (!prefix.isEmpty()) {
      other.clientId(prefix + client.clientId());
    }
    return other.build();
  }

  private void print(ImportReport report) {
    PrintStream out = secrets.isPrinted() ? terminal.err() : terminal.out();
    RuntimeException failure = report.failure();
    if (output.isJson()) {
      Gson gson = new Gson();
      JsonObject json = new JsonObject();
      json.add("imported", gson.toJsonTree(report.imported()));
      json.add("redeploy", gson.toJsonTree(report.redeploy()));
      json.add("refused", gson.toJsonTree(report.refused()));
      json.addProperty("failure", failure == null ? null : failure.getMessage());
      out.println(json);
      return;
    }
    out.println(report.imported().size() + " imported, " + report.refused().size() + " refused");
    report.refused().forEach((key, why) -> out.println("  " + key + ": " + Terminal.oneLine(why)));
    if (!report.redeploy().isEmpty()) {
      out.println("these need their new secrets: " + String.join(", ", report.redeploy()));
    }
    if (failure != null) {
      terminal
          .err()
          .println("ory-clients: " + Terminal.oneLine(String.valueOf(failure.getMessage())));
    }
  }
}
