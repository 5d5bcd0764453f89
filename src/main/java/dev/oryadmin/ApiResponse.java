package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.RequestId;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer: what it holds, and the HTTP around it.
 *
 * <p>As immutable as its value, and then safe for use by several threads.
 *
 * @param <T> the value
 */
public final class ApiResponse<T extends @Nullable Object> {
  private final @Nullable T value;
  private final CallFacts facts;

  ApiResponse(@Nullable T value, CallFacts facts) {
    this.value = value;
    this.facts = facts;
  }

  /** Returns the value; null only for operations that have none, such as a deletion. */
  @SuppressWarnings("NullAway") // where it can be null, T itself is nullable
  public T value() {
    return value;
  }

  /**
   * Returns the HTTP status: 2xx, or 404 where "no such client" is an answer, as it is to a
   * repeated deletion.
   */
  public int status() {
    return requireNonNull(facts.status(), "an answer has a status");
  }

  /** Returns the HTTP headers; lookups ignore case. */
  public Headers headers() {
    return facts.headers();
  }

  /** Returns the id the server, or a gateway before it, gave the request; null if it gave none. */
  public @Nullable String requestId() {
    return RequestId.of(facts.headers());
  }

  /** Returns how many times the request was tried; 1 if it went well at once. */
  public int attempts() {
    return facts.attempts();
  }

  /** Returns status and value, secrets masked. */
  @Override
  public String toString() {
    return "ApiResponse{" + status() + ", " + value + "}";
  }
}
