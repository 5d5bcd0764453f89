package dev.oryadmin;

import dev.oryadmin.internal.http.Time;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of a client.
 *
 * @param adminUrl the base of admin paths; null if not set
 * @param publicUrl the base of public paths; null if not set
 * @param bearerToken the token of admin calls; null for none
 * @param insecureHttp true if tokens may be sent over plain http to any host
 * @param userAgent the name and version of this SDK
 * @param options the options of calls that have none of their own
 * @param maxResponseBytes the limit of a successful answer
 * @param observer is told of each call; null for none
 * @param time the clock
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
              ? "adminUrl is not set: this call goes to the admin server (on Ory Network, set projectUrl)"
              : "publicUrl is not set: this call goes to the public server (on Ory Network, set projectUrl)");
    }
    return url;
  }

  /** Returns true if one of the servers uses https. */
  boolean usesTls() {
    return (adminUrl != null && adminUrl.isHttps()) || (publicUrl != null && publicUrl.isHttps());
  }
}
