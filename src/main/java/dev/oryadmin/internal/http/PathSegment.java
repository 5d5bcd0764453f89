package dev.oryadmin.internal.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** A parameter in a path, such as a client id: must reach what it names and nothing else. */
public final class PathSegment {
  private PathSegment() {}

  /**
   * Checks that a text is one whole path segment once it is encoded.
   *
   * @throws IllegalArgumentException if the server would take it for something else
   */
  public static String check(String name, String value) {
    if (requireNonNull(value, name + " == null").isBlank()) {
      throw new IllegalArgumentException(name + " is blank: the path would name all of them");
    }
    if (value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(
          name + " is \"" + value + "\", which every HTTP client takes for another path");
    }
    if (value.endsWith("/")) {
      // See docs/server-behaviour.md: Hydra cuts the slash off and reaches the client without it.
      throw new IllegalArgumentException(
          name + " ends in a slash: the server would cut it off and reach another client");
    }
    checkText(name, value);
    return value;
  }

  /** Returns true if a path can lead to what has the given id. */
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
   * @throws IllegalArgumentException if the server would get another one
   */
  public static void checkText(String name, String value) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException(
          name + " has half of a surrogate pair, which would travel as a question mark");
    }
  }
}
