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
 * Turns an answer that is not 2xx into its exception: the status first, then whatever the body
 * says.
 */
final class ErrorResponse {
  /** How much of an error's body is read. */
  static final int MAX_BYTES = 64 * 1_024;

  private ErrorResponse() {}

  static ApiException of(Attempt attempt, Response response) {
    ApiCall<?> call = attempt.call();
    int status = response.code();
    Headers headers = response.headers();
    List<String> secrets = attempt.secrets();
    String text = text(response);
    ErrorBody body = ErrorBody.of(status, response.message(), text, secrets);
    body = body.withHint(Hint.of(call.request.operation(), call.request.url(), status, body));
    CallFacts facts =
        new CallFacts(call.request.operation().id(), status, headers, attempt.number());
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

  /** Whether Hydra itself says 401, and not a gateway, to a call that names a challenge. */
  private static boolean aboutChallenge(ApiCall<?> call, ErrorBody body) {
    return body.flat()
        && "request_unauthorized".equals(body.error().name())
        && call.request.url().queryParameterNames().stream()
            .anyMatch(name -> name.endsWith("_challenge"));
  }

  /** Hydra names a logout's URL as it came, below the public server and its prefix. */
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
      // Cut off, not what its encoding or length says: what came so far has to do.
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
