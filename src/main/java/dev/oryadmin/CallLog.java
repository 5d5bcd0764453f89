package dev.oryadmin;

import dev.oryadmin.internal.json.OneLine;
import dev.oryadmin.internal.json.Redaction;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;

/**
 * Logs calls under {@code dev.oryadmin.http}: one line for each attempt at DEBUG, at TRACE what was
 * sent and received as well, without secrets.
 *
 * <pre>
 * getOAuth2Client GET /admin/clients/a, attempt 1: 503 in 12 ms, next in 214 ms
 * getOAuth2Client &lt; 200 {Content-Type: application/json} {"client_id":"a","client_secret":"***"}
 * </pre>
 */
final class CallLog {
  private static final Logger LOG = System.getLogger("dev.oryadmin.http");

  /**
   * A longer body is not shown: a body has to be read as a whole before its properties can be
   * masked.
   */
  private static final int LONGEST_BODY = 1 << 20;

  /** Headers that hold no secret. Of other headers only the name is shown. */
  private static final Set<String> PLAIN =
      Set.of(
          "accept",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "host",
          "link",
          "location",
          "retry-after",
          "server",
          "transfer-encoding",
          "user-agent",
          "via",
          "x-forwarded-proto",
          "x-ratelimit-limit",
          "x-ratelimit-remaining",
          "x-ratelimit-reset",
          "x-request-id");

  private CallLog() {}

  /** Logs how an attempt ended. */
  static void concluded(Attempt attempt, AttemptResult<?> conclusion) {
    if (!LOG.isLoggable(Level.DEBUG)) {
      return;
    }
    ApiCall<?> call = attempt.call();
    long nanos = call.transport.settings().time().nanos() - attempt.begin();
    StringBuilder line = new StringBuilder(128);
    line.append(call.request.operation().id())
        .append(' ')
        .append(call.request.operation().method());
    line.append(' ').append(call.request.url().encodedPath());
    line.append(", attempt ").append(attempt.number()).append(": ");
    line.append(outcome(conclusion));
    line.append(" in ").append(Duration.ofNanos(nanos).toMillis()).append(" ms");
    if (conclusion instanceof AttemptResult.Again<?> again) {
      line.append(", next in ").append(again.pause().toMillis()).append(" ms");
    }
    LOG.log(Level.DEBUG, line::toString);
  }

  private static String outcome(AttemptResult<?> conclusion) {
    if (conclusion instanceof AttemptResult.Done<?> done) {
      return Integer.toString(done.response().status());
    }
    Throwable failure =
        conclusion instanceof AttemptResult.Failed<?> failed
            ? failed.failure()
            : ((AttemptResult.Again<?>) conclusion).failure();
    if (failure instanceof ApiException answer) {
      return Integer.toString(answer.status());
    }
    // Our messages have no secrets; those of an application may.
    return failure instanceof OryException ours ? ours.words() : failure.getClass().getName();
  }

  /** An interceptor that wraps OkHttp's own machinery. */
  static Response trace(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Attempt attempt = chain.call().request().tag(Attempt.class);
    if (attempt == null || !LOG.isLoggable(Level.TRACE)) {
      return chain.proceed(request);
    }
    ApiCall<?> call = attempt.call();
    String name = call.request.operation().id();
    String body = call.request.body() == null ? "" : " " + OneLine.of(call.request.body().masked());
    LOG.log(
        Level.TRACE,
        () ->
            (name + " > " + request.method() + " " + url(request.url()))
                + (" " + headers(request.headers(), List.of()) + body));
    Response response = chain.proceed(request);
    try {
      List<String> secrets = attempt.secrets();
      String answer = body(response, secrets);
      LOG.log(
          Level.TRACE,
          () ->
              (name + " < " + response.code())
                  + (" " + headers(response.headers(), secrets) + answer));
      return response;
    } catch (RuntimeException | Error e) {
      attempt.close(response); // a log handler of the application may throw
      throw e;
    }
  }

  private static String body(Response response, List<String> secrets) {
    ByteString bytes;
    try {
      bytes = response.peekBody(LONGEST_BODY + 1).byteString();
    } catch (IOException e) {
      return " (broken off)"; // the call itself will fail in the same way
    }
    if (bytes.size() > LONGEST_BODY) {
      return " (longer than 1 MiB)";
    }
    String masked = Redaction.maskJson(bytes.utf8(), secrets);
    return masked == null ? " (" + bytes.size() + " bytes, not JSON)" : " " + OneLine.of(masked);
  }

  private static String url(HttpUrl url) {
    HttpUrl.Builder masked = url.newBuilder();
    for (String name : url.queryParameterNames()) {
      if (Redaction.isHidden(name)) {
        masked.setQueryParameter(name, Secret.MASK);
      }
    }
    return masked.build().toString();
  }

  private static String headers(Headers headers, List<String> secrets) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      boolean plain = PLAIN.contains(name.toLowerCase(Locale.ROOT));
      text.append(i == 0 ? "" : ", ").append(name).append(": ");
      String value = Redaction.maskUrls(Redaction.maskText(headers.value(i), secrets));
      text.append(plain ? OneLine.of(value) : Secret.MASK);
    }
    return text.append('}').toString();
  }
}
