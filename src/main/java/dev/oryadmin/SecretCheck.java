package dev.oryadmin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oryadmin.internal.InterruptWatcher;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks the token endpoint whether it takes a secret.
 *
 * <p>It does so with a refresh token that nobody ever got: whether the server then says that there
 * is no such token, or that the client may not use this grant, it has accepted the secret, and
 * nothing was issued. Safe for use by several threads.
 */
final class SecretCheck {
  private static final String OPERATION = "oauth2TokenExchange";

  /** What an error of RFC 6749, section 5.2, looks like. */
  private static final Pattern OAUTH_CODE = Pattern.compile("[a-z]+(_[a-z]+)+");

  private final Transport transport;

  SecretCheck(Transport transport) {
    this.transport = transport;
  }

  /** Returns true if there is a token endpoint to ask. */
  boolean possible() {
    return transport.settings().publicUrl() != null;
  }

  /** Returns true if the client authenticates by sending its secret. */
  static boolean appliesTo(OAuth2Client client) {
    TokenEndpointAuthMethod method = client.tokenEndpointAuthMethod();
    return method == null
        || method.value().isEmpty()
        || method.equals(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
        || method.equals(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
  }

  /**
   * Returns true if the secret is one of those that count, be it the current one or an older one.
   *
   * @throws TransportException if there is no clear answer
   */
  boolean accepts(OAuth2Client client, Secret secret) {
    Request request = request(client, secret);
    RetryPolicy policy = transport.settings().options().retry();
    Iterator<Duration> waits = policy.failureWaits().iterator();
    for (int attempts = 1; ; attempts++) {
      CallFacts facts = new CallFacts(OPERATION, null, Headers.of(), attempts);
      IOException failure;
      try {
        return ask(request);
      } catch (Thrown e) {
        throw Thrown.unchecked(e.reason());
      } catch (IOException e) {
        failure = e;
      }
      boolean interrupted = Thread.currentThread().isInterrupted();
      if (interrupted || !waits.hasNext()) {
        String what =
            interrupted ? "interrupted" : "can't check the secret, " + failure.getMessage();
        throw new TransportException(what, failure, false, facts);
      }
      Time time = transport.settings().time();
      Pause.of(policy.jittered(waits.next(), time.random()), time, OPERATION);
    }
  }

  private boolean ask(Request request) throws IOException {
    Call http = transport.newCall(request);
    long timeout = transport.settings().options().timeout().toNanos();
    http.timeout().timeout(timeout, TimeUnit.NANOSECONDS);
    InterruptWatcher.Watched watched = InterruptWatcher.SHARED.watch(http);
    try (Response response = http.execute()) {
      return accepted(response);
    } finally {
      watched.end();
    }
  }

  /**
   * Tells what the answer means for the secret.
   *
   * @throws IOException if it says nothing about it
   */
  private static boolean accepted(Response response) throws IOException {
    int status = response.code();
    if (status == 200 || status == 401) {
      return status == 200;
    }
    ErrorBody body = ErrorBody.of(status, "", ErrorResponse.text(response), List.of());
    String code = body.error().name();
    // Not any 400: a port that speaks TLS answers so to plain http, whatever the secret.
    if (status != 400 || !body.flat() || code == null || !OAUTH_CODE.matcher(code).matches()) {
      throw new IOException("status " + status);
    }
    return !code.equals("invalid_client");
  }

  private Request request(OAuth2Client client, Secret secret) {
    HttpUrl url =
        transport
            .baseUrl(Operation.Server.PUBLIC)
            .newBuilder()
            .addPathSegments("oauth2/token")
            .build();
    Headers.Builder headers = transport.settings().options().headers().newBuilder();
    headers.removeAll("Authorization"); // that one is for the admin server
    FormBody.Builder form =
        new FormBody.Builder().add("grant_type", "refresh_token").add("refresh_token", "none");
    if (TokenEndpointAuthMethod.CLIENT_SECRET_POST.equals(client.tokenEndpointAuthMethod())) {
      form.add("client_id", client.clientId()).add("client_secret", secret.reveal());
    } else {
      // RFC 6749, section 2.3.1: both parts are form-encoded first, or + and % are misread.
      headers.set(
          "Authorization",
          Credentials.basic(
              URLEncoder.encode(client.clientId(), UTF_8),
              URLEncoder.encode(secret.reveal(), UTF_8)));
    }
    return new Request.Builder().url(url).headers(headers.build()).post(form.build()).build();
  }
}
