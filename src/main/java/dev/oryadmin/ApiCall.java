package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One call, prepared: where all its options are set, and from where it is made, here or in the
 * background.
 *
 * <p>Its methods return a changed copy; each execution sends anew. Immutable and safe for use by
 * several threads.
 *
 * @param <T> what a successful answer is read as
 */
public final class ApiCall<T extends @Nullable Object> {
  final transient Transport transport;
  final Operation operation;
  final transient HttpUrl url; // may have a challenge in it
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
   * Sends a header with this call, in place of one of the same name; {@code Authorization} in place
   * of the token.
   *
   * @throws IllegalArgumentException if name or value can't be a header, or the header says how the
   *     message is read, such as {@code Accept} or {@code Content-Length}
   */
  @CheckReturnValue
  public ApiCall<T> header(String name, String value) {
    return with(url, options.withHeader(name, value));
  }

  /** Adds a parameter to the query: for what a newer server knows and this version does not. */
  @CheckReturnValue
  public ApiCall<T> query(String name, String value) {
    requireNonNull(name, "name == null");
    requireNonNull(value, "value == null");
    return with(url.newBuilder().addQueryParameter(name, value).build(), options);
  }

  /**
   * Bounds each attempt, from the connection to the last byte of the answer.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> timeout(Duration timeout) {
    return with(url, options.withTimeout(timeout));
  }

  /**
   * Bounds the whole call, waits and retries included.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> deadline(Duration deadline) {
    return with(url, options.withDeadline(deadline));
  }

  /** Sets how this call is tried again. */
  @CheckReturnValue
  public ApiCall<T> retry(RetryPolicy policy) {
    return with(url, options.withRetry(policy));
  }

  /** Returns the call whose answer to "no such client" is an empty value instead of an error. */
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

  /** Which page is asked for; null for the first, or if there are none. */
  @Nullable String pageToken() {
    return pageTokenParameter == null ? null : url.queryParameter(pageTokenParameter);
  }

  /** The same call for another page. */
  ApiCall<T> pageToken(String pageToken) {
    if (pageTokenParameter == null) {
      throw new IllegalStateException(operation.id() + " has no pages");
    }
    return with(url.newBuilder().setQueryParameter(pageTokenParameter, pageToken).build(), options);
  }

  /**
   * Makes the call on the calling thread and returns its value.
   *
   * @throws ApiException if the server answers with another status than 2xx; see its subclasses
   * @throws TransportException if there is no whole answer, or the thread is interrupted, whose
   *     flag stays set
   * @throws DecodeException if the answer can't be read; the server has done what it was asked to
   * @throws IllegalStateException if the client is closed, or a token would travel unencrypted
   */
  public T execute() {
    return executeWithResponse().value();
  }

  /** Makes the call like {@link #execute()} and returns the whole answer. */
  public ApiResponse<T> executeWithResponse() {
    return new Execution<>(this).run();
  }

  /**
   * Makes the call in the background.
   *
   * <p>The future fails with what {@link #execute()} throws. Completing it from outside, by {@code
   * cancel} or {@code orTimeout} for example, cancels the HTTP call. What is chained to it runs on
   * a thread of OkHttp's dispatcher: hand long work to an executor of your own.
   */
  public CompletableFuture<T> executeAsync() {
    return new Execution<>(this).start(ApiResponse::value);
  }

  /** Makes the call like {@link #executeAsync()} and returns the whole answer. */
  public CompletableFuture<ApiResponse<T>> executeAsyncWithResponse() {
    return new Execution<>(this).start(response -> response);
  }

  /** Names the operation. */
  @Override
  public String toString() {
    return "ApiCall{" + operation.id() + "}";
  }
}
