package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.StaleConnectionException;
import dev.oryadmin.internal.http.Time;
import dev.oryadmin.internal.json.Redaction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call: what is known of it beyond what OkHttp tells, and the rules it goes by on the
 * wire. Travels as a tag on the request; safe for use by several threads.
 *
 * <p>OkHttp by itself repeats even a POST on a 503 with {@code Retry-After: 0}, and on a 421 of a
 * coalesced connection. Whether a request may be repeated is for us to say, so {@link #onTheWire}
 * hides both from it, and {@link #restored} shows them again.
 */
final class Attempt extends EventListener {
  private static final String RETRY_AFTER = "Retry-After";
  private static final int UNAVAILABLE = 503;
  private static final int MISDIRECTED = 421;

  private final ApiCall<?> call;
  private final int number;
  private final long begin;
  private volatile @Nullable Call http;
  private volatile boolean connecting;
  private volatile boolean pooled;
  private volatile boolean sent;
  private volatile @Nullable Request wire;
  private volatile @Nullable Headers hidden;

  Attempt(ApiCall<?> call, int number, long begin) {
    this.call = call;
    this.number = number;
    this.begin = begin;
  }

  /** Sets the call that carries this attempt, whose request carries it as a tag. */
  void uses(Call http) {
    http.addEventListener(this);
    this.http = http;
  }

  Call http() {
    return requireNonNull(http, "not begun");
  }

  boolean isCancelled() {
    return http().isCanceled();
  }

  ApiCall<?> call() {
    return call;
  }

  /** How many tries of the call there were with this one. */
  int number() {
    return number;
  }

  /** When it began, in nanoseconds of {@link Time}. */
  long begin() {
    return begin;
  }

  /** Returns the texts in this request that no message may show. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (call.body != null) {
      secrets.addAll(call.body.secrets());
    }
    for (String name : call.url.queryParameterNames()) {
      if (Redaction.isHidden(name)) {
        for (String value : call.url.queryParameterValues(name)) {
          secrets.add(String.valueOf(value));
        }
      }
    }
    Request request = wire;
    if (request != null) {
      for (String name : request.headers().names()) {
        if (Redaction.isSecret(name)) {
          for (String value : request.headers(name)) {
            secrets.add(value);
            secrets.add(value.substring(value.indexOf(' ') + 1)); // without "Bearer"
          }
        }
      }
    }
    return secrets;
  }

  /** False only if it is certain that nothing of the request has left. */
  boolean mayHaveBeenSent() {
    return sent;
  }

  /** True if it went by a connection of an earlier call. */
  boolean isPooled() {
    return pooled;
  }

  @Override
  public void connectStart(Call http, InetSocketAddress address, Proxy proxy) {
    connecting = true;
  }

  /** The innermost interceptor of all: what follows it is the exchange itself. */
  static Response onTheWire(Interceptor.Chain chain) throws IOException {
    Attempt attempt = chain.call().request().tag(Attempt.class);
    return attempt == null ? chain.proceed(chain.request()) : attempt.exchange(chain);
  }

  private Response exchange(Interceptor.Chain chain) throws IOException {
    wire = chain.request();
    hidden = null; // an interceptor can have asked before
    Connection connection = chain.connection();
    pooled = connection != null && !connecting;
    if (connection != null && pooled && !call.operation.isSafe()) {
      StaleConnectionException.check(connection);
    }
    sent = true;
    Response response = chain.proceed(chain.request());
    if (response.code() == UNAVAILABLE && response.header(RETRY_AFTER) != null) {
      hidden = response.headers();
      return response.newBuilder().removeHeader(RETRY_AFTER).build();
    }
    if (response.code() == MISDIRECTED) {
      throw new Misdirected(response);
    }
    return response;
  }

  /** The innermost interceptor around OkHttp's own machinery. */
  static Response restored(Interceptor.Chain chain) throws IOException {
    try {
      Response response = chain.proceed(chain.request());
      Attempt attempt = chain.call().request().tag(Attempt.class);
      Headers headers = attempt == null ? null : attempt.hidden;
      return headers == null
          ? response
          : response
              .newBuilder()
              .header(RETRY_AFTER, String.join(", ", headers.values(RETRY_AFTER)))
              .build();
    } catch (Misdirected e) {
      return e.response;
    }
  }

  /** A 421, carried past the part of OkHttp that would repeat the request. */
  private static final class Misdirected extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    Misdirected(Response response) throws IOException {
      super("421 Misdirected Request");
      try (ResponseBody body = response.body()) {
        BufferedSource source = body.source();
        source.request(ErrorResponse.MAX_BYTES);
        Buffer head = new Buffer();
        head.write(
            source.getBuffer(), Math.min(source.getBuffer().size(), ErrorResponse.MAX_BYTES));
        this.response =
            response
                .newBuilder()
                .body(ResponseBody.create(head, body.contentType(), head.size()))
                .build();
      }
    }
  }
}
