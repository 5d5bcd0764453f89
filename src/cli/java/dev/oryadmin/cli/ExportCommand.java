package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.ExportReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes all clients as JSON lines. */
@Command(
    name = "export",
    description = {
      "Writes all clients, or those of --owner, as JSON lines, a client a line.",
      "Secrets, registration tokens and private keys stay on the server. Metadata is written as it"
          + " is: if it holds secrets, so does the export."
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to; it is there once it is complete. Unless set, standard output.")
  @Nullable Path file;

  private final Terminal terminal;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ExportReport report;
    try (ApiClient ory = server.connect()) {
      ClientRegistry registry = server.registry(ory);
      report = file == null ? registry.export(terminal.out()) : exportTo(registry, file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
    if (terminal.out().checkError()) {
      throw new UncheckedIOException(new IOException("the export was not read to its end"));
    }
    terminal.err().println(report.clients() + " clients exported");
    if (!report.withoutPrivateKeys().isEmpty()) {
      terminal
          .err()
          .println("without the private keys of " + String.join(", ", report.withoutPrivateKeys()));
    }
    return ExitStatus.DONE;
  }

  /** Under another name until it is complete: half an export looks like a whole one. */
  private static ExportReport exportTo(ClientRegistry registry, Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    ExportReport report;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
      report = registry.export(out);
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    return report;
  }
}
