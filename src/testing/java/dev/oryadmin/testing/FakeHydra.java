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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/**
 * A Hydra server for tests, in memory, on two local ports: the administration of OAuth 2.0 clients,
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
  /**
   * Keeps a reference, so that the logger keeps its level: MockWebServer logs each request line,
   * with its tokens.
   */
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
      admin.setDispatcher(dispatcher(admin, Gateway::endpoint, gateway::refuse, options));
    } else {
      admin.setDispatcher(dispatcher(admin, path -> Endpoint.ADMIN, request -> null, options));
      open.setDispatcher(dispatcher(open, path -> Endpoint.PUBLIC, request -> null, options));
    }
  }

  private FakeDispatcher dispatcher(
      MockWebServer server,
      Function<String, Endpoint> endpoints,
      Function<ReceivedRequest, @Nullable Answer> gateway,
      Builder options) {
    return new FakeDispatcher(
        server, endpoints, gateway, limits, faults, router, clock, options.latency, requests);
  }

  /**
   * Starts a server that behaves like the newest Hydra, with dynamic registration enabled.
   *
   * @throws UncheckedIOException if no port can be opened
   */
  public static FakeHydra start() {
    return builder().start();
  }

  /** Returns a builder for a server with other options. */
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
   * Makes the next matching request fail. Faults that were added earlier are used first. A request
   * that the gateway or a rate limit refuses uses up no fault.
   *
   * @param requests selects requests, for example {@code r -> r.is("POST", "/admin/clients")}
   * @param fault what happens, and how often
   */
  public void fail(Predicate<ReceivedRequest> requests, Fault fault) {
    faults.add(
        requireNonNull(requests, "requests == null"), requireNonNull(fault, "fault == null"));
  }

  /**
   * Sets the page to which browsers are sent for a step of a flow. Call this when your application
   * has started, if it needs the URL of this server first.
   *
   * @param page the page
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
   * @return the page where the browser stopped
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
   * Moves the clock forward. Rate limits open again, and page tokens, challenges, codes and tokens
   * expire.
   *
   * @param step how far, in addition to the time that passes by itself
   */
  public void advance(Duration step) {
    clock.advance(requireNonNull(step, "step == null"));
  }

  /**
   * Deletes all clients, flows, sessions, tokens, cookies, requests, faults and rate limit counts.
   * The clock keeps its time, and the pages keep their URLs.
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
  }

  /** Stops both servers. Everything that was created is lost. */
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

  /** Options of a {@link FakeHydra}. Not thread-safe. */
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

    /** Sets the version of Hydra to play; the newest by default. */
    public Builder version(HydraVersion version) {
      this.version = requireNonNull(version, "version == null");
      return this;
    }

    /** Sets the clock; the system clock by default. A fixed clock makes all times equal. */
    public Builder clock(Clock clock) {
      this.clock = requireNonNull(clock, "clock == null");
      return this;
    }

    /** Makes ids, secrets and tokens the same in each run with the same requests. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Enables or disables dynamic registration; it is enabled by default. */
    public Builder dynamicRegistration(boolean enabled) {
      this.dynamicRegistration = enabled;
      return this;
    }

    /**
     * Sets the scope of clients that are created without one; {@code openid offline} by default.
     */
    public Builder defaultScope(String scope) {
      this.defaultScope = requireNonNull(scope, "scope == null");
      return this;
    }

    /**
     * Sets the page to which browsers are sent for a step of a flow; by default it is a page of
     * this server.
     *
     * @param page the page
     * @param url its URL, to which parameters are added
     */
    public Builder url(FlowUrl page, String url) {
      urls.put(requireNonNull(page, "page == null"), requireNonNull(url, "url == null"));
      return this;
    }

    /** Delays each answer by this time; zero by default. It is real time. */
    public Builder latency(Duration latency) {
      this.latency = requireNonNull(latency, "latency == null");
      return this;
    }

    /**
     * Limits the rate of requests like Ory Network: further requests in a window are answered by
     * status 429 without a body. Each answer then has {@code x-ratelimit} headers. May be called
     * once for each bucket.
     *
     * @param bucket which requests are counted
     * @param requests how many requests are allowed in a window
     * @param window the length of a window, by the clock of this server
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
     * Plays Ory Network: both servers have one URL, and paths below {@code /admin} need an API key
     * as a bearer token. Without it the answer is 401, with an error body of another shape than
     * Hydra's.
     *
     * @param apiKey the accepted API key
     */
    public Builder gateway(String apiKey) {
      this.gateway = new Gateway(requireNonNull(apiKey, "apiKey == null"));
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if no port can be opened
     */
    public FakeHydra start() {
      return new FakeHydra(this).listen();
    }
  }
}
