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
   * Sends a header with this call, in place of one of the same name; {@code Authorization} in place
   * of the token.
   *
   * @throws IllegalArgumentException if name or value can't be a header, or the header says how the
   *     message is read, such as {@code Accept} or {@code Content-Length}
   */
  @CheckReturnValue
  public ApiCall<T> header(String name, String value) {
    return with(options.withHeader(name, value));
  }

  /** Adds a parameter to the query: for what a newer server knows and this version does not. */
  @CheckReturnValue
  public ApiCall<T> query(String name, String value) {
    requireNonNull(name, "name == null");
    requireNonNull(value, "value == null");
    return with(request.url().newBuilder().addQueryParameter(name, value).build());
  }

  /**
   * Bounds each attempt, from the connection to the last byte of the answer.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> timeout(Duration timeout) {
    return with(options.withTimeout(timeout));
  }

  /**
   * Bounds the whole call, waits and retries included.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  @CheckReturnValue
  public ApiCall<T> deadline(Duration deadline) {
    return with(options.withDeadline(deadline));
  }

  /** Sets how this call is tried again. */
  @CheckReturnValue
  public ApiCall<T> retry(RetryPolicy policy) {
    return with(options.withRetry(policy));
  }

  /** Returns the call whose answer to "no such client" is an empty value instead of an error. */
  @CheckReturnValue
  public ApiCall<Optional<T>> optional() {
    return new ApiCall<>(transport, request, ResponseReader.optional(result), options);
  }

  /** Which page is asked for; null for the first, or if there are none. */
  @Nullable String pageToken() {
    String parameter = result.pageTokenParameter();
    return parameter == null ? null : request.url().queryParameter(parameter);
  }

  /** The same call for another page. */
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
    return "ApiCall{" + request.operation().id() + "}";
  }
}
