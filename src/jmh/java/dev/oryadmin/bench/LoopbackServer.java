package dev.oryadmin.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers two requests of Hydra's admin API from memory, in a process of its own: one client, and a
 * page of a list of clients.
 */
public final class LoopbackServer {
  private static final int CLIENTS = 100_000;

  /** How many pages are different; further ones repeat them. */
  private static final int PAGES = 4;

  private static final Pattern PAGE_TOKEN = Pattern.compile("page_token=([0-9]+)");

  private final byte[] client = Payload.FULL.json();
  private final List<byte[]> pages = new ArrayList<>();

  private LoopbackServer() {
    for (int i = 0; i < PAGES; i++) {
      pages.add(Payload.page(i).toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Prints its URL and serves until its standard input ends. */
  public static void main(String[] args) throws IOException {
    // Its header and body are two writes: the second one must not wait for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    LoopbackServer answers = new LoopbackServer();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/admin/clients/", exchange -> send(exchange, answers.client));
    server.createContext("/admin/clients", answers::sendPage);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // goes on until the process that started this one ends
    }
    System.exit(0);
  }

  private void sendPage(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Matcher token = PAGE_TOKEN.matcher(query == null ? "" : query);
    int number = token.find() ? Integer.parseInt(token.group(1)) : 0;
    if ((number + 1) * Payload.PAGE_SIZE < CLIENTS) {
      String target = "/admin/clients?page_size=%d&page_token=%d";
      exchange
          .getResponseHeaders()
          .set(
              "Link",
              "<%s>; rel=\"first\",<%s>; rel=\"next\""
                  .formatted(
                      target.formatted(Payload.PAGE_SIZE, 0),
                      target.formatted(Payload.PAGE_SIZE, number + 1)));
    }
    send(exchange, pages.get(number % PAGES));
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "private, no-cache, no-store");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
