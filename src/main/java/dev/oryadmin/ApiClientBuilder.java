package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.HeaderText;
import dev.oryadmin.internal.http.Time;
import dev.oryadmin.internal.json.JsonStreams;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a client: where the server is, and how calls are made.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract class ApiClientBuilder<B extends ApiClientBuilder<B>> {
  private @Nullable HttpUrl adminUrl;
  private @Nullable HttpUrl publicUrl;
  private transient @Nullable Supplier<String> bearerToken;
  private boolean insecureHttp;
  private transient CallOptions options = CallOptions.STANDARD;
  private long maxResponseBytes = 16L << 20;
  private transient @Nullable OkHttpClient httpClient;
  private transient Function<? super OkHttpClient, ? extends Call.Factory> callFactory = c -> c;
  private transient @Nullable CallObserver observer;
  private Time time = Time.SYSTEM;

  /** For the generated subclass. */
  protected ApiClientBuilder() {}

  /** Returns the builder itself. For the generated subclass. */
  protected abstract B self();

  /** Returns what the API classes make their calls with. For the generated subclass. */
  final Transport transport(String version) {
    JsonStreams.checkGson();
    Settings settings =
        new Settings(
            adminUrl,
            publicUrl,
            bearerToken,
            insecureHttp,
            "ory-oauth2-admin/" + version,
            options,
            maxResponseBytes,
            observer,
            time);
    if (adminUrl == null && publicUrl == null) {
      throw new IllegalStateException(
          "no server is set: use adminUrl and publicUrl, or projectUrl, or fromEnvironment");
    }
    return new Transport(settings, httpClient, callFactory);
  }

  /**
   * Sets the base URL of a self-hosted server's admin side, such as {@code http://127.0.0.1:4445}.
   * A path in it is kept as a prefix.
   *
   * @throws IllegalArgumentException if it is no URL of http or https, or has a user, query or
   *     fragment
   */
  public final B adminUrl(String url) {
    adminUrl = baseUrl("adminUrl", url);
    return self();
  }

  /**
   * Sets the base URL of a self-hosted server's public side, such as {@code http://127.0.0.1:4444}.
   * Dynamic registration needs it, and {@link ClientRegistry} where it asks the token endpoint
   * whether a secret counts: to rotate one without a check of the application, and to manage one.
   *
   * @throws IllegalArgumentException as {@link #adminUrl} does
   */
  public final B publicUrl(String url) {
    publicUrl = baseUrl("publicUrl", url);
    return self();
  }

  /**
   * Sets the URL of an Ory Network project, which serves both sides.
   *
   * @throws IllegalArgumentException as {@link #adminUrl} does
   */
  public final B projectUrl(String url) {
    adminUrl = baseUrl("projectUrl", url);
    publicUrl = adminUrl;
    return self();
  }

  private static HttpUrl baseUrl(String name, String text) {
    HttpUrl url = HttpUrl.parse(requireNonNull(text, name + " == null").strip());
    if (url == null) {
      throw new IllegalArgumentException(name + " is not an http or https URL");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          name + " has a user or password in it: set a header or bearerToken instead");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException(name + " has a query or fragment");
    }
    HttpUrl.Builder trimmed = url.newBuilder();
    for (int last = url.pathSize() - 1; last >= 0; last--) {
      if (!url.pathSegments().get(last).isEmpty()) {
        break;
      }
      trimmed.removePathSegment(last);
    }
    return trimmed.build();
  }

  /**
   * Authorizes admin calls; never sent to registration calls, nor over plain http to another
   * machine.
   *
   * @throws IllegalArgumentException if it is blank or can't be a header
   */
  public final B bearerToken(String token) {
    HeaderText.checkToken(requireNonNull(token, "token == null"));
    return bearerToken(() -> token);
  }

  /**
   * Authorizes admin calls by a token that is asked for before each attempt, on the thread that
   * makes it. What the supplier throws comes out of the call as it is; so does an {@link
   * IllegalStateException} if it returns null or no token.
   */
  public final B bearerToken(Supplier<String> token) {
    bearerToken = requireNonNull(token, "token == null");
    return self();
  }

  /**
   * Lets tokens travel over plain http to any host. Only for networks that encrypt by other means:
   * whoever sees a token can do all that it allows.
   */
  public final B allowInsecureHttp() {
    insecureHttp = true;
    return self();
  }

  /** Bounds one attempt, from the connection to the last byte; 30 seconds unless set. */
  public final B timeout(Duration timeout) {
    options = options.withTimeout(timeout);
    return self();
  }

  /** Bounds a whole call, waits and retries included; 2 minutes unless set. */
  public final B deadline(Duration deadline) {
    options = options.withDeadline(deadline);
    return self();
  }

  /** Sets how calls are tried again; {@link RetryPolicy#standard()} unless set. */
  public final B retry(RetryPolicy policy) {
    options = options.withRetry(policy);
    return self();
  }

  /**
   * Sends a header with each call, in place of one of the same name. An {@code Authorization}
   * header is guarded like a bearer token, and takes its place; it goes to admin calls only.
   *
   * @throws IllegalArgumentException if name or value can't be a header, or the header says how the
   *     message is read, such as {@code Accept} or {@code Content-Length}
   */
  public final B header(String name, String value) {
    options = options.withHeader(name, value);
    return self();
  }

  /**
   * Bounds how much of a successful answer is read, after decompression; 16 MiB unless set. What is
   * kept of it in memory is bounded as well, to about four times as much.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public final B maxResponseBytes(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("maxResponseBytes is not positive: " + bytes);
    }
    maxResponseBytes = bytes;
    return self();
  }

  /**
   * Makes calls with an OkHttpClient of the application: with its connection pool, dispatcher, TLS,
   * proxy and interceptors. Time limits, redirects and retries are still ours. Closing our client
   * leaves it open.
   */
  public final B httpClient(OkHttpClient client) {
    httpClient = requireNonNull(client, "client == null");
    return self();
  }

  /** Has each call and attempt told to an observer: for metrics and tracing. */
  public final B observer(CallObserver observer) {
    this.observer = requireNonNull(observer, "observer == null");
    return self();
  }

  /**
   * Wraps what calls are made with, such as by OpenTelemetry's {@code createCallFactory}: the
   * function is given the client that is set up here, with all its guards, and what it returns
   * makes the calls. Tags of requests have to reach that client.
   */
  public final B callFactory(Function<? super OkHttpClient, ? extends Call.Factory> wrapper) {
    callFactory = requireNonNull(wrapper, "wrapper == null");
    return self();
  }

  /**
   * Takes the servers from the environment: {@code HYDRA_ADMIN_URL} and, for what {@link
   * #publicUrl} is needed for, {@code HYDRA_PUBLIC_URL}; or else {@code ORY_SDK_URL} and {@code
   * ORY_API_KEY} of an Ory Network project.
   *
   * @throws IllegalStateException if neither is set; the message names what is missing
   */
  public final B fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  final B fromEnvironment(Map<String, String> environment) {
    String admin = environment.getOrDefault("HYDRA_ADMIN_URL", "");
    String project = environment.getOrDefault("ORY_SDK_URL", "");
    if (!admin.isBlank()) {
      adminUrl(admin);
      String open = environment.getOrDefault("HYDRA_PUBLIC_URL", "");
      return open.isBlank() ? self() : publicUrl(open);
    }
    if (project.isBlank()) {
      throw new IllegalStateException(
          "no server in the environment: set HYDRA_ADMIN_URL (and HYDRA_PUBLIC_URL for registration"
              + " and checks of secrets), or ORY_SDK_URL and ORY_API_KEY");
    }
    String key = environment.getOrDefault("ORY_API_KEY", "");
    if (key.isBlank()) {
      throw new IllegalStateException("ORY_SDK_URL is set but ORY_API_KEY is not");
    }
    return projectUrl(project).bearerToken(key);
  }

  /** For tests, which don't wait. */
  final B time(Time time) {
    this.time = time;
    return self();
  }
}
