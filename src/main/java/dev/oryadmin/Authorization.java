package dev.oryadmin;

import dev.oryadmin.internal.http.HeaderText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import okhttp3.Connection;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Adds the token to a request, and makes sure that it is not sent where others can read it.
 *
 * <p>It runs after the application's interceptors, which therefore don't see the token. A supplier
 * that blocks does so on the thread that makes the call. Safe for use by several threads.
 */
final class Authorization implements Interceptor {
  static final String HEADER = "Authorization";

  private final Settings settings;

  Authorization(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Attempt attempt = chain.call().request().tag(Attempt.class);
    if (attempt != null && request.header(HEADER) == null) {
      String value = value(attempt.call());
      if (value != null) {
        request = request.newBuilder().header(HEADER, value).build();
      }
    }
    HttpUrl url = request.url();
    if (isSensitive(chain, request) && !permits(settings, url)) {
      refuse(url);
    }
    return chain.proceed(request);
  }

  /** Returns whether the request has credentials: a token, or a client secret in a form. */
  private static boolean isSensitive(Chain chain, Request request) {
    Attempt attempt = chain.call().request().tag(Attempt.class);
    RequestContent body = attempt == null ? null : attempt.call().body;
    return request.header(HEADER) != null || (body != null && body.authenticates());
  }

  /** Returns whether a token may be sent to a URL, as far as the URL tells. */
  static boolean permits(Settings settings, HttpUrl url) {
    return settings.insecureHttp() || url.isHttps() || isLoopback(url.host());
  }

  private @Nullable String value(ApiCall<?> call) {
    if (call.authorization != null) {
      return call.authorization.reveal();
    }
    Supplier<String> supplier = settings.bearerToken();
    return supplier == null || call.operation.server() != Operation.Server.ADMIN
        ? null
        : "Bearer " + supplied(supplier.get());
  }

  private static String supplied(@Nullable String token) {
    if (token == null) {
      throw new IllegalStateException("the supplier of bearer tokens returned null");
    }
    try {
      HeaderText.checkToken(token);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the supplier of bearer tokens returned no valid token", e);
    }
    return token;
  }

  /**
   * Checks the connection itself, as a network interceptor. A name such as localhost can resolve to
   * another machine, a proxy can be in between, and other code can have added the header.
   */
  Response guard(Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null && isSensitive(chain, chain.request())) {
      check(chain.request(), connection);
    }
    return chain.proceed(chain.request());
  }

  private void check(Request request, Connection connection) {
    if (connection.handshake() != null) {
      return; // encrypted
    }
    InetAddress peer = connection.socket().getInetAddress();
    // Sockets without an address, such as those of Unix domains, stay on this machine.
    if (peer != null && !peer.isLoopbackAddress()) {
      refuse(request.url());
    }
    // Behind a SOCKS proxy the peer is the server; in front of it, and read by it, is the proxy.
    if (connection.route().proxy().address() instanceof InetSocketAddress proxy
        && !isLoopback(proxy)) {
      refuse(request.url());
    }
  }

  private void refuse(HttpUrl url) {
    if (!settings.insecureHttp()) {
      throw unencrypted("token", url);
    }
  }

  /** Returns the exception to throw instead of sending credentials where others can read them. */
  static IllegalStateException unencrypted(String what, HttpUrl url) {
    return new IllegalStateException(
        "a "
            + what
            + " would be sent unencrypted to "
            + url.host()
            + ": use https, or allowInsecureHttp() if the network is encrypted by other means");
  }

  private static boolean isLoopback(InetSocketAddress proxy) {
    InetAddress address = proxy.getAddress();
    return address == null ? isLoopback(proxy.getHostString()) : address.isLoopbackAddress();
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
