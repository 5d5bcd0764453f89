package it;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A bean, its calls, and an own Gson, with the versions that the BOM pins. */
public final class Main {
  private static final String JSON =
      "{\"client_id\":\"a\",\"grant_types\":[\"new\"],\"owner\":null,"
          + "\"metadata\":{\"n\":12345678901234567890},"
          + "\"implicit_grant_id_token_lifespan\":\"1h\"}";

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    check(new Gson().fromJson(JSON, OAuth2Client.class).toJson().equals(JSON), "Gson");
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/admin/clients/a", Main::answer);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (ConfigurableApplicationContext context =
        SpringApplication.run(HydraConfiguration.class, "--ory.hydra.admin-url=" + url)) {
      ApiClient ory = context.getBean(ApiClient.class);
      OAuth2Client client = ory.clients().get("a");
      check(client.toJson().equals(JSON), client.toString());
      check(ory.clients().getCall("a").executeAsync().get().equals(client), "executeAsync");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}
