package dev.oryadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.InterruptWatcher;
import dev.oryadmin.internal.http.StaleConnectionException;
import dev.oryadmin.internal.http.Time;
import dev.oryadmin.internal.http.WatchedSockets;
import dev.oryadmin.internal.json.Redaction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URLDecoder;
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
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call: what is known about it, and the rules that keep OkHttp from repeating it.
 * It travels as a tag on the request and is safe for use by several threads.
 *
 * <p>OkHttp repeats even a POST after a 503 with {@code Retry-After: 0} and after a 421 on a
 * coalesced connection. It rejects a 407 that comes from no proxy and a 204 that declares a length.
 * The SDK decides itself what is repeated. So {@link #onTheWire} hides these answers from OkHttp,
 * and {@link #restored} brings them back.
 */
final class Attempt extends EventListener {
  private static final String RETRY_AFTER = "Retry-After";
  private static final int UNAVAILABLE = 503;
  private static final int MISDIRECTED = 421;
  private static final int PROXY_AUTHENTICATION = 407;
  private static final int NO_CONTENT = 204;
  private static final int RESET_CONTENT = 205;
  private static final int UNKNOWN_LENGTH = -1;

  private final ApiCall<?> call;
  private final ObservedCall observed;
  private final int number;
  private final long begin;
  private volatile @Nullable Call http;
  private volatile boolean connecting;
  private volatile boolean pooled;
  private volatile boolean sent;
  private volatile @Nullable Request wire;
  private volatile @Nullable Headers hidden;
  private volatile @Nullable Response answered;
  private volatile @Nullable Response handedOut;
  private InterruptWatcher.@Nullable Watched watched;

  Attempt(ApiCall<?> call, ObservedCall observed, int number, long begin) {
    this.observed = observed;
    this.call = call;
    this.number = number;
    this.begin = begin;
  }

  /** Sets the HTTP call of this attempt. */
  void uses(Call http) {
    this.http = http;
  }

  /** Starts watching the calling thread, which is about to make this attempt. */
  void watch() {
    watched = InterruptWatcher.SHARED.watch(http(), http().timeout().timeoutNanos());
  }

  /** Stops watching; returns true if the time ran out in code that OkHttp can't interrupt. */
  boolean endWatch() {
    InterruptWatcher.Watched here = watched;
    if (here == null) {
      return false; // in the background
    }
    here.end();
    return here.isLate();
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

  ObservedCall observed() {
    return observed;
  }

  /** Returns the number of this attempt; the first one is 1. */
  int number() {
    return number;
  }

  /** Returns when it started, in nanoseconds of {@link Time}. */
  long begin() {
    return begin;
  }

  /** Returns the texts of this request that no message may contain. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (call.request.body() != null) {
      secrets.addAll(call.request.body().secrets());
    }
    for (String name : call.request.url().queryParameterNames()) {
      if (Redaction.isHidden(name)) {
        for (String value : call.request.url().queryParameterValues(name)) {
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
            String credentials = value.substring(value.indexOf(' ') + 1); // after "Bearer"
            secrets.add(credentials);
            if (value.startsWith("Basic ")) {
              addPassword(credentials, secrets);
            }
          }
        }
      }
    }
    return secrets;
  }

  /** Adds the password of Basic credentials, both plain and as RFC 6749 encodes it. */
  private static void addPassword(String credentials, List<String> secrets) {
    ByteString decoded = ByteString.decodeBase64(credentials);
    String text = decoded == null ? "" : decoded.utf8();
    String password = text.substring(text.indexOf(':') + 1);
    secrets.add(password);
    try {
      secrets.add(URLDecoder.decode(password, UTF_8));
    } catch (IllegalArgumentException e) {
      // not encoded
    }
  }

  /** Closes an answer of this attempt. */
  void close(Response response) {
    try {
      response.close();
    } catch (RuntimeException e) {
      http().cancel(); // a listener of the application may throw
    }
  }

  /** Closes the answer that an interceptor of the application lost, because it threw. */
  void closeLost() {
    Response lost = handedOut;
    if (lost != null) {
      close(lost);
    }
  }

  /** Returns false only if certainly nothing of the request has been sent. */
  boolean mayHaveBeenSent() {
    return sent;
  }

  /** Returns true if it used a connection of an earlier call. */
  boolean isPooled() {
    return pooled;
  }

  @Override
  public void connectStart(Call http, InetSocketAddress address, Proxy proxy) {
    connecting = true;
  }

  @Override
  public void responseHeadersEnd(Call http, Response response) {
    answered = response;
  }

  /** The innermost network interceptor: the next step is the exchange itself. */
  static Response onTheWire(Interceptor.Chain chain) throws IOException {
    Attempt attempt = chain.call().request().tag(Attempt.class);
    return attempt == null ? chain.proceed(chain.request()) : attempt.exchange(chain);
  }

  private Response exchange(Interceptor.Chain chain) throws IOException {
    wire = chain.request();
    hidden = null; // an interceptor may have made the call before
    Connection connection = chain.connection();
    pooled = connection != null && !connecting;
    if (connection != null && pooled) {
      StaleConnectionException.check(connection, call.request.operation().isSafe());
    }
    sent = true;
    answered = null;
    WatchedSockets.begin();
    Response response;
    try {
      response = chain.proceed(chain.request());
      checkOwn(response, connection);
    } catch (ProtocolException e) {
      Response head = answered;
      checkOwn(head, connection);
      if (head != null && head.code() >= NO_CONTENT && head.code() <= RESET_CONTENT) {
        // It declares a length. Its bytes, if there are any, are no answer to anything.
        throw new Carried(withoutBody(head));
      }
      throw e;
    }
    if (response.body().contentLength() < UNKNOWN_LENGTH) {
      throw new Carried(withoutBody(response)); // OkHttp could neither read nor skip it
    }
    if (response.code() == UNAVAILABLE && response.header(RETRY_AFTER) != null) {
      hidden = response.headers();
      return response.newBuilder().removeHeader(RETRY_AFTER).build();
    }
    if (response.code() == MISDIRECTED
        || (response.code() == PROXY_AUTHENTICATION && !isProxied(connection))) {
      throw Carried.withBody(response);
    }
    return response;
  }

  private static Response withoutBody(Response response) {
    return response.newBuilder().body(ResponseBody.EMPTY).build();
  }

  /** Throws what closes the connection if an answer is what an earlier one left behind. */
  private static void checkOwn(@Nullable Response response, @Nullable Connection connection)
      throws IOException {
    if (response != null && connection != null) {
      WatchedSockets.check(connection);
    }
  }

  private static boolean isProxied(@Nullable Connection connection) {
    return connection != null && connection.route().proxy().type() == Proxy.Type.HTTP;
  }

  /** The innermost application interceptor: it wraps OkHttp's own machinery. */
  static Response restored(Interceptor.Chain chain) throws IOException {
    try {
      Response response = chain.proceed(chain.request());
      Attempt attempt = chain.call().request().tag(Attempt.class);
      return attempt == null ? response : attempt.handOut(response);
    } catch (Carried e) {
      return e.response;
    }
  }

  private Response handOut(Response response) {
    handedOut = response;
    Headers headers = hidden;
    return headers == null
        ? response
        : response
            .newBuilder()
            .header(RETRY_AFTER, String.join(", ", headers.values(RETRY_AFTER)))
            .build();
  }

  /**
   * Carries an answer past the part of OkHttp that would repeat the request or reject the answer.
   * Because it is an exception, OkHttp also closes the connection.
   */
  private static final class Carried extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    Carried(Response response) {
      super("status " + response.code());
      this.response = response;
    }

    static Carried withBody(Response response) throws IOException {
      try (ResponseBody body = response.body()) {
        BufferedSource source = body.source();
        source.request(ErrorResponse.MAX_BYTES);
        Buffer head = new Buffer();
        head.write(
            source.getBuffer(), Math.min(source.getBuffer().size(), ErrorResponse.MAX_BYTES));
        return new Carried(
            response
                .newBuilder()
                .body(ResponseBody.create(head, body.contentType(), head.size()))
                .build());
      }
    }
  }
}
