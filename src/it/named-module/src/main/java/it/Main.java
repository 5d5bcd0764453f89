package it;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.oryadmin.ApiClient;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A call and an own Gson in a named module. */
public final class Main {
  private static final String JSON =
      "{\"client_id\":\"a\",\"grant_types\":[\"new\"],\"owner\":null,"
          + "\"metadata\":{\"n\":12345678901234567890},"
          + "\"implicit_grant_id_token_lifespan\":\"1h\"}";

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    check(Main.class.getModule().isNamed(), "a named module");
    check(OAuth2Client.class.getModule().getName().equals("dev.oryadmin"), "our module");
    Gson gson = new Gson();
    OAuth2Client client = gson.fromJson(JSON, OAuth2Client.class);
    check(client.toJson().equals(JSON), "toJson");
    check(gson.toJson(client).equals(JSON), "Gson.toJson");
    Type list = TypeToken.getParameterized(List.class, OAuth2Client.class).getType();
    check(gson.toJson(List.of(client), list).equals("[" + JSON + "]"), "a list");
    check(gson.fromJson("[" + JSON + "]", list).equals(List.of(client)), "a list");
    check(gson.toJson(GrantType.IMPLICIT).equals("\"implicit\""), "an open set");
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/admin/clients/a", Main::answer);
    server.start();
    try (ApiClient ory =
        ApiClient.builder().adminUrl("http://127.0.0.1:" + server.getAddress().getPort()).build()) {
      check(ory.clients().get("a").equals(client), "get");
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
