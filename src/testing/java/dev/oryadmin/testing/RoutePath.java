package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.List;

/** The path of a request, the way the server looks at it before it looks for a route. */
record RoutePath(String escaped) {

  /**
   * Reads a path as sent. One slash at the end of the <em>decoded</em> path is cut off, also one
   * that was sent as {@code %2F}: then what counts is the rest, escaped anew.
   *
   * @throws GoException if an escape is malformed
   */
  static RoutePath of(String sent) throws GoException {
    String decoded = GoUrl.decode(sent, false);
    if (decoded.length() > 1 && decoded.endsWith("/")) {
      String cut = decoded.substring(0, decoded.length() - 1);
      boolean sameEscapes = sent.endsWith("/") && !sent.contains("%2F") && !sent.contains("%2f");
      return new RoutePath(
          sameEscapes ? sent.substring(0, sent.length() - 1) : GoUrl.encodePath(cut));
    }
    return new RoutePath(sent);
  }

  RoutePath under(String prefix) {
    return new RoutePath(prefix + escaped);
  }

  boolean startsWith(String prefix) {
    return escaped.startsWith(prefix);
  }

  boolean endsInSlash() {
    return escaped.endsWith("/");
  }

  /** Returns the path without empty segments and dots; the server redirects to it. */
  RoutePath clean() {
    String clean = GoUrl.cleanPath(escaped);
    boolean keepsSlash = escaped.endsWith("/") && !clean.equals("/");
    return new RoutePath(keepsSlash ? clean + "/" : clean);
  }

  /** Returns the decoded segments. */
  List<String> segments() {
    List<String> segments = new ArrayList<>();
    for (String segment : escaped.substring(1).split("/", -1)) {
      try {
        segments.add(GoUrl.decode(segment, false));
      } catch (GoException e) {
        throw new IllegalStateException("decoded before as a whole", e);
      }
    }
    return segments;
  }
}
