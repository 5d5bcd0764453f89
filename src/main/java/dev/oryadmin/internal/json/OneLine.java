package dev.oryadmin.internal.json;

import java.util.regex.Pattern;

/** Text of other origin, fit to stand in a message: no line ends, nothing that a terminal obeys. */
public final class OneLine {
  /** Controls, format characters (which can turn the direction of text), line separators. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private OneLine() {}

  /** Returns a text in one line. */
  public static String of(String text) {
    return UNFIT.matcher(text).replaceAll(" ").strip();
  }
}
