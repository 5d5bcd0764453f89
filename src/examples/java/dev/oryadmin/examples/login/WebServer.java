package dev.oryadmin.examples.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own HTTP server, on this machine only. Thread-safe. */
final class WebServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WebServer.class.getName());

  /** What a server does with its visits. */
  interface Site {
    void answer(Visit visit) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final String style = style();
  private final Site site;

  private WebServer(HttpServer server, Site site) {
    this.server = server;
    this.site = site;
  }

  /**
   * Starts one.
   *
   * @param port where it listens; 0 for any free port
   * @throws UncheckedIOException if the port is taken
   */
  static WebServer start(int port, Site site) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      WebServer started = new WebServer(HttpServer.create(address, 0), site);
      started.server.setExecutor(started.threads);
      started.server.createContext("/", started::serve);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " is taken: set PORT to another one", e);
    }
  }

  /** Returns its URL, without a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Visit visit = new Visit(exchange);
      try {
        switch (visit.path()) {
          case "/style.css" -> visit.send(200, "text/css; charset=utf-8", style);
          case "/favicon.ico" -> visit.send(204, "", "");
          default -> site.answer(visit);
        }
      } catch (BadVisitException e) {
        ErrorPage.show(visit, e.status(), "This did not work", e.words());
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "A page has failed.", e);
        ErrorPage.show(visit, 500, "Something is broken here", "It is not your fault.");
      }
    }
  }

  private static String style() {
    try (InputStream file = WebServer.class.getResourceAsStream("style.css")) {
      return new String(Objects.requireNonNull(file, "no style.css").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
