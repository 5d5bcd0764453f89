package dev.oryadmin;

import dev.oryadmin.internal.HeaderText;
import java.io.IOException;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Adds the token to a request, and sees to it that none travels where others can read it.
 *
 * <p>The last interceptor before the network: a supplier that blocks does so on the thread that
 * makes the call, and those of the application don't see the token.
 */
final class Authorization implements Interceptor {
  private static final String HEADER = "Authorization";

  private final Settings settings;

  Authorization(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Attempt attempt = chain.call().request().tag(Attempt.class);
    if (attempt != null && request.header(HEADER) == null) {
      String token = token(attempt);
      if (token != null) {
        attempt.keepSecret(token);
        request = request.newBuilder().header(HEADER, "Bearer " + token).build();
      }
    }
    if (request.header(HEADER) != null) {
      check(request.url());
    }
    return chain.proceed(request);
  }

  private @Nullable String token(Attempt attempt) throws Refused {
    Secret own = attempt.call().token;
    if (own != null) {
      return own.reveal();
    }
    Supplier<String> supplier = settings.bearerToken();
    if (supplier == null || attempt.call().operation.server() != Operation.Server.ADMIN) {
      return null;
    }
    try {
      String token = supplier.get();
      if (token == null) {
        throw new IllegalStateException("bearerToken supplier returned null");
      }
      HeaderText.check(HEADER, token);
      return token;
    } catch (RuntimeException e) {
      throw new Refused(e);
    }
  }

  private void check(HttpUrl url) throws Refused {
    if (!url.isHttps() && !settings.insecureHttp() && !isLoopback(url.host())) {
      throw new Refused(
          new IllegalStateException(
              "a token would travel unencrypted to "
                  + url.host()
                  + ": use https, or allowInsecureHttp() if the network is encrypted by other means"));
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  /**
   * Carries an exception of the application, or about it, through OkHttp, which expects IO only.
   */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException reason;

    Refused(RuntimeException reason) {
      super(reason);
      this.reason = reason;
    }

    RuntimeException reason() {
      return reason;
    }
  }
}
