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

  Answer with(String name, String value) {
    // Old servers send ids in a Location as they are.
    Headers.Builder changed = headers.newBuilder().removeAll(name);
    return new Answer(status, changed.addUnsafeNonAscii(name, value).build(), body);
  }
}
