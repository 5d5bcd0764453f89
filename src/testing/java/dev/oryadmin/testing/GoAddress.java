package dev.oryadmin.testing;

import org.jspecify.annotations.Nullable;

/** What stands in brackets in the host of a URL: an address of IPv6, maybe with a zone. */
final class GoAddress {
  private static final int GROUPS = 8;

  private final String address;
  private @Nullable String mistake;

  private GoAddress(String address) {
    this.address = address;
  }

  /** Returns what the server says of a text that is no address; null if it is one. */
  static @Nullable String mistake(String text) {
    int first = 0;
    while (first < text.length() && ".:%".indexOf(text.charAt(first)) < 0) {
      first++;
    }
    GoAddress read = new GoAddress(text);
    if (first == text.length()) {
      read.complain("unable to parse IP", "");
    } else if (text.charAt(first) == '%') {
      read.complain("missing IPv6 address", "");
    } else if (text.charAt(first) == '.') {
      read.numbers(text);
      return read.mistake == null ? "invalid IP-literal" : read.mistake;
    } else {
      read.groups();
    }
    return read.mistake;
  }

  private void complain(String what, String at) {
    if (mistake == null) {
      mistake =
          "invalid host: ParseAddr(%s): %s%s"
              .formatted(
                  GoText.literal(address),
                  what,
                  at.isEmpty() ? "" : " (at " + GoText.literal(at) + ")");
    }
  }

  /** Checks four numbers with dots between them. */
  private void numbers(String text) {
    String number = "";
    int dots = 0;
    for (int i = 0; i < text.length() && mistake == null; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (number.isEmpty() || i == text.length() - 1) {
          complain("IPv4 field must have at least one digit", text.substring(i));
        } else if (++dots > 3) {
          complain("IPv4 address too long", "");
        }
        number = "";
      } else if (c < '0' || c > '9') {
        complain("unexpected character", text.substring(i));
      } else if (number.equals("0")) {
        complain("IPv4 field has octet with leading zero", "");
      } else {
        number += c;
        if (Integer.parseInt(number) > 255) {
          complain("IPv4 field has value >255", "");
        }
      }
    }
    if (dots < 3) {
      complain("IPv4 address too short", "");
    }
  }

  /** Checks groups of hexadecimal digits with colons between them. */
  private void groups() {
    int percent = address.indexOf('%');
    String rest = percent < 0 ? address : address.substring(0, percent);
    if (percent == address.length() - 1) {
      complain("zone must be a non-empty string", "");
    }
    boolean gap = rest.startsWith("::");
    rest = gap ? rest.substring(2) : rest;
    int groups = 0;
    while (!rest.isEmpty() && groups < GROUPS && mistake == null) {
      int digits = 0;
      while (digits < rest.length() && Character.digit(rest.charAt(digits), 16) >= 0) {
        digits++;
      }
      if (digits == 0 || digits > 4) {
        complain(
            digits == 0
                ? "each colon-separated field must have at least one digit"
                : "each group must have 4 or less digits",
            rest);
      } else if (digits < rest.length() && rest.charAt(digits) == '.') {
        embedded(rest, groups, gap);
        groups += 2;
        rest = "";
      } else {
        groups++;
        rest = rest.substring(digits);
        boolean more = rest.startsWith(":") && rest.length() > 1;
        if (!rest.isEmpty() && !more) {
          complain(
              rest.equals(":")
                  ? "colon must be followed by more characters"
                  : "unexpected character, want colon",
              rest);
        } else if (rest.startsWith("::")) {
          if (gap) {
            complain("multiple :: in address", rest.substring(1));
          }
          gap = true;
          rest = rest.substring(2);
        } else if (more) {
          rest = rest.substring(1);
        }
      }
    }
    if (!rest.isEmpty()) {
      complain("trailing garbage after address", rest);
    } else if (groups < GROUPS && !gap) {
      complain("address string too short", "");
    } else if (groups == GROUPS && gap) {
      complain("the :: must expand to at least one field of zeros", "");
    }
  }

  private void embedded(String rest, int groups, boolean gap) {
    if (!gap && groups != GROUPS - 2) {
      complain("embedded IPv4 address must replace the final 2 fields of the address", rest);
    } else if (groups > GROUPS - 2) {
      complain("too many hex fields to fit an embedded IPv4 at the end of the address", rest);
    } else {
      numbers(rest);
    }
  }
}
