package dev.oryadmin.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as Go reads them, and as it quotes them in its complaints. */
final class GoText {
  private static final int LONE_BYTES = 0xdc00;

  private GoText() {}

  /**
   * Reads UTF-8. Bytes that are none become U+DC80 to U+DCFF, one for each, so that {@link #encode}
   * gives them back: the server keeps what it doesn't read.
   */
  static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes, at);
      if (length == 0) {
        out.append((char) (LONE_BYTES + (bytes[at] & 0xff)));
      } else {
        out.append(new String(bytes, at, length, StandardCharsets.UTF_8));
      }
      at += Math.max(length, 1);
    }
    return out.toString();
  }

  /** Undoes {@link #decode}. */
  static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isLoneByte(text, i)) {
        out.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
        out.write(text.charAt(i) - LONE_BYTES);
        start = i + 1;
      }
    }
    out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** Returns whether a character of a decoded text stands for a byte that is no UTF-8. */
  static boolean isLoneByte(String text, int at) {
    char c = text.charAt(at);
    return c >= LONE_BYTES + 0x80
        && c <= LONE_BYTES + 0xff
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /** Replaces bytes that are no UTF-8 by U+FFFD, as the server does when it writes a text. */
  static String withoutLoneBytes(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (isLoneByte(text, i)) {
        out.setCharAt(i, '\ufffd');
      }
    }
    return out.toString();
  }

  /** How many bytes the character has that begins here; 0 if none does. */
  private static int length(byte[] bytes, int at) {
    for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
      String one = new String(bytes, at, length, StandardCharsets.UTF_8);
      byte[] again = one.getBytes(StandardCharsets.UTF_8);
      if (one.codePointCount(0, one.length()) == 1
          && again.length == length
          && Arrays.equals(again, 0, length, bytes, at, at + length)) {
        return length;
      }
    }
    return 0;
  }

  /** Quotes a text the way Go writes it in a program: what is printable stays. */
  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(literal(c)));
    return out.append('"').toString();
  }

  private static String literal(int c) {
    int shorthand = "\u0007\b\t\n\u000b\f\r\"\\".indexOf(c);
    if (shorthand >= 0) {
      return "\\" + "abtnvfr\"\\".charAt(shorthand);
    }
    if (c < ' ' || c == 0x7f) {
      return String.format("\\x%02x", c);
    }
    boolean printable =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              c == ' ';
          default -> true;
        };
    return printable
        ? Character.toString(c)
        : String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
  }

  /** Quotes a text; what is not printable ASCII stands as its bytes. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\x%02x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
