package dev.oryadmin.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockWebServer;

/**
 * An Ory Hydra for tests: the whole administration of OAuth 2.0 clients, dynamic registration, and
 * of the token endpoint the client credentials grant, in memory, on two local ports.
 *
 * <pre>{@code
 * try (FakeHydra hydra = FakeHydra.start();
 *     ApiClient ory =
 *         ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build()) {
 *   ory.clients().create(OAuth2Client.builder().clientName("billing").build());
 * }
 * }</pre>
 *
 * <p>It answers like the newest Hydra: same statuses, headers, bodies and messages. It stores
 * nothing on disk and reaches nobody.
 *
 * <p>This class is thread-safe.
 */
public final class FakeHydra implements AutoCloseable {
  /** Held, so that its level stays: MockWebServer logs each request line, tokens and all. */
  private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final ClientStore clients = new ClientStore();
  private final Router router;
  private final MockWebServer admin = new MockWebServer();
  private final MockWebServer open = new MockWebServer();

  private FakeHydra() {
    Clock clock = Clock.systemUTC();
    RandomValues random = new RandomValues(null);
    Validation validation = new Validation("openid offline");
    ClientWriter writer = new ClientWriter(clients, random, clock, this::publicUrl);
    ClientPages pages = new ClientPages(clients, new PageTokens(clock, random));
    this.router =
        new Router(
            new ClientAdministration(clients, writer, pages, validation, random),
            new DynamicRegistration(clients, writer, validation, random),
            new TokenEndpoint(clients, random));
    admin.setDispatcher(new FakeDispatcher(Endpoint.ADMIN, router, clock, requests));
    open.setDispatcher(new FakeDispatcher(Endpoint.PUBLIC, router, clock, requests));
  }

  /**
   * Starts one that behaves like the newest Hydra, with dynamic registration switched on.
   *
   * @throws UncheckedIOException if no port can be opened
   */
  public static FakeHydra start() {
    if (SERVER_LOG.getLevel() == null) {
      SERVER_LOG.setLevel(Level.WARNING);
    }
    FakeHydra hydra = new FakeHydra();
    try {
      hydra.admin.start(InetAddress.getLoopbackAddress(), 0);
      hydra.open.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      hydra.close();
      throw new UncheckedIOException("FakeHydra: no local port to listen on", e);
    }
    return hydra;
  }

  /** Returns the URL of the admin server, without a slash at the end. */
  public String adminUrl() {
    return "http://127.0.0.1:" + admin.getPort();
  }

  /** Returns the URL of the public server, without a slash at the end. */
  public String publicUrl() {
    return "http://127.0.0.1:" + open.getPort();
  }

  /** Returns the requests received so far, in order; the list is a copy. */
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Forgets all clients and all requests. */
  public void reset() {
    synchronized (router) {
      clients.clear();
    }
    requests.clear();
  }

  /** Stops both servers. What was created is lost. */
  @Override
  public void close() {
    admin.close();
    open.close();
  }
}
