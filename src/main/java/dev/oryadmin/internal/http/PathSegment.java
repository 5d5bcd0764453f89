package dev.oryadmin.internal.http;

import static java.util.Objects.requireNonNull;

/** A path parameter, such as a client id. It must reach what it names and nothing else. */
public final class PathSegment {
  private PathSegment() {}

  /**
   * Checks that a text is one whole path segment once it is encoded.
   *
   * @throws IllegalArgumentException if the server would take it for something else
   */
  public static String check(String name, String value) {
    if (requireNonNull(value, name + " == null").isBlank()) {
      throw new IllegalArgumentException(name + " is blank: the path would reach the whole list");
    }
    if (value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(
          name + " is \"" + value + "\", which every HTTP client removes from a path");
    }
    if (value.endsWith("/")) {
      // See docs/server-behaviour.md: Hydra cuts the slash off and reaches the client without it.
      throw new IllegalArgumentException(
          name + " ends in a slash: the server would cut it off and reach another client");
    }
    checkText(name, value);
    return value;
  }

  /** Returns true if a path can hold the given id. */
  public static boolean isReachable(String id) {
    try {
      check("id", id);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Checks that a URL can hold a text.
   *
   * @throws IllegalArgumentException if the server would receive a different text
   */
  public static void checkText(String name, String value) {
    int point;
    for (int i = 0; i < value.length(); i += Character.charCount(point)) {
      point = value.codePointAt(i); // of a whole pair it is no surrogate
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            name + " has half of a surrogate pair, which would be sent as a question mark");
      }
    }
  }
}
