package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.ConsentEvidence;
import dev.oryadmin.Sweep;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans to delete clients that nobody seems to use. */
@Command(
    name = "sweep",
    description = {
      "Plans to delete clients that seem unused. Reads only; apply --plan deletes them.",
      "The server does not know when a client was last used, nor who registered it. Candidates are"
          + " selected by their properties and age. You say which of them are in use; those stay.",
      "Exit status 2 means that the plan deletes clients."
    })
final class SweepCommand implements Callable<Integer> {
  private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([dhm])");

  @Mixin ServerOptions server = new ServerOptions();
  @Mixin OutputOption output = new OutputOption();

  @ArgGroup(multiplicity = "1")
  Shape shape = new Shape();

  /** Which clients are candidates. */
  static final class Shape {
    @Option(
        names = "--likely-dynamic",
        required = true,
        description =
            "Selects clients that have probably registered themselves: without owner and metadata,"
                + " with a UUID as the id, and without what only administrators set. This is a guess.")
    boolean likelyDynamic;

    @Option(names = "--any", required = true, description = "Selects clients of any shape.")
    boolean any;
  }

  @ArgGroup(multiplicity = "1")
  Evidence evidence = new Evidence();

  /** What is known about their use. */
  static final class Evidence {
    @Option(
        names = "--used",
        required = true,
        paramLabel = "FILE",
        description = "Spares the clients whose ids are in this file, one on each line.")
    @Nullable Path used;

    @Option(
        names = "--consented-by",
        required = true,
        paramLabel = "FILE",
        description =
            "Spares clients with a consent session of the subjects in this file, one on each line."
                + " Also spares clients that may use client_credentials, which need no consent.")
    @Nullable Path subjects;

    @Option(
        names = "--without-evidence",
        required = true,
        description = "States that nothing is known about their use.")
    boolean none;
  }

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      description =
          "Selects only older clients: 30d, 12h, 90m. A client of unknown age is never selected.")
  @Nullable String age;

  @Option(
      names = "--auth-method",
      paramLabel = "METHOD",
      description = "Selects only clients that authenticate by this method, such as none.")
  @Nullable String method;

  @Option(
      names = "--out",
      paramLabel = "PLAN",
      description = "Writes the plan as JSON while it is made, however many clients there are.")
  @Nullable Path plan;

  private final Terminal terminal;

  SweepCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Sweep sweep = shape.likelyDynamic ? Sweep.likelyDynamic() : Sweep.matching(client -> true);
    if (age != null) {
      sweep = sweep.olderThan(duration(age));
    }
    if (method != null) {
      sweep = sweep.authenticatingBy(TokenEndpointAuthMethod.of(method));
    }
    try (ApiClient ory = server.connect()) {
      sweep = evidence.none ? sweep.withoutEvidence() : sweep.unlessUsed(used(ory));
      long doomed = sweep(server.registry(ory), sweep);
      return doomed == 0 ? ExitStatus.DONE : ExitStatus.PENDING;
    }
  }

  private Predicate<OAuth2Client> used(ApiClient ory) {
    if (evidence.used != null) {
      Set<String> ids = new HashSet<>(LinesFile.read(evidence.used));
      return client -> ids.contains(client.clientId());
    }
    if (evidence.subjects == null) {
      throw new UsageException("say what is known about the use of clients");
    }
    return ConsentEvidence.of(ory.sessions(), LinesFile.read(evidence.subjects));
  }

  private long sweep(ClientRegistry registry, Sweep sweep) {
    if (plan == null) {
      ClientPlan made = registry.sweep(sweep);
      if (output.isJson()) {
        terminal.out().print(made.toJson());
        terminal.out().flush();
      } else {
        PlanView.print(made, terminal.out(), terminal.colours());
      }
      return made.changes().size();
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(plan))) {
      long doomed = registry.sweep(sweep, out);
      terminal.err().println(doomed + " to delete: look at " + plan + ", then apply --plan");
      return doomed;
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + plan, e);
    }
  }

  private static Duration duration(String text) {
    Matcher age = AGE.matcher(text);
    if (!age.matches()) {
      throw new UsageException("--older-than has to be a number of d, h or m, such as 30d");
    }
    long number = Long.parseLong(age.group(1));
    return switch (age.group(2)) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
