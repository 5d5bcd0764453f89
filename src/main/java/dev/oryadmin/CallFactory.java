package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * Creates the requests of the generated API classes.
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

  /** Creates a request whose answer has a body. */
  public <T> ApiRequest<T> request(Operation operation, JsonType<T> result) {
    return new ApiRequest<>(transport, operation, ResponseReader.of(result), null);
  }

  /** Creates a request whose answer has no body. */
  public ApiRequest<@Nullable Void> request(Operation operation) {
    return new ApiRequest<>(transport, operation, ResponseReader.NOTHING, null);
  }

  /** Creates a request whose answer is a redirect. Its URL is returned and not followed. */
  public ApiRequest<String> redirect(Operation operation) {
    return new ApiRequest<>(transport, operation, ResponseReader.LOCATION, null);
  }

  /** Creates a request whose answer is one page of a list. */
  public <T> ApiRequest<Page<T>> page(
      Operation operation, JsonType<T> item, String tokenParameter) {
    return new ApiRequest<>(
        transport, operation, ResponseReader.page(item, tokenParameter), tokenParameter);
  }
}
