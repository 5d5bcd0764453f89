package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;

/** Texts as Go quotes them in its complaints about durations, times and numbers. */
final class GoText {
  private GoText() {}

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
