package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A prepared call. Set options, then execute it synchronously or asynchronously.
 *
 * <p>Methods that set an option return a changed copy. Each execution sends a new request.
 * Immutable and safe for use by several threads.
 *
 * @param <T> the type of the value that a successful answer is read as
 */
public final class ApiCall<T extends @Nullable Object> {
  final transient Transport transport;
  final Operation operation;
  final transient HttpUrl url; // may contain a challenge
  final transient @Nullable Secret authorization;
  final transient @Nullable RequestContent body;
  final ResponseReader<T> result;
  private final @Nullable String pageTokenParameter;
  final transient CallOptions options;

  ApiCall(
      Transport transport,
      Operation operation,
      HttpUrl url,
      @Nullable Secret authorization,
      @Nullable RequestContent body,
      ResponseReader<T> result,
      @Nullable String pageTokenParameter) {
    this(
        transport,
        operation,
        url,
        authorization,
        body,
        result,
        pageTokenParameter,
        transport.settings().options().forServer(operation.server()));
  }

  private ApiCall(
      Transport transport,
      Operation operation,
      HttpUrl url,
      @Nullable Secret authorization,
      @Nullable RequestContent body,
      ResponseReader<T> result,
      @Nullable String pageTokenParameter,
      CallOptions options) {
    this.transport = transport;
    this.operation = operation;
    this.url = url;
    this.authorization = authorization;
    this.body = body;
    this.result = result;
    this.pageTokenParameter = pageTokenParameter;
    this.options = options;
  }

  private ApiCall<T> with(HttpUrl url, CallOptions options) {
    return new ApiCall<>(
        transport, operation, url, authorization, body, result, pageTokenParameter, options);
  }

  /**
   * Sends a header with this call. It replaces a header of the same name; {@code Authorization}
   * replaces the client's token.
   *
   * @throws IllegalArgumentException if name or value can't be a header, or if the SDK sets this
   *     header itself, such as {@code Accept} or {@code Content-Length}
   */
  @CheckReturnValue
  public ApiCall<T> header(String name, String value) {
    return with(url, options.withHeader(name, value));
  }

  /**
   * Adds a query parameter. Use it for parameters that a newer server knows and this SDK does not.
   */
  @CheckReturnValue
  public ApiCall<T> query(String name, String value) {
    requireNonNull(name, "name == null");
    requireNonNull(value, "value == null");
    return with(url.newBuilder().addQueryParameter(name, value).build(), options);
  }

  /**
   * Limits the time of each attempt, from connecting to the last byte of the answer.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> timeout(Duration timeout) {
    return with(url, options.withTimeout(timeout));
  }

  /**
   * Limits the time of the whole call, with all attempts and the waits between them.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> deadline(Duration deadline) {
    return with(url, options.withDeadline(deadline));
  }

  /** Sets how often this call is retried, and how long it waits before each retry. */
  @CheckReturnValue
  public ApiCall<T> retry(RetryPolicy policy) {
    return with(url, options.withRetry(policy));
  }

  /**
   * Returns a call that returns an empty {@link Optional} instead of throwing if there is no such
   * client.
   */
  @CheckReturnValue
  public ApiCall<Optional<T>> optional() {
    return new ApiCall<>(
        transport,
        operation,
        url,
        authorization,
        body,
        ResponseReader.optional(result),
        pageTokenParameter,
        options);
  }

  /**
   * Returns the token of the page that this call reads; null for the first page, or if the
   * operation has no pages.
   */
  @Nullable String pageToken() {
    return pageTokenParameter == null ? null : url.queryParameter(pageTokenParameter);
  }

  /** Returns the same call for another page. */
  ApiCall<T> pageToken(String pageToken) {
    if (pageTokenParameter == null) {
      throw new IllegalStateException(operation.id() + " has no pages");
    }
    return with(url.newBuilder().setQueryParameter(pageTokenParameter, pageToken).build(), options);
  }

  /**
   * Makes the call on the calling thread and returns its value.
   *
   * @throws ApiException if the server answers with a status other than 2xx; each common status has
   *     a subclass
   * @throws TransportException if no complete answer arrives, or if the thread is interrupted; the
   *     interrupt flag stays set
   * @throws DecodeException if the answer can't be read, although the server has carried out the
   *     request
   * @throws IllegalStateException if the client is closed, or if a token would be sent unencrypted
   */
  public T execute() {
    return executeWithResponse().value();
  }

  /**
   * Makes the call like {@link #execute()}, and returns the whole answer: value, status and
   * headers.
   */
  public ApiResponse<T> executeWithResponse() {
    return new Execution<>(this).run();
  }

  /**
   * Makes the call in the background.
   *
   * <p>The future fails with the exceptions that {@link #execute()} throws. If you complete it
   * yourself, for example by {@code cancel} or {@code orTimeout}, the HTTP call is cancelled.
   * Dependent stages run on a thread of OkHttp's dispatcher: pass long work to your own executor.
   */
  public CompletableFuture<T> executeAsync() {
    return new Execution<>(this).start(ApiResponse::value);
  }

  /**
   * Makes the call like {@link #executeAsync()}, and returns the whole answer: value, status and
   * headers.
   */
  public CompletableFuture<ApiResponse<T>> executeAsyncWithResponse() {
    return new Execution<>(this).start(response -> response);
  }

  /** Names the operation. */
  @Override
  public String toString() {
    return "ApiCall{" + operation.id() + "}";
  }
}
