package dev.oryadmin.internal;

import static java.util.Objects.requireNonNull;

/** What may stand in a header (RFC 9110, section 5). */
public final class HeaderText {
  private HeaderText() {}

  /**
   * Checks a header; the value, which may be a secret, is in no message.
   *
   * @throws IllegalArgumentException if the name is no token, or the value has anything but visible
   *     ASCII, spaces and tabs
   */
  public static void check(String name, String value) {
    if (!requireNonNull(name, "header name == null").matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      throw new IllegalArgumentException(
          "not a header name: \"" + name.replaceAll("\\p{Cntrl}", "?") + "\"");
    }
    requireNonNull(value, "header value == null");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < ' ' || c > '~')) {
        throw new IllegalArgumentException(
            "value of header " + name + " has a character not allowed at index " + i);
      }
    }
  }
}
