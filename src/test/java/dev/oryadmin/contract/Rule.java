package dev.oryadmin.contract;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One rule of the contract, by its group and its name. */
record Rule(String group, String name) implements Comparable<Rule> {
  static Rule of(ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    boolean plain = context.getDisplayName().equals(method.getName() + "()");
    return new Rule(
        method.getDeclaringClass().getSimpleName().replace("Contract", ""),
        cell(plain ? words(method.getName()) : context.getDisplayName()));
  }

  private static String words(String camelCase) {
    return camelCase
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z])|(?<=[a-z])(?=[0-9])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /** Makes a text fit into one cell of a table. */
  static String cell(String text) {
    return text.replace("|", "/")
        .replace("<", "&lt;")
        .replace("}}", "} }")
        .replaceAll("\\s+", " ")
        .strip();
  }

  @Override
  public int compareTo(Rule that) {
    return Comparator.comparing(Rule::group).thenComparing(Rule::name).compare(this, that);
  }
}
