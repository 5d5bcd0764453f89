package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How a client is set up, checked.
 *
 * @param adminUrl the base of admin paths; null if not set
 * @param publicUrl the base of public paths; null if not set
 * @param bearerToken what admin calls are authorized by; null for nothing
 * @param insecureHttp true if tokens may travel over plain http to any host
 * @param userAgent names this SDK and its version
 * @param options of each call, unless it has its own
 * @param maxResponseBytes how much of a successful answer is read
 * @param observer is told of each call; null for nobody
 * @param time the passing of time
 */
record Settings(
    @Nullable HttpUrl adminUrl,
    @Nullable HttpUrl publicUrl,
    @Nullable Supplier<String> bearerToken,
    boolean insecureHttp,
    String userAgent,
    CallOptions options,
    long maxResponseBytes,
    @Nullable CallObserver observer,
    Time time) {
  HttpUrl baseUrl(Operation.Server server) {
    boolean admin = server == Operation.Server.ADMIN;
    HttpUrl url = admin ? adminUrl : publicUrl;
    if (url == null) {
      throw new IllegalStateException(
          admin
              ? "adminUrl is not set: clients() needs it (or projectUrl, for Ory Network)"
              : "publicUrl is not set: registration() needs it (or projectUrl, for Ory Network)");
    }
    return url;
  }

  /** Returns true if any of the servers is reached by https. */
  boolean usesTls() {
    return (adminUrl != null && adminUrl.isHttps()) || (publicUrl != null && publicUrl.isHttps());
  }
}
