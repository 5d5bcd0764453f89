package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.DaemonThreads;
import dev.oryadmin.internal.http.InterruptibleDns;
import dev.oryadmin.internal.http.OkHttpVersion;
import dev.oryadmin.internal.http.WatchedSockets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.SocketFactory;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests by one OkHttpClient, which never repeats or redirects a request on its own. Safe
 * for use by several threads.
 */
final class Transport {
  private static final int MAX_REQUESTS = 64;

  /**
   * Hydra closes connections that are idle for 120 s. We close them earlier, so that we don't send
   * on one that is about to be closed.
   */
  private static final Duration POOLED = Duration.ofSeconds(60);

  // transient: a JSON mapper that follows fields would find tokens behind them.
  private final transient Settings settings;
  private final transient OkHttpClient client;
  private final transient Pace pace;
  private final boolean ours;
  private final transient Call.Factory calls;
  private final transient Set<Execution<?>> executions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Transport(
      Settings settings,
      @Nullable OkHttpClient theirs,
      Function<? super OkHttpClient, ? extends Call.Factory> wrapper) {
    this.settings = settings;
    this.pace = new Pace(settings.time());
    Authorization authorization = new Authorization(settings);
    this.ours = theirs == null;
    OkHttpClient.Builder builder = theirs == null ? ourClient(settings) : theirs.newBuilder();
    builder
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        // The limit of a whole attempt is set on each call. It replaces limits of single reads.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        // A cached answer may be outdated, and contains secrets.
        .cache(null)
        .addInterceptor(authorization)
        .addInterceptor(CallLog::trace)
        .addInterceptor(Attempt::restored)
        .addNetworkInterceptor(authorization::guard)
        .addNetworkInterceptor(Attempt::onTheWire)
        .interceptors()
        .add(0, TunneledException::intercept);
    builder.dns(new InterruptibleDns(theirs == null ? Dns.SYSTEM : theirs.dns()));
    if (theirs == null || theirs.socketFactory() == SocketFactory.getDefault()) {
      builder.socketFactory(new WatchedSockets()); // others may make sockets of any kind
    }
    this.client = builder.build();
    OkHttpVersion.check(client);
    this.calls = requireNonNull(wrapper.apply(client), "callFactory returned null");
  }

  private static OkHttpClient.Builder ourClient(Settings settings) {
    ExecutorService threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            POOLED.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named("ory-oauth2-admin"));
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    OkHttpClient.Builder builder = new OkHttpClient.Builder();
    if (!settings.usesTls()) {
      // Otherwise OkHttp loads all certificates of the JVM: a third of the time of a first call.
      builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }
    return builder
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(MAX_REQUESTS, POOLED.toSeconds(), TimeUnit.SECONDS))
        .authenticator(Authenticator.NONE)
        .proxyAuthenticator(Authenticator.NONE);
  }

  Settings settings() {
    return settings;
  }

  Pace pace() {
    return pace;
  }

  HttpUrl baseUrl(Operation.Server server) {
    return settings.baseUrl(server);
  }

  boolean isClosed() {
    return closed;
  }

  Call newCall(Request request) {
    if (closed) {
      throw new IllegalStateException("ApiClient is closed");
    }
    return calls.newCall(request);
  }

  /**
   * Closes idle connections. If one is found dead, all may be, as after a restart of the server;
   * trying one after the other would use up the retries.
   */
  void dropIdle() {
    client.connectionPool().evictAll();
  }

  /** Registers an execution, which ends if the client is closed. */
  void begun(Execution<?> execution) {
    executions.add(execution);
  }

  void ended(Execution<?> execution) {
    executions.remove(execution);
  }

  /** Ends our calls and frees what we created. A client that the application gave us stays open. */
  void close() {
    closed = true;
    for (Execution<?> execution : executions) {
      execution.close();
    }
    if (ours) {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
