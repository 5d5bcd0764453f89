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
  final transient PreparedRequest request;
  final ResponseReader<T> result;
  final transient CallOptions options;

  ApiCall(
      Transport transport, PreparedRequest request, ResponseReader<T> result, CallOptions options) {
    this.transport = transport;
    this.request = request;
    this.result = result;
    this.options = options;
  }

  private ApiCall<T> with(HttpUrl url) {
    return new ApiCall<>(transport, request.withUrl(url), result, options);
  }

  private ApiCall<T> with(CallOptions options) {
    return new ApiCall<>(transport, request, result, options);
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
    return with(options.withHeader(name, value));
  }

  /**
   * Adds a query parameter. Use it for parameters that a newer server knows and this SDK does not.
   */
  @CheckReturnValue
  public ApiCall<T> query(String name, String value) {
    requireNonNull(name, "name == null");
    requireNonNull(value, "value == null");
    return with(request.url().newBuilder().addQueryParameter(name, value).build());
  }

  /**
   * Limits the time of each attempt, from connecting to the last byte of the answer.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> timeout(Duration timeout) {
    return with(options.withTimeout(timeout));
  }

  /**
   * Limits the time of the whole call, with all attempts and the waits between them.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> deadline(Duration deadline) {
    return with(options.withDeadline(deadline));
  }

  /** Sets how often this call is retried, and how long it waits before each retry. */
  @CheckReturnValue
  public ApiCall<T> retry(RetryPolicy policy) {
    return with(options.withRetry(policy));
  }

  /**
   * Returns a call that returns an empty {@link Optional} instead of throwing if the server says
   * that the client or challenge does not exist.
   */
  @CheckReturnValue
  public ApiCall<Optional<T>> optional() {
    return new ApiCall<>(transport, request, ResponseReader.optional(result), options);
  }

  /**
   * Returns the token of the page that this call reads; null for the first page, or if the
   * operation has no pages.
   */
  @Nullable String pageToken() {
    String parameter = result.pageTokenParameter();
    return parameter == null ? null : request.url().queryParameter(parameter);
  }

  /** Returns the same call for another page. */
  ApiCall<T> pageToken(String pageToken) {
    String parameter = result.pageTokenParameter();
    if (parameter == null) {
      throw new IllegalStateException(request.operation().id() + " has no pages");
    }
    return with(request.url().newBuilder().setQueryParameter(parameter, pageToken).build());
  }

  /**
   * Makes the call on the calling thread and returns its value.
   *
   * @throws ApiException if the server answers with a status other than 2xx; each common status has
   *     a subclass
   * @throws TransportException if no complete answer arrives, or if the thread is interrupted; the
   *     interrupt flag stays set
   * @throws DecodeException if the answer can't be read. If it came from Hydra, and not from a
   *     proxy in front of it, the server has carried out the request
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
   * Callbacks such as {@code thenApply} run on a thread of OkHttp's dispatcher: pass long work to
   * your own executor.
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
    return "ApiCall{" + request.operation().id() + "}";
  }
}
