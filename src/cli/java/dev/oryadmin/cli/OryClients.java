package dev.oryadmin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oryadmin.DecodeException;
import dev.oryadmin.OryException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code ory-clients}. */
@Command(
    name = "ory-clients",
    description =
        "Manages the OAuth 2.0 clients of Ory Hydra and Ory Network as files describe them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = OryClients.Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Nothing to do, or all done.",
      "1:Failed; as far as is known, nothing was changed.",
      "2:There are changes to make, or previous secrets to revoke.",
      "3:Partly done, or the outcome is unknown.",
      "64:The command line is wrong."
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  HYDRA_ADMIN_URL, HYDRA_PUBLIC_URL  the servers of a self-hosted Hydra",
      "  ORY_SDK_URL, ORY_API_KEY           a project of Ory Network",
      "  NO_COLOR                           no colours, also on a terminal"
    })
public final class OryClients implements Callable<Integer> {
  static final List<String> VERBS =
      List.of(
          "list",
          "get",
          "plan",
          "apply",
          "drift",
          "export",
          "import",
          "sweep",
          "rotate",
          "completion");

  /** Those that may have changed something when their report can't be written. */
  private static final Set<String> WRITING = Set.of("apply", "import", "rotate");

  @Spec private @Nullable CommandSpec spec;

  private OryClients() {}

  /** Runs the command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs the command; returns its exit status. */
  static int run(Terminal terminal, String... arguments) {
    if (arguments.length > 0 && arguments[0].equals("help")) {
      return run(terminal, arguments.length > 1 ? arguments[1] : "--help", "--help");
    }
    String verb = arguments.length == 0 ? "" : arguments[0];
    // The others need not be looked at: that is a third of the time of a short run.
    List<String> verbs = VERBS.contains(verb) ? List.of(verb) : VERBS;
    int status = commandLine(terminal, verbs).execute(arguments);
    if (terminal.out().checkError()
        && (status == ExitStatus.DONE || status == ExitStatus.PENDING)) {
      terminal.err().println("ory-clients: not all output could be written");
      return WRITING.contains(verb) ? ExitStatus.PARTLY : ExitStatus.FAILED;
    }
    return status;
  }

  /** Returns the command with all its verbs. */
  static CommandLine commandLine(Terminal terminal) {
    return commandLine(terminal, VERBS);
  }

  /** Returns what carries out a verb. Only the classes of that one are loaded. */
  private static Object verb(String name, Terminal terminal) {
    return switch (name) {
      case "list" -> new ListCommand(terminal);
      case "get" -> new GetCommand(terminal);
      case "plan" -> new PlanCommand(terminal);
      case "apply" -> new ApplyCommand(terminal);
      case "drift" -> new DriftCommand(terminal);
      case "export" -> new ExportCommand(terminal);
      case "import" -> new ImportCommand(terminal);
      case "sweep" -> new SweepCommand(terminal);
      case "rotate" -> new RotateCommand(terminal);
      case "completion" -> new CompletionCommand(terminal);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static CommandLine commandLine(Terminal terminal, Collection<String> verbs) {
    CommandLine command = new CommandLine(new OryClients());
    for (String name : verbs) {
      CommandLine verb = new CommandLine(verb(name, terminal));
      verb.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
      verb.getCommandSpec().exitCodeOnInvalidInput(ExitStatus.USAGE);
      command.addSubcommand(name, verb);
    }
    command.setExpandAtFiles(false); // an id may begin with @
    command.getCommandSpec().exitCodeOnInvalidInput(ExitStatus.USAGE);
    command.setOut(new PrintWriter(terminal.out(), true, UTF_8));
    command.setErr(new PrintWriter(terminal.err(), true, UTF_8));
    command.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    command.setUsageHelpWidth(100);
    command.setParameterExceptionHandler((e, unused) -> wrongUsage(terminal, e));
    command.setExecutionExceptionHandler((e, unused, result) -> failed(terminal, e));
    return command;
  }

  @Override
  public Integer call() {
    CommandSpec own = spec;
    if (own != null) {
      own.commandLine().usage(own.commandLine().getErr());
    }
    return ExitStatus.USAGE;
  }

  private static int wrongUsage(Terminal terminal, ParameterException e) {
    boolean ofVerb = e.getCommandLine().getParent() != null;
    if (e instanceof UnmatchedArgumentException unmatched) {
      boolean option = unmatched.isUnknownOption();
      String what =
          option ? "unknown option" : ofVerb ? "one argument too many" : "no such command";
      String first = unmatched.getUnmatched().get(0);
      terminal.err().println("ory-clients: " + Terminal.oneLine(what + ": " + first));
      UnmatchedArgumentException.printSuggestions(unmatched, terminal.err());
    } else {
      terminal.err().println(words(e));
    }
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("Try " + name + " --help");
    return ExitStatus.USAGE;
  }

  /** Failures that people can do something about are one line; others show where they began. */
  private static int failed(Terminal terminal, Exception e) throws Exception {
    if (e instanceof UsageException) {
      terminal.err().println("ory-clients: " + e.getMessage());
      return ExitStatus.USAGE;
    }
    boolean expected =
        e instanceof OryException
            || e instanceof DecodeException
            || e instanceof FileProblemsException
            || e instanceof UncheckedIOException
            || e instanceof IllegalStateException
            || e instanceof IllegalArgumentException;
    if (!expected) {
      throw e;
    }
    terminal.err().println(e instanceof FileProblemsException ? e.getMessage() : words(e));
    return ExitStatus.FAILED;
  }

  private static String words(Exception e) {
    return "ory-clients: " + FailureText.of(e).replaceFirst("^Error: ", "");
  }

  /** Tells which version this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = OryClients.class.getPackage().getImplementationVersion();
      return new String[] {"ory-clients " + (version == null ? "(development)" : version)};
    }
  }
}
