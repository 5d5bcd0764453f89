package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as Go quotes them in its complaints about durations, times and numbers. */
final class GoText {
  private GoText() {}

  /** Reads UTF-8; each byte that is none becomes a U+FFFD of its own. */
  static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes, at);
      out.append(length == 0 ? "\ufffd" : new String(bytes, at, length, StandardCharsets.UTF_8));
      at += Math.max(length, 1);
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
