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
 * Configures an {@link ApiClient}: where the server is, and how calls are made.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <B> the type of the builder itself
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

  /** Returns the transport that the API classes use. For the generated subclass. */
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
          "no server is set: call adminUrl (and publicUrl if needed), projectUrl or fromEnvironment");
    }
    return new Transport(settings, httpClient, callFactory);
  }

  /**
   * Sets the base URL of a self-hosted admin server, such as {@code http://127.0.0.1:4445}. A path
   * in it is kept as a prefix.
   *
   * @throws IllegalArgumentException if it is not an http or https URL, or has a user, query or
   *     fragment
   */
  public final B adminUrl(String url) {
    adminUrl = baseUrl("adminUrl", url);
    return self();
  }

  /**
   * Sets the base URL of a self-hosted public server, such as {@code http://127.0.0.1:4444}.
   *
   * <p>Dynamic registration needs it. {@link ClientRegistry} needs it to check secrets at the token
   * endpoint: in {@code rotateSecret} without a check of your own, and in {@code ensure} if the
   * secret is managed. A {@link GoneException} of a logout needs it to complete the URL.
   *
   * @throws IllegalArgumentException as {@link #adminUrl} does
   */
  public final B publicUrl(String url) {
    publicUrl = baseUrl("publicUrl", url);
    return self();
  }

  /**
   * Sets the URL of an Ory Network project. It is both the admin and the public URL.
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
   * Sets the token that authorizes admin calls. It is not sent with registration calls. Over plain
   * http it is sent only to this machine, unless {@link #allowInsecureHttp} is set.
   *
   * @throws IllegalArgumentException if it is blank or can't be a header
   */
  public final B bearerToken(String token) {
    HeaderText.checkToken(requireNonNull(token, "token == null"));
    return bearerToken(() -> token);
  }

  /**
   * Sets a supplier of the token that authorizes admin calls. It is asked before each attempt, on
   * the thread that makes the attempt.
   *
   * <p>An exception of the supplier comes out of the call unchanged. If it returns null or a blank
   * token, the call throws an {@link IllegalStateException}.
   */
  public final B bearerToken(Supplier<String> token) {
    bearerToken = requireNonNull(token, "token == null");
    return self();
  }

  /**
   * Allows tokens to be sent over plain http to any host. Use it only in networks that are
   * encrypted by other means: whoever reads a token can do everything that it allows.
   */
  public final B allowInsecureHttp() {
    insecureHttp = true;
    return self();
  }

  /**
   * Limits the time of one attempt, from connecting to the last byte of the answer. The default is
   * 30 seconds.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public final B timeout(Duration timeout) {
    options = options.withTimeout(timeout);
    return self();
  }

  /**
   * Limits the time of a whole call, with all attempts and the waits between them. The default is 2
   * minutes.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public final B deadline(Duration deadline) {
    options = options.withDeadline(deadline);
    return self();
  }

  /**
   * Sets how often calls are retried, and how long they wait before each retry. The default is
   * {@link RetryPolicy#standard()}.
   */
  public final B retry(RetryPolicy policy) {
    options = options.withRetry(policy);
    return self();
  }

  /**
   * Sends a header with each call. It replaces a header of the same name. An {@code Authorization}
   * header replaces the bearer token, is protected like one, and is sent with admin calls only.
   *
   * @throws IllegalArgumentException if name or value can't be a header, or if the SDK sets this
   *     header itself, such as {@code Accept} or {@code Content-Length}
   */
  public final B header(String name, String value) {
    options = options.withHeader(name, value);
    return self();
  }

  /**
   * Limits how many bytes of a successful answer are read, after decompression. The default is 16
   * MiB. Its parsed values may use about four times as much memory.
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
   * proxy and interceptors. Time limits, redirects and retries remain those of the SDK. Closing the
   * {@link ApiClient} does not close it.
   */
  public final B httpClient(OkHttpClient client) {
    httpClient = requireNonNull(client, "client == null");
    return self();
  }

  /** Sets an observer that is told of each call and each attempt, for metrics and tracing. */
  public final B observer(CallObserver observer) {
    this.observer = requireNonNull(observer, "observer == null");
    return self();
  }

  /**
   * Wraps the HTTP client, for example by OpenTelemetry's {@code createCallFactory}.
   *
   * <p>The function gets the client as the SDK has configured it: OkHttp repeats nothing by itself,
   * follows no redirects, and sends no secret over plain http to another machine. Calls are made
   * with the factory that the function returns. That factory must pass requests on with their tags.
   */
  public final B callFactory(Function<? super OkHttpClient, ? extends Call.Factory> wrapper) {
    callFactory = requireNonNull(wrapper, "wrapper == null");
    return self();
  }

  /**
   * Reads the servers from environment variables: {@code HYDRA_ADMIN_URL} and, optionally, {@code
   * HYDRA_PUBLIC_URL}; or, for an Ory Network project, {@code ORY_SDK_URL} and {@code ORY_API_KEY}.
   *
   * <p>Registration and checks of secrets need the public URL.
   *
   * @throws IllegalStateException if neither {@code HYDRA_ADMIN_URL} nor {@code ORY_SDK_URL} is
   *     set, or if {@code ORY_API_KEY} is missing; the message names what is missing
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

  /** Sets the clock. For tests, which must not wait. */
  final B time(Time time) {
    this.time = time;
    return self();
  }
}
