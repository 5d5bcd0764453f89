package dev.oryadmin.internal.http;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads the request id from the headers of an answer. */
public final class RequestId {
  private RequestId() {}

  /** Returns the id; null if there is none. */
  public static @Nullable String of(Headers headers) {
    String id = headers.get("X-Request-Id");
    return id == null || id.isBlank() ? null : id;
  }
}
