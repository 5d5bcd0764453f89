package it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import sh.ory.hydra.api.OAuth2Api;
import sh.ory.kratos.api.IdentityApi;

/** Our client and the official ones in one process; or an error that names the jar and the cure. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/admin/clients/a", exchange -> answer(exchange, "{\"client_id\":\"a\"}"));
    server.createContext("/admin/identities", exchange -> answer(exchange, "[]"));
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      if (arguments[0].equals("refused")) {
        ours(url);
        throw new AssertionError("worked with OkHttp 4");
      }
      ours(url);
      theirs(url);
    } catch (IllegalStateException e) {
      String message = e.getMessage();
      if (!arguments[0].equals("refused")
          || !message.contains("needs OkHttp 5.5 or newer")
          || !message.matches(".*/okhttp-4[0-9.]+jar.*")
          || !message.contains("com.squareup.okhttp3:okhttp-bom")) {
        throw e;
      }
    } finally {
      server.stop(0);
    }
  }

  private static void ours(String url) throws Exception {
    try (ApiClient ory = ApiClient.builder().adminUrl(url).build()) {
      OAuth2Client client = ory.clients().get("a");
      check(client.clientId().equals("a"));
      check(ory.clients().getCall("a").executeAsync().get().equals(client));
    }
  }

  private static void theirs(String url) throws Exception {
    OAuth2Api hydra = new OAuth2Api(new sh.ory.hydra.ApiClient().setBasePath(url));
    check("a".equals(hydra.getOAuth2Client("a").getClientId()));
    sh.ory.kratos.ApiClient kratos = new sh.ory.kratos.ApiClient().setBasePath(url);
    check(kratos.getHttpClient() != null);
    check(new IdentityApi(kratos).getApiClient() == kratos);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void check(boolean right) {
    if (!right) {
      throw new AssertionError();
    }
  }
}
