package dev.oryadmin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oryadmin.ApiClient;
import dev.oryadmin.testing.FakeHydra;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fake server, a folder, and the command run in this process. */
final class CommandTesting implements AutoCloseable {
  final FakeHydra hydra;
  final ApiClient ory;
  final Path folder;
  final Map<String, String> environment = new HashMap<>();
  boolean interactive;
  String input = "";

  CommandTesting(Path folder) {
    this(folder, FakeHydra.builder());
  }

  CommandTesting(Path folder, FakeHydra.Builder options) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    this.folder = folder;
    this.hydra = options.clock(clock).start();
    this.ory = ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build();
  }

  /** How a run ended. */
  record Result(int status, String out, String err) {}

  /** Writes a file into the folder. */
  Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(folder.resolve(name).getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the command on the fake server. In arguments {@code ./} means the folder. */
  Result run(String... arguments) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      all.add(argument.replace("./", folder + "/"));
    }
    if (arguments.length > 0 && !arguments[0].equals("completion")) {
      all.add(1, "--admin-url=" + hydra.adminUrl());
      all.add(2, "--public-url=" + hydra.publicUrl());
    }
    return runAsIs(all.toArray(String[]::new));
  }

  /** Runs the command with these arguments and no others. */
  Result runAsIs(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            environment,
            interactive);
    int status = OryClients.run(terminal, arguments);
    return new Result(status, shown(out), shown(err));
  }

  private String shown(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).replace(folder + "/", "./");
  }

  @Override
  public void close() {
    ory.close();
    hydra.close();
  }
}
