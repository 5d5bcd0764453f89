package dev.oryadmin.testing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link FakeHydra} received. Immutable and thread-safe. Its {@link #toString()}
 * shows neither headers nor body, so that a failing assertion prints no secret.
 *
 * @param endpoint the server that received it
 * @param method the HTTP method, such as {@code PATCH}
 * @param path the path as it was sent, percent-encoded, with the query if there was one
 * @param headers the headers; names are compared in any letter case
 * @param body the body, read as UTF-8; empty if there was none. Bytes that are no UTF-8 are the
 *     characters U+DC80 to U+DCFF.
 */
public record ReceivedRequest(
    Endpoint endpoint, String method, String path, Headers headers, String body) {

  /** Checks that no component is null. */
  public ReceivedRequest {
    requireNonNull(endpoint, "endpoint == null");
    requireNonNull(method, "method == null");
    requireNonNull(path, "path == null");
    requireNonNull(headers, "headers == null");
    requireNonNull(body, "body == null");
  }

  /**
   * Returns whether the request has this method and this path, with any query.
   *
   * @param method the HTTP method, in upper case
   * @param path the path, percent-encoded as it is sent
   */
  public boolean is(String method, String path) {
    return this.method.equals(method) && pathWithoutQuery().equals(path);
  }

  /** Returns the first value of a header; the server ignores further ones. */
  @Nullable String header(String name) {
    List<String> values = headers.values(name);
    return values.isEmpty() ? null : values.get(0);
  }

  String pathWithoutQuery() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  String query() {
    int query = path.indexOf('?');
    return query < 0 ? "" : path.substring(query + 1);
  }

  /** Returns endpoint, method and path without the query, which may contain a token. */
  @Override
  public String toString() {
    return endpoint + " " + method + " " + pathWithoutQuery();
  }
}
