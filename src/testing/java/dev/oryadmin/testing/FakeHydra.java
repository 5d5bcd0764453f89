package dev.oryadmin.testing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/**
 * An Ory Hydra for tests, in memory, on two local ports: the administration of OAuth 2.0 clients,
 * dynamic registration, and the flows: login, consent, codes, tokens, logout and devices.
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
 * nothing on disk and reaches nobody, so that a {@code sector_identifier_uri}, which a real server
 * would fetch, is always refused. One request is carried out at a time.
 *
 * <p>This class is thread-safe.
 */
public final class FakeHydra implements AutoCloseable {
  /** Held, so that its level stays: MockWebServer logs each request line, tokens and all. */
  private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

  private final MovableClock clock;
  private final boolean oneServer;
  private final List<ReceivedRequest> requests = Collections.synchronizedList(new ArrayList<>());
  private final ClientStore clients = new ClientStore();
  private final FaultPlan faults = new FaultPlan();
  private final RateLimits limits;
  private final FlowUrls urls;
  private final Flows flows;
  private final Browser browser;
  private final Router router;
  private final MockWebServer admin = new MockWebServer();
  private final MockWebServer open = new MockWebServer();

  private FakeHydra(Builder options) {
    this.clock = new MovableClock(options.clock);
    this.limits = new RateLimits(clock, options.limits);
    this.oneServer = options.gateway != null;
    RandomValues random = new RandomValues(options.seed);
    HydraVersion version = options.version;
    Validation validation = new Validation(options.defaultScope, version);
    this.urls = new FlowUrls(this::publicUrl);
    options.urls.forEach(urls::set);
    this.flows = new Flows(clients, urls, random, clock, version);
    ClientWriter writer = new ClientWriter(clients, random, clock, this::publicUrl, version);
    Pages pages =
        version.pagesByOffset()
            ? new OffsetPages(clients, version)
            : new KeysetPages(clients, new PageTokens(clock, random, version), version);
    this.router =
        new Router(
            new ClientAdministration(clients, writer, pages, validation, random, version),
            options.dynamicRegistration
                ? new DynamicRegistration(clients, writer, validation, random, version)
                : null,
            flows,
            version);
    this.browser = new Browser(this::isOfAnApplication);
    Gateway gateway = options.gateway;
    if (gateway != null) {
      admin.setDispatcher(dispatcher(Gateway::endpoint, gateway::refuse, options));
    } else {
      admin.setDispatcher(dispatcher(path -> Endpoint.ADMIN, request -> null, options));
      open.setDispatcher(dispatcher(path -> Endpoint.PUBLIC, request -> null, options));
    }
  }

  private FakeDispatcher dispatcher(
      Function<String, Endpoint> endpoints,
      Function<ReceivedRequest, @Nullable Answer> gateway,
      Builder options) {
    return new FakeDispatcher(
        endpoints, gateway, limits, faults, router, clock, options.latency, requests);
  }

  /**
   * Starts one that behaves like the newest Hydra, with dynamic registration switched on.
   *
   * @throws UncheckedIOException if no port can be opened
   */
  public static FakeHydra start() {
    return builder().start();
  }

  /** Returns a builder for one that behaves otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the URL of the admin server, without a slash at the end. */
  public String adminUrl() {
    return "http://127.0.0.1:" + admin.getPort();
  }

  /**
   * Returns the URL of the public server, without a slash at the end. Behind a {@linkplain
   * Builder#gateway gateway} it is the same as {@link #adminUrl}.
   */
  public String publicUrl() {
    return oneServer ? adminUrl() : "http://127.0.0.1:" + open.getPort();
  }

  /** Returns the requests received so far, in order; the list is a copy. */
  public List<ReceivedRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /**
   * Lets something go wrong with the next request that matches. Faults asked for earlier come
   * first; a request that the gateway or a rate limit refuses uses up none.
   *
   * @param requests which requests are meant, such as {@code r -> r.is("POST", "/admin/clients")}
   * @param fault what happens, and how often
   */
  public void fail(Predicate<ReceivedRequest> requests, Fault fault) {
    faults.add(
        requireNonNull(requests, "requests == null"), requireNonNull(fault, "fault == null"));
  }

  /**
   * Sets the page that browsers are sent to for a step of a flow. It may be a page of an
   * application that was started after this server, since it needed its URL.
   *
   * @param page which page
   * @param url its URL, to which parameters are added
   */
  public void url(FlowUrl page, String url) {
    urls.set(requireNonNull(page, "page == null"), requireNonNull(url, "url == null"));
  }

  /**
   * Opens a URL in a browser, with the cookies that earlier calls got, and follows redirects. It
   * stops at the first page that is not a redirect, such as the login page; before a redirect URI
   * or a post-logout redirect URI of a client; and before a page on another machine, since the
   * browser reaches this one only.
   *
   * <pre>{@code
   * BrowserPage login = hydra.browse(authorizationUrl);
   * String next = ory.login().accept(login.parameter("login_challenge"), accept).redirectTo();
   * BrowserPage consent = hydra.browse(next);
   * …
   * String code = hydra.browse(next).parameter("code");
   * }</pre>
   *
   * @param url where to begin
   * @return the page where it stopped
   * @throws UncheckedIOException if a page does not answer
   */
  public BrowserPage browse(String url) {
    return browser.open(requireNonNull(url, "url == null"));
  }

