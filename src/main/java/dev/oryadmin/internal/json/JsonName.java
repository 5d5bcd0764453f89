package dev.oryadmin.internal.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The name of an object's member, encoded once for all the times it is written. Immutable. */
public final class JsonName {
  private final String text;

  /** In UTF-8: a comma, the name in quotes, a colon. */
  final byte[] bytes;

  /** Whether these are all single bytes. */
  final boolean ascii;

  private JsonName(String text, byte[] bytes) {
    this.text = text;
    this.bytes = bytes;
    this.ascii = text.chars().allMatch(c -> c < 0x80);
  }

  /** Returns the name of the given text. */
  public static JsonName of(String text) {
    JsonBytes out = new JsonBytes();
    try {
      out.nullValue(); // stands before the comma
      int start = out.size();
      out.name(text);
      byte[] all = out.toByteArray();
      return new JsonName(text, Arrays.copyOfRange(all, start, all.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing here can fail
    }
  }

  /** Returns the text. */
  @Override
  public String toString() {
    return text;
  }
}
