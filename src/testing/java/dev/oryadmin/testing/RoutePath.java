package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of a request, the way the server looks at it before it looks for a route. */
record RoutePath(String escaped) {

  /**
   * Reads a path as sent. One slash at the end of the <em>decoded</em> path is cut off, also one
   * that was sent as {@code %2F}: then what counts is the rest, escaped anew. Servers before v25.4
   * redirect instead.
   *
   * @throws GoException if an escape is malformed
   */
  static RoutePath of(String sent, HydraVersion version) throws GoException {
    String decoded = GoUrl.decode(sent, false);
    if (version.hasOldRouter() || decoded.length() == 1 || !decoded.endsWith("/")) {
      return new RoutePath(sent);
    }
    String cut = decoded.substring(0, decoded.length() - 1);
    boolean sameEscapes = sent.endsWith("/") && !sent.contains("%2F") && !sent.contains("%2f");
    return new RoutePath(
        sameEscapes ? sent.substring(0, sent.length() - 1) : GoUrl.encodePath(cut));
  }

  /** Returns the path below a prefix, without dots and empty segments. */
  RoutePath under(String prefix) {
    return new RoutePath(GoUrl.cleanPath(prefix + "/" + escaped));
  }

  boolean startsWith(String prefix) {
    return escaped.startsWith(prefix);
  }

  boolean endsInSlash() {
    return escaped.endsWith("/");
  }

  /** Returns the path that the server redirects to, unless it is this one. */
  RoutePath clean(HydraVersion version) {
    if (version.hasOldRouter()) {
      String decoded = decoded(escaped);
      String clean = GoUrl.cleanPath(decoded);
      return clean.equals(decoded) ? this : new RoutePath(GoUrl.encodePath(clean));
    }
    String clean = GoUrl.cleanPath(escaped);
    boolean keepsSlash = endsInSlash() && !clean.equals("/");
    return new RoutePath(keepsSlash ? clean + "/" : clean);
  }

  /** Returns a path that ends in two slashes with one of them; null if it doesn't. */
  @Nullable RoutePath withoutSecondSlash() {
    String decoded = decoded(escaped);
    return decoded.endsWith("//")
        ? new RoutePath(GoUrl.encodePath(decoded.substring(0, decoded.length() - 1)))
        : null;
  }

  /** Returns the decoded segments; for servers before v25.4 an escaped slash divides, too. */
  List<String> segments(HydraVersion version) {
    String path = version.hasOldRouter() ? decoded(escaped) : escaped;
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(version.hasOldRouter() ? segment : decoded(segment));
    }
    return segments;
  }

  private static String decoded(String text) {
    try {
      return GoUrl.decode(text, false);
    } catch (GoException e) {
      throw new IllegalStateException("decoded before as a whole", e);
    }
  }
}
