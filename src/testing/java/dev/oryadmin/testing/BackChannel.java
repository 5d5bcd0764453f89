package dev.oryadmin.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells applications about logouts: each by a request that nobody waits for. It reaches programs on
 * this machine only; an application elsewhere is not told.
 */
final class BackChannel {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final Pattern LOOPBACK =
      Pattern.compile("^http://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]+)?([/?]|$)");

  private final TokenIssuer issuer;

  BackChannel(TokenIssuer issuer) {
    this.issuer = issuer;
  }

  void tell(List<ClientDocument> clients, String sessionId) {
    for (ClientDocument client : clients) {
      String url = client.text(ClientField.BACKCHANNEL_LOGOUT_URI);
      if (!url.isEmpty()) {
        String token = issuer.logoutToken(client.text(ClientField.CLIENT_ID), sessionId);
        Thread thread = new Thread(() -> post(url, "logout_token=" + token), "FakeHydra logout");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void post(String url, String body) {
    try {
      URI uri = URI.create(url);
      if (!LOOPBACK.matcher(url).find()) {
        return;
      }
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(UTF_8));
      }
      connection.getResponseCode();
      connection.disconnect();
    } catch (IOException | IllegalArgumentException e) {
      // Like the real server, which only logs it.
    }
  }
}
