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
 * Adds the token to a request, and sees to it that none travels where others can read it.
 *
 * <p>As an interceptor it comes after those of the application, which don't see the token; a
 * supplier that blocks does so on the thread that makes the call. Safe for use by several threads.
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

  /** Whether somebody who reads it could act as the client: by its token, or secret in a form. */
  private static boolean isSensitive(Chain chain, Request request) {
    Attempt attempt = chain.call().request().tag(Attempt.class);
    RequestContent body = attempt == null ? null : attempt.call().request.body();
    return request.header(HEADER) != null || (body != null && body.authenticates());
  }

  /** Whether a token may travel to a URL, as far as the URL tells. */
  static boolean permits(Settings settings, HttpUrl url) {
    return settings.insecureHttp() || url.isHttps() || isLoopback(url.host());
  }

  private @Nullable String value(ApiCall<?> call) {
    if (call.request.authorization() != null) {
      return call.request.authorization().reveal();
    }
    Supplier<String> supplier = settings.bearerToken();
    return supplier == null || call.request.operation().server() != Operation.Server.ADMIN
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
      throw new IllegalStateException("the supplier of bearer tokens returned none", e);
    }
    return token;
  }

  /**
   * Looks at the connection itself, as a network interceptor: a name such as localhost can lead
   * elsewhere, a proxy can stand between, and other code than ours can have added the header.
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

  /** What to throw instead of sending something where others can read it. */
  static IllegalStateException unencrypted(String what, HttpUrl url) {
    return new IllegalStateException(
        "a "
            + what
            + " would travel unencrypted to "
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
