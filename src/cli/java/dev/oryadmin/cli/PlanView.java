package dev.oryadmin.cli;

import dev.oryadmin.ClientPlan;
import java.io.PrintStream;

/** Shows a plan to people, in colours if they have a terminal. */
final class PlanView {
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private PlanView() {}

  static void print(ClientPlan plan, PrintStream out, boolean colours) {
    plan.toString().lines().forEach(line -> out.println(colours ? coloured(line) : line));
  }

  private static String coloured(String line) {
    if (line.startsWith("+ ")) {
      return GREEN + line + PLAIN;
    }
    if (line.startsWith("~ ")) {
      return YELLOW + line + PLAIN;
    }
    return line.startsWith("- ") ? RED + line + PLAIN : line;
  }
}
