package dev.oryadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.CountedSockets;
import dev.oryadmin.internal.http.InterruptWatcher;
import dev.oryadmin.internal.http.StaleConnectionException;
import dev.oryadmin.internal.http.Time;
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
 * One try of a call: what is known of it beyond what OkHttp tells, and the rules it goes by on the
 * wire. Travels as a tag on the request; safe for use by several threads.
 *
 * <p>OkHttp by itself repeats even a POST on a 503 with {@code Retry-After: 0}, and on a 421 of a
 * coalesced connection; a 407 from no proxy and a 204 with a length are no answers to it. Whether a
 * request may be repeated is for us to say, so {@link #onTheWire} hides them from it, and {@link
 * #restored} shows them again.
 */
final class Attempt extends EventListener {
  private static final String RETRY_AFTER = "Retry-After";
  private static final int UNAVAILABLE = 503;
  private static final int MISDIRECTED = 421;
  private static final int PROXY_AUTHENTICATION = 407;
  private static final int NO_CONTENT = 204;
  private static final int RESET_CONTENT = 205;

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
  private InterruptWatcher.@Nullable Watched watched;

  Attempt(ApiCall<?> call, ObservedCall observed, int number, long begin) {
    this.observed = observed;
    this.call = call;
    this.number = number;
    this.begin = begin;
  }

  /** Sets the call that carries this attempt, whose request carries it as a tag. */
  void uses(Call http) {
    this.http = http;
  }

  /** Watches the calling thread, which is about to make this attempt. */
  void watch() {
    watched = InterruptWatcher.SHARED.watch(http(), http().timeout().timeoutNanos());
  }

  /** Ends that; returns true if the time was up in code that OkHttp can't end. */
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
            String credentials = value.substring(value.indexOf(' ') + 1); // without "Bearer"
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

  /** The password of Basic credentials, as it is and as RFC 6749 encodes it. */
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
      http().cancel(); // a length below 0: OkHttp fails to pass over the body
    }
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

  @Override
  public void responseHeadersEnd(Call http, Response response) {
    answered = response;
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
    if (connection != null && pooled) {
      StaleConnectionException.check(connection, call.operation.isSafe());
    }
    sent = true;
    answered = null;
    long reads = CountedSockets.reads();
    Response response;
    try {
      response = chain.proceed(chain.request());
      checkOwn(response, connection, reads);
    } catch (ProtocolException e) {
      Response head = answered;
      checkOwn(head, connection, reads);
      if (head != null && head.code() >= NO_CONTENT && head.code() <= RESET_CONTENT) {
        // It declares a length, and what it has of that is nobody's answer.
        throw new Carried(head.newBuilder().body(ResponseBody.EMPTY).build());
      }
      throw e;
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

  /** Throws what closes the connection if an answer is what an earlier one left behind. */
  private static void checkOwn(
      @Nullable Response response, @Nullable Connection connection, long reads) throws IOException {
    if (response != null && connection != null) {
      CountedSockets.check(connection, reads);
    }
  }

  private static boolean isProxied(@Nullable Connection connection) {
    return connection != null && connection.route().proxy().type() == Proxy.Type.HTTP;
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
    } catch (Carried e) {
      return e.response;
    }
  }

  /**
   * An answer, carried past the part of OkHttp that would repeat the request or call the answer no
   * HTTP. As an exception it also closes the connection.
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
