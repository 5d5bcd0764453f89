package dev.oryadmin.internal.json;

import java.io.Reader;

/** Reads a string without the lock of a {@link java.io.StringReader}. */
public final class CharsReader extends Reader {
  private final String text;
  private int at;

  /** Reads the given text. */
  public CharsReader(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] to, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (at == text.length()) {
      return -1;
    }
    int count = Math.min(length, text.length() - at);
    text.getChars(at, at + count, to, offset);
    at += count;
    return count;
  }

  @Override
  public void close() {}
}
