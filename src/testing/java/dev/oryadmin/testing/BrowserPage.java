package dev.oryadmin.testing;

import static java.util.Objects.requireNonNull;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The page where {@link FakeHydra#browse(String)} stopped. Immutable and thread-safe. Its {@link
 * #toString()} shows neither parameters nor body, because they contain challenges and codes.
 *
 * @param url the whole URL
 * @param status the HTTP status of the page; if the page was not opened, the status of the redirect
 *     to it (302 or 303)
 * @param headers the headers of that answer
 * @param body the body of that answer; empty if there was none
 */
public record BrowserPage(String url, int status, Headers headers, String body) {

  /** Checks that no component is null. */
  public BrowserPage {
    requireNonNull(url, "url == null");
    requireNonNull(headers, "headers == null");
    requireNonNull(body, "body == null");
  }

  /**
   * Returns a parameter of the URL, from its query or from its fragment.
   *
   * @throws IllegalStateException if there is none; the message names the error of the flow, if it
   *     ended with one
   */
  public String parameter(String name) {
    String value = findParameter(name);
    if (value != null) {
      return value;
    }
    String error = findParameter("error");
    throw new IllegalStateException(
        "no parameter "
            + name
            + " at "
            + this
            + (error == null ? "" : ": " + error + ": " + findParameter("error_description")));
  }

  /** Returns a parameter of the URL, from its query or from its fragment; null if there is none. */
  public @Nullable String findParameter(String name) {
    int hash = url.indexOf('#');
    String rest = hash < 0 ? url : url.substring(0, hash);
    int mark = rest.indexOf('?');
    Query query =
        Query.parse(mark < 0 ? "" : rest.substring(mark + 1))
            .with(Query.parse(hash < 0 ? "" : url.substring(hash + 1)));
    return query.has(name) ? query.first(name) : null;
  }

  /** Returns the status and the URL without its parameters. */
  @Override
  public String toString() {
    return status + " " + url.replaceFirst("[?#].*", "");
  }
}
