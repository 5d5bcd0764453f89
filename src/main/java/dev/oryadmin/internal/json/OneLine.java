package dev.oryadmin.internal.json;

import java.util.regex.Pattern;

/**
 * Makes text from elsewhere safe for a message: no line ends, and nothing that controls a terminal.
 */
public final class OneLine {
  /** Controls, format characters (which can turn the direction of text), line separators. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private OneLine() {}

  /** Returns a text on one line. */
  public static String of(String text) {
    return UNFIT.matcher(text).replaceAll(" ").strip();
  }
}
