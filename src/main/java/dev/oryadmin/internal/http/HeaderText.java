package dev.oryadmin.internal.http;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;

/** Checks the text of headers (RFC 9110, section 5). */
public final class HeaderText {
  /** Headers that the SDK or HTTP sets itself, because they say how a message is read. */
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
   * @throws IllegalArgumentException if it can't be a header, or if this SDK sets it itself
   */
  public static void checkFree(String name, String value) {
    check(name, value);
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          name + " can't be set: the SDK sets it, since it says how the message is read");
    }
  }

  /**
   * Checks a bearer token. No message contains it.
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
   * Checks a header. No message contains the value, which may be a secret.
   *
   * @throws IllegalArgumentException if the name can't be a header name, or if the value has other
   *     characters than visible ASCII, spaces and tabs
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
