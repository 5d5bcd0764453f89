package dev.oryadmin.cli;

import com.google.gson.stream.JsonWriter;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ImportReport;
import dev.oryadmin.SecretStore;
import dev.oryadmin.model.OAuth2Client;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
      "Creates the clients of an export on another server, even of another version, with new"
          + " secrets.",
      "A client that exists as it was exported counts as imported, so you can run the import again"
          + " after a failure. A client that exists but differs is not changed, and is reported.",
      "Secrets, registration tokens, tokens and consents are not moved; servers before v2.2 give"
          + " new ids."
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin SecretPlace secrets = new SecretPlace();
  @Mixin ConcurrencyOption concurrency = new ConcurrencyOption();
  @Mixin OutputOption output = new OutputOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSON lines; by default, or for -, standard input.")
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
  public Integer call() throws IOException {
    SecretStore store = secrets.required(terminal);
    ImportReport report;
    try (ApiClient ory = server.connect();
        InputStream in = open();
        ProgressDisplay progress = new ProgressDisplay(terminal, "import")) {
      report =
          concurrency.on(server.registry(ory)).importFrom(in, store, progress, this::rewritten);
    } catch (NoSuchFileException e) {
      throw new FileProblemsException(file, "there is no such file");
    } catch (IOException e) {
      throw new FileProblemsException(file, "can't be read");
    }
    print(report);
    boolean any = !report.imported().isEmpty() || !report.unknown().isEmpty();
    return ExitStatus.of(report.isComplete(), any);
  }

  private InputStream open() throws IOException {
    if (!file.equals("-")) {
      return new BufferedInputStream(Files.newInputStream(Path.of(file)));
    }
    if (terminal.interactive()) {
      terminal.err().println("ory-clients: reads JSON lines from standard input");
    }
    return terminal.in();
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

  private void print(ImportReport report) throws IOException {
    PrintStream out = secrets.isPrinted() ? terminal.err() : terminal.out();
    if (output.isJson()) {
      printJson(report, out);
      return;
    }
    out.println(report);
    if (!report.redeploy().isEmpty()) {
      out.println("these need their new secrets:");
      report.redeploy().forEach(key -> out.println("  " + Terminal.oneLine(key)));
    }
    report
        .otherIds()
        .forEach((old, id) -> out.println(Terminal.oneLine(old + " has the new id " + id)));
    RuntimeException failure = report.failure();
    if (failure != null) {
      terminal.err().println("ory-clients: " + FailureText.of(failure));
    }
  }

  /** Piece by piece: a report can be long. */
  private static void printJson(ImportReport report, PrintStream out) throws IOException {
    RuntimeException failure = report.failure();
    // Not closed, as others print after it.
    JsonWriter json = new JsonWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    json.beginObject();
    write("imported", report.imported(), json);
    write("redeploy", report.redeploy(), json);
    write("refused", report.refused(), json);
    write("unknown", report.unknown(), json);
    write("other_ids", report.otherIds(), json);
    json.name("failure").value(failure == null ? null : failure.getMessage());
    json.endObject();
    json.flush();
    out.println();
  }

  private static void write(String name, List<String> keys, JsonWriter json) throws IOException {
    json.name(name).beginArray();
    for (String key : keys) {
      json.value(key);
    }
    json.endArray();
  }

  private static void write(String name, Map<String, String> texts, JsonWriter json)
      throws IOException {
    json.name(name).beginObject();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.name(text.getKey()).value(text.getValue());
    }
    json.endObject();
  }
}
