package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * Starts the requests of the generated API classes.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @hidden
 */
@GeneratedCodeOnly
public final class CallFactory {
  private final transient Transport transport;

  CallFactory(Transport transport) {
    this.transport = transport;
  }

  /** Starts a request whose answer has a body. */
  public <T> ApiRequest<T> request(Operation operation, JsonType<T> result) {
    return new ApiRequest<>(transport, operation, ResponseReader.of(result));
  }

  /** Starts a request whose answer has none. */
  public ApiRequest<@Nullable Void> request(Operation operation) {
    return new ApiRequest<>(transport, operation, ResponseReader.NOTHING);
  }

  /** Starts a request whose answer is a redirect; its URL is returned, and not followed. */
  public ApiRequest<String> redirect(Operation operation) {
    return new ApiRequest<>(transport, operation, ResponseReader.LOCATION);
  }

  /** Starts a request whose answer is one page of a list. */
  public <T> ApiRequest<Page<T>> page(
      Operation operation, JsonType<T> item, String tokenParameter) {
    return new ApiRequest<>(transport, operation, ResponseReader.page(item, tokenParameter));
  }
}