  /**
   * Sends a form in the same browser, such as that of a login page, and follows redirects.
   *
   * @param url where to send it
   * @param fields names and values
   * @return the page where it stopped
   * @throws UncheckedIOException if a page does not answer
   * @see #browse(String)
   */
  public BrowserPage browse(String url, Map<String, String> fields) {
    return browser.post(
        requireNonNull(url, "url == null"), requireNonNull(fields, "fields == null"));
  }

  private boolean isOfAnApplication(String url) {
    synchronized (router) {
      return clients.after("", client -> client.redirectsTo(url), 1).size() == 1;
    }
  }

  /**
   * Moves the clock on: rate limits open again; page tokens, challenges, codes and tokens expire.
   *
   * @param step by how much, on top of what the clock does by itself
   */
  public void advance(Duration step) {
    clock.advance(requireNonNull(step, "step == null"));
  }

  /**
   * Forgets all clients, flows, sessions, tokens, cookies, requests, faults and counted requests;
   * the clock keeps its time, and the pages their URLs.
   */
  public void reset() {
    synchronized (router) {
      clients.clear();
      flows.clear();
    }
    browser.clear();
    faults.clear();
    limits.reset();
    requests.clear();
    forgetRequests(admin);
    forgetRequests(open);
  }

  /** MockWebServer keeps them all until somebody takes them. */
  private static void forgetRequests(MockWebServer server) {
    try {
      while (server.takeRequest(0, TimeUnit.NANOSECONDS) != null) {
        // one less
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops both servers. What was created is lost. */
  @Override
  public void close() {
    browser.close();
    admin.close();
    open.close();
  }

  private FakeHydra listen() {
    if (SERVER_LOG.getLevel() == null) {
      SERVER_LOG.setLevel(Level.WARNING);
    }
    admin.setServerSocketFactory(new PromptSockets());
    open.setServerSocketFactory(new PromptSockets());
    try {
      admin.start(InetAddress.getLoopbackAddress(), 0);
      if (!oneServer) {
        open.start(InetAddress.getLoopbackAddress(), 0);
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("FakeHydra: no local port to listen on", e);
    }
    return this;
  }

  /** How a {@link FakeHydra} shall behave. Not thread-safe. */
  public static final class Builder {
    private final Map<RateLimitBucket, RateLimits.Limit> limits =
        new EnumMap<>(RateLimitBucket.class);
    private final Map<FlowUrl, String> urls = new EnumMap<>(FlowUrl.class);
    private HydraVersion version = HydraVersion.LATEST;
    private Clock clock = Clock.systemUTC();
    private @Nullable Long seed;
    private boolean dynamicRegistration = true;
    private String defaultScope = "openid offline";
    private Duration latency = Duration.ZERO;
    private @Nullable Gateway gateway;

    private Builder() {}

    /** Sets the version to play; by default the newest. */
    public Builder version(HydraVersion version) {
      this.version = requireNonNull(version, "version == null");
      return this;
    }

    /** Sets the clock; by default the system's. A fixed one makes all times the same. */
    public Builder clock(Clock clock) {
      this.clock = requireNonNull(clock, "clock == null");
      return this;
    }

    /** Makes ids, secrets and tokens the same in each run, in the order of requests. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Switches dynamic registration on or off; by default it is on. */
    public Builder dynamicRegistration(boolean enabled) {
      this.dynamicRegistration = enabled;
      return this;
    }

    /** Sets the scope of clients that name none; by default {@code openid offline}. */
    public Builder defaultScope(String scope) {
      this.defaultScope = requireNonNull(scope, "scope == null");
      return this;
    }

    /**
     * Sets the page that browsers are sent to for a step of a flow; by default it is one of the
     * fake's own.
     *
     * @param page which page
     * @param url its URL, to which parameters are added
     */
    public Builder url(FlowUrl page, String url) {
      urls.put(requireNonNull(page, "page == null"), requireNonNull(url, "url == null"));
      return this;
    }

    /** Sets a time by which every answer is late; by default zero. It is real time. */
    public Builder latency(Duration latency) {
      this.latency = requireNonNull(latency, "latency == null");
      return this;
    }

    /**
     * Answers 429 to all but the first requests in a window of time, as Ory Network does: without a
     * body, and with {@code x-ratelimit} header fields, which every answer carries then. May be
     * called once for each bucket.
     *
     * @param bucket which requests count
     * @param requests how many of them are let through in a window
     * @param window how long a window lasts, by the clock of the fake
     */
    public Builder rateLimit(RateLimitBucket bucket, int requests, Duration window) {
      if (requests < 0) {
        throw new IllegalArgumentException("requests < 0: " + requests);
      }
      limits.put(
          requireNonNull(bucket, "bucket == null"),
          new RateLimits.Limit(requests, requireNonNull(window, "window == null")));
      return this;
    }

    /**
     * Plays Ory Network: one URL for both servers, and the paths below {@code /admin} ask for a
     * bearer key. Without it they answer 401, in a shape that is not Hydra's.
     *
     * @param apiKey the key that is let in
     */
    public Builder gateway(String apiKey) {
      this.gateway = new Gateway(requireNonNull(apiKey, "apiKey == null"));
      return this;
    }

    /**
     * Starts it.
     *
     * @throws UncheckedIOException if no port can be opened
     */
    public FakeHydra start() {
      return new FakeHydra(this).listen();
    }
  }
}
