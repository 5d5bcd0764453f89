package dev.oryadmin.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the command reads from and prints to: a person's terminal, or a pipe.
 *
 * @param out for results
 * @param err for questions, progress and failures
 * @param interactive whether a person sits there
 */
record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean interactive) {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  /** Returns the terminal, or the pipe, of this process. */
  static Terminal ofProcess() {
    return new Terminal(
        System.in,
        utf8(System.out),
        utf8(System.err),
        System.getenv(),
        isInteractive(System.console()));
  }

  /** The arrows of a plan are not in every character set that a machine may be set to. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Since Java 22 there may be a console without a terminal; it knows. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isInteractive(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true; // before Java 22 there was none without a terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Returns true if colours are wanted: see no-color.org. */
  boolean colours() {
    return interactive
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Asks a question that has to be answered by the whole word. */
  boolean confirms(String question) {
    err.print(question + " Type yes to go on: ");
    err.flush();
    try {
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
      String answer = answers.readLine();
      return answer != null && answer.strip().equals("yes");
    } catch (IOException e) {
      return false;
    }
  }

  /** Values come from strangers: none of them may begin a line of its own, or turn one around. */
  static String oneLine(String text) {
    return UNSEEN.matcher(text).replaceAll("?");
  }
}
