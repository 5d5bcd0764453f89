package dev.oryadmin.tools;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

/**
 * What templates render, as it is written. So templates need not count columns, and import whatever
 * a class may need.
 */
final class Formatted {
  private Formatted() {}

  /**
   * Formats a Java file, and leaves out the imports that it does not use.
   *
   * @throws IllegalStateException if it is no Java
   */
  static String java(String source) {
    try {
      String ordered = ImportOrderer.reorderImports(source, Style.GOOGLE);
      return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    } catch (FormatterException e) {
      throw new IllegalStateException("a template renders no Java: " + e.getMessage(), e);
    }
  }

  /** A page of Markdown, in which one blank line is enough. */
  static String page(String text) {
    return text.strip().replaceAll("\n{3,}", "\n\n") + "\n";
  }
}
