package dev.oryadmin.testing;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What is sent back: status, header fields without the length, and a body unless there is none. */
record Answer(int status, Headers headers, @Nullable String body) {
  static final String NO_CACHE = "private, no-cache, no-store, must-revalidate";

  /** Nothing, whose length is said wherever it can be another: or else clients wait for more. */
  static Answer empty(int status) {
    return new Answer(status, Headers.of(), status == 204 ? null : "");
  }

  /** A success of a handler. Bodies end with a newline. */
  static Answer json(int status, String body) {
    return of(status, "application/json; charset=utf-8", body + "\n");
  }

  /** A failure of a handler: flat, and without a charset. */
  static Answer refusal(Refusal refusal) {
    String body =
        "{\"error\":"
            + JsonText.quote(refusal.error())
            + ",\"error_description\":"
            + JsonText.quote(refusal.description())
            + "}\n";
    return of(refusal.status(), "application/json", body);
  }

  static Answer of(int status, String contentType, String body) {
    return new Answer(status, Headers.of("Content-Type", contentType), body);
  }

  /** Sends a browser elsewhere, like Go's http.Redirect: only a GET is told in words, too. */
  static Answer redirect(String method, int status, String phrase, String location) {
    boolean read = method.equals("GET") || method.equals("HEAD");
    Answer answer =
        read
            ? of(
                status,
                "text/html; charset=utf-8",
                "<a href=\"%s\">%s</a>.\n\n".formatted(escapedForHtml(location), phrase))
            : new Answer(status, Headers.of(), "");
    return answer.with("Location", location);
  }

  static String escapedForHtml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;");
  }

  boolean has(String name) {
    return headers.get(name) != null;
  }

  /** Adds one more field of the same name. */
  Answer adding(String name, String value) {
    return new Answer(status, headers.newBuilder().add(name, value).build(), body);
  }

  Answer with(String name, String value) {
    // Old servers send ids in a Location as they are.
    Headers.Builder changed = headers.newBuilder().removeAll(name);
    return new Answer(status, changed.addUnsafeNonAscii(name, value).build(), body);
  }
}
