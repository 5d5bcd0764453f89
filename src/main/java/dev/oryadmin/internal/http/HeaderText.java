package dev.oryadmin.internal.http;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;

/** What may stand in a header (RFC 9110, section 5). */
public final class HeaderText {
  /** What says how a message is read: HTTP itself, or our codec, would break. */
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "accept-encoding",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "range",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HeaderText() {}

  /**
   * Checks a header that an application sets.
   *
   * @throws IllegalArgumentException if it is no header, or one that this SDK sets by itself
   */
  public static void checkFree(String name, String value) {
    check(name, value);
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(name + " can't be set: it says how the message is read");
    }
  }

  /**
   * Checks a bearer token, which is in no message.
   *
   * @throws IllegalArgumentException if it is blank or can't be in a header
   */
  public static void checkToken(String token) {
    check("Authorization", token);
    if (token.isBlank()) {
      throw new IllegalArgumentException("the bearer token is blank");
    }
  }

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
