package dev.oryadmin;

import dev.oryadmin.internal.http.RateLimitHeaders;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Converts an error answer to its exception. The status chooses the class; then the body is read.
 */
final class ErrorResponse {
  /** How many bytes of an error body are read. */
  static final int MAX_BYTES = 64 * 1_024;

  private ErrorResponse() {}

  static ApiException of(Attempt attempt, Response response) {
    ApiCall<?> call = attempt.call();
    int status = response.code();
    Headers headers = response.headers();
    List<String> secrets = attempt.secrets();
    String text = text(response);
    ErrorBody body = ErrorBody.of(status, response.message(), text, secrets);
    body = body.withHint(Hint.of(call.operation, call.url, status, body));
    CallFacts facts = new CallFacts(call.operation.id(), status, headers, attempt.number());
    return switch (status) {
      case 400 -> badRequest(call, body, facts);
      case 401 -> new UnauthorizedException(body, facts, aboutChallenge(call, body));
      case 403 -> new ForbiddenException(body, facts);
      case 404 -> new NotFoundException(body, facts);
      case 409 -> new ConflictException(body, facts);
      case 410 -> new GoneException(body, facts, redirectTo(call, text));
      case 429 ->
          new RateLimitedException(
              body,
              facts,
              RateLimitHeaders.retryAfter(headers, call.transport.settings().time().now()));
      default -> status >= 500 ? new ServerException(body, facts) : new ApiException(body, facts);
    };
  }

  /**
   * Returns whether a 401 comes from Hydra itself, and not from a gateway, for a call with a
   * challenge.
   */
  private static boolean aboutChallenge(ApiCall<?> call, ErrorBody body) {
    return body.flat()
        && "request_unauthorized".equals(body.error().name())
        && call.url.queryParameterNames().stream().anyMatch(name -> name.endsWith("_challenge"));
  }

  /**
   * Returns the URL for the browser. Hydra sends that of a logout as a path below the public URL.
   */
  private static @Nullable String redirectTo(ApiCall<?> call, String text) {
    String target = ErrorBody.redirectTo(text);
    if (target == null || !target.startsWith("/")) {
      return target;
    }
    HttpUrl base = call.transport.settings().publicUrl();
    if (base == null || target.startsWith("//")) {
      return null;
    }
    String url = base.toString();
    return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + target;
  }

  private static ApiException badRequest(ApiCall<?> call, ErrorBody body, CallFacts facts) {
    String said = (body.error().name() + " " + body.error().description()).toLowerCase(Locale.ROOT);
    if (said.contains("unable to serialize access")) {
      return new ConflictException(body, facts);
    }
    // v25.4 to v26.2 say "decode token".
    boolean aboutToken =
        said.contains("page token")
            || said.contains("pagination token")
            || said.contains("decode token");
    return aboutToken && call.pageToken() != null
        ? new PageTokenException(body.withHint("start again from the first page"), facts)
        : new BadRequestException(body, facts);
  }

  /** Returns up to {@link #MAX_BYTES} of the body. */
  private static String text(Response response) {
    BufferedSource source = response.body().source();
    Buffer head = source.getBuffer();
    try {
      source.request(MAX_BYTES);
    } catch (IOException | RuntimeException e) {
      // Truncated, or not what its encoding or length says: use what has been read.
    }
    ByteString bytes = head.snapshot((int) Math.min(head.size(), MAX_BYTES));
    return bytes.string(charset(response));
  }

  private static Charset charset(Response response) {
    MediaType type = response.body().contentType();
    Charset named = type == null ? null : type.charset(StandardCharsets.UTF_8);
    return named == null ? StandardCharsets.UTF_8 : named;
  }
}
