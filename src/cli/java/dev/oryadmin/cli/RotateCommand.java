package dev.oryadmin.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.oryadmin.ApiClient;
import dev.oryadmin.FleetRotation;
import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives clients new secrets without a gap. */
@Command(
    name = "rotate",
    description = {
      "Gives clients new secrets. Each previous secret stays valid until the new one is in use.",
      "Needs a server newer than v26.2. Never rotate one client from two places."
    })
final class RotateCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin SecretPlace secrets = new SecretPlace();
  @Mixin ConcurrencyOption concurrency = new ConcurrencyOption();
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "ID", description = "Ids of clients.")
  List<String> ids = new ArrayList<>();

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "A file with more ids, one on each line.")
  @Nullable Path file;

  @ArgGroup(multiplicity = "1")
  Previous previous = new Previous();

  /** What becomes of the previous secrets. */
  static final class Previous {
    @Option(
        names = "--in-use",
        required = true,
        paramLabel = "COMMAND",
        description =
            "Runs COMMAND in-use ID with the new secret on its standard input. Exit status 0 means"
                + " that the secret is in use everywhere; then the previous secrets are revoked.")
    @Nullable String check;

    @Option(
        names = "--keep-previous",
        required = true,
        description =
            "Keeps the previous secrets valid, to revoke them later; the exit status is 2.")
    boolean keep;

    @Option(
        names = "--revoke-at-once",
        required = true,
        description = "Revokes the previous secrets as soon as the new one is stored.")
    boolean atOnce;
  }

  private final Terminal terminal;

  RotateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SecretStore store = secrets.required(terminal);
    List<String> all = new ArrayList<>(ids);
    if (file != null) {
      all.addAll(LinesFile.read(file));
    }
    if (all.isEmpty()) {
      throw new UsageException("name the clients, or a file of them by --ids");
    }
    FleetRotation rotation;
    try (ApiClient ory = server.connect()) {
      rotation = concurrency.on(server.registry(ory)).rotateAll(all, store, inUse());
    }
    print(rotation);
    boolean allGood = rotation.failed().isEmpty() && rotation.remaining().isEmpty();
    if (previous.keep && allGood) {
      return ExitStatus.PENDING;
    }
    boolean any = !rotation.rotated().isEmpty() || !rotation.waiting().isEmpty();
    return ExitStatus.of(allGood && rotation.waiting().isEmpty(), any);
  }

  private BiPredicate<String, Secret> inUse() {
    String check = previous.check;
    if (check != null) {
      UserCommand command = new UserCommand(check);
      return (id, secret) -> command.run("in-use", id, secret.reveal()).status() == 0;
    }
    return (id, secret) -> previous.atOnce;
  }

  private void print(FleetRotation rotation) {
    PrintStream out = secrets.isPrinted() ? terminal.err() : terminal.out();
    if (!output.isJson()) {
      out.println(rotation);
      return;
    }
    Gson gson = new Gson();
    JsonObject json = new JsonObject();
    json.add("rotated", gson.toJsonTree(rotation.rotated()));
    JsonObject waiting = new JsonObject();
    rotation.waiting().forEach((id, e) -> waiting.addProperty(id, e.getMessage()));
    json.add("waiting", waiting);
    JsonObject failed = new JsonObject();
    rotation.failed().forEach((id, e) -> failed.addProperty(id, e.getMessage()));
    json.add("failed", failed);
    json.add("remaining", gson.toJsonTree(rotation.remaining()));
    out.println(json);
  }
}
