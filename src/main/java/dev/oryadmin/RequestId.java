package dev.oryadmin;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The id of a request in the headers of its answer. */
final class RequestId {
  private RequestId() {}

  static @Nullable String of(Headers headers) {
    String id = headers.get("X-Request-Id");
    return id == null || id.isBlank() ? null : id;
  }
}
