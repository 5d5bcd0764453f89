package dev.oryadmin.internal.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The name of a JSON member, encoded once and written many times. Immutable. */
public final class JsonName {
  private final String text;

  /** The UTF-8 bytes of a comma, the name in quotes, and a colon. */
  final byte[] bytes;

  /** Whether each character is one byte. */
  final boolean ascii;

  private JsonName(String text, byte[] bytes) {
    this.text = text;
    this.bytes = bytes;
    this.ascii = isAscii(bytes);
  }

  /** A loop: the first stream of a JVM loads dozens of classes. */
  private static boolean isAscii(byte[] bytes) {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the name of the given text. */
  public static JsonName of(String text) {
    JsonBytes out = new JsonBytes();
    try {
      out.nullValue(); // so that a comma precedes the name
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
