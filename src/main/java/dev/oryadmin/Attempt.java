package dev.oryadmin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call: what is known of it beyond what OkHttp tells. Travels as a tag on the request;
 * safe for use by several threads.
 */
final class Attempt {
  private static final String RETRY_AFTER = "Retry-After";
  private static final int UNAVAILABLE = 503;
  private static final int MISDIRECTED = 421;

  private final ApiCall<?> call;
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private volatile boolean sent;
  private volatile @Nullable Headers headers;

  Attempt(ApiCall<?> call) {
    this.call = call;
  }

  ApiCall<?> call() {
    return call;
  }

  /** Remembers a text that no message may show. */
  void keepSecret(String secret) {
    secrets.add(secret);
  }

  List<String> secrets() {
    return new ArrayList<>(secrets);
  }

  /** False only if a connection was never made, so nothing of the request can have left. */
  boolean mayHaveBeenSent() {
    return sent;
  }

  /** The headers as they came, where OkHttp was not shown all of them. */
  Headers headers(Response response) {
    Headers hidden = headers;
    return hidden == null ? response.headers() : hidden;
  }

  /**
   * Wraps the exchange on the network.
   *
   * <p>OkHttp by itself repeats even a POST on a 503 with {@code Retry-After: 0}, and any request
   * without a body on a 421 of a coalesced connection; whether a request may be repeated is for us
   * to say.
   */
  static Response exchange(Interceptor.Chain chain) throws IOException {
    Attempt attempt = chain.call().request().tag(Attempt.class);
    if (attempt == null) {
      return chain.proceed(chain.request());
    }
    attempt.sent = true;
    Response response = chain.proceed(chain.request());
    if (response.code() == UNAVAILABLE && response.header(RETRY_AFTER) != null) {
      attempt.headers = response.headers();
      return response.newBuilder().removeHeader(RETRY_AFTER).build();
    }
    if (response.code() == MISDIRECTED) {
      throw new Misdirected(response);
    }
    return response;
  }

  /** A 421, carried past the part of OkHttp that would repeat the request. */
  static final class Misdirected extends IOException {
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

    Response response() {
      return response;
    }
  }
}
