package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.RequestId;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer: its value, status and headers.
 *
 * <p>It is immutable if its value is, and then safe for use by several threads.
 *
 * @param <T> the type of the value
 */
public final class ApiResponse<T extends @Nullable Object> {
  private final @Nullable T value;
  private final CallFacts facts;

  ApiResponse(@Nullable T value, CallFacts facts) {
    this.value = value;
    this.facts = facts;
  }

  /** Returns the value; null only for operations that return none, such as a deletion. */
  @SuppressWarnings("NullAway") // where it can be null, T itself is nullable
  public T value() {
    return value;
  }

  /**
   * Returns the HTTP status. It is 2xx, or 404 where "no such client" is not an error: for an
   * optional call, and for a deletion that was retried.
   */
  public int status() {
    return requireNonNull(facts.status(), "an answer has a status");
  }

  /** Returns the HTTP headers; lookups ignore case. */
  public Headers headers() {
    return facts.headers();
  }

  /** Returns the request id that the server or a gateway assigned; null if there is none. */
  public @Nullable String requestId() {
    return RequestId.of(facts.headers());
  }

  /** Returns the number of attempts; 1 if the first one succeeded. */
  public int attempts() {
    return facts.attempts();
  }

  /** Returns the status and the value, with secrets masked. */
  @Override
  public String toString() {
    return "ApiResponse{" + status() + ", " + value + "}";
  }
}
