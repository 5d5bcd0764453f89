package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.AppliedPlan;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.DecodeException;
import dev.oryadmin.PlannedChange;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the clients as the files say, or as a plan says. */
@Command(
    name = "apply",
    description = {
      "Makes the clients of the server equal to the files: plans, shows the plan, and applies it.",
      "With --plan it applies exactly that plan; files are then read only for references to"
          + " secrets.",
      "A client that has changed since the plan was made is left alone; the others are changed."
    })
final class ApplyCommand implements Callable<Integer> {
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin FileOptions files = new FileOptions();
  @Mixin PruneOptions prune = new PruneOptions();
  @Mixin SecretPlace secrets = new SecretPlace();
  @Mixin ConcurrencyOption concurrency = new ConcurrencyOption();
  @Mixin OutputOption output = new OutputOption();

  @Option(names = "--plan", paramLabel = "PLAN", description = "A plan written by plan or sweep.")
  @Nullable Path planFile;

  @Option(
      names = {"-y", "--yes"},
      description = "Deletes without asking.")
  boolean yes;

  @Option(
      names = "--deleted",
      paramLabel = "FILE",
      description =
          "File for deleted clients, written as JSON lines before the deletion; by default"
              + " ${DEFAULT-VALUE}.")
  Path deleted = Path.of("deleted-clients.jsonl");

  private final Terminal terminal;

  ApplyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (planFile == null) {
      files.check();
    } else if (prune.prune || files.managed != null) {
      throw new UsageException(
          "--plan applies a plan as it is: --prune and --manage are for making one");
    }
    DesiredClients desired = files.read(server.owner);
    try (ApiClient ory = server.connect()) {
      ClientRegistry registry = concurrency.on(server.registry(ory));
      ClientPlan plan =
          planFile == null
              ? registry.plan(desired.clients(), prune.on(files.options(), server.owner))
              : read(planFile).on(registry);
      ReferencedSecrets store =
          new ReferencedSecrets(desired.secrets(), terminal.environment(), secrets.store(terminal));
      store.check(plan);
      PrintStream report = secrets.isPrinted() || output.isJson() ? terminal.err() : terminal.out();
      PlanView.print(plan, report, terminal.colours());
      if (!mayDelete(plan)) {
        terminal.err().println("ory-clients: nothing was done");
        return ExitStatus.PENDING;
      }
      return apply(plan, store, report);
    }
  }

  private static ClientPlan read(Path file) {
    try {
      return ClientPlan.fromJson(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new FileProblemsException(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw new FileProblemsException(file.toString(), "can't be read");
    } catch (DecodeException e) {
      throw new FileProblemsException(
          file.toString(), "is not a plan that plan or sweep has written (" + e.getMessage() + ")");
    }
  }

  private boolean mayDelete(ClientPlan plan) {
    long deletions =
        plan.changes().stream().filter(c -> c.kind() == PlannedChange.Kind.DELETE).count();
    if (deletions == 0 || yes) {
      return true;
    }
    if (!terminal.interactive()) {
      throw new UsageException(
          "the plan deletes " + count(deletions) + ": say --yes, as nobody is here to ask");
    }
    return terminal.confirms(
        "Delete " + count(deletions) + ", with all their tokens and consents?");
  }

  private static String count(long clients) {
    return clients == 1 ? "1 client" : clients + " clients";
  }

  private int apply(ClientPlan plan, ReferencedSecrets store, PrintStream report) {
    AppliedPlan done;
    try (ProgressDisplay progress = new ProgressDisplay(terminal, "apply");
        DeletedClients written = new DeletedClients(deleted)) {
      done = plan.apply(store, progress, written::write);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + deleted, e);
    }
    if (output.isJson()) {
      (secrets.isPrinted() ? terminal.err() : terminal.out()).println(AppliedPlanJson.of(done));
    } else if (!plan.isEmpty()) {
      report.println(done);
    }
    RuntimeException failure = done.failure();
    if (failure != null) {
      terminal.err().println("ory-clients: " + FailureText.of(failure));
    }
    boolean any = !done.applied().isEmpty() || !done.unknown().isEmpty();
    return ExitStatus.of(done.isComplete(), any);
  }
}
