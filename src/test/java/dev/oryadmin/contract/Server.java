package dev.oryadmin.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.ApiClient;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.testing.FakeHydra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The server that rules are tested on. All clients made here carry a name that no other run has,
 * and are deleted again.
 */
final class Server implements AutoCloseable {
  static final Headers JSON = Headers.of("Accept", "application/json");

  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder().followRedirects(false).followSslRedirects(false).build();

  private final String adminUrl;
  private final String publicUrl;
  private final @Nullable FakeHydra fake;
  private final String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final ApiClient ory;
  private final Generation generation;
  private final boolean registration;

  /** Meets the fake. */
  Server(FakeHydra fake) {
    this(fake.adminUrl(), fake.publicUrl(), fake);
  }

  /** Meets a server that is running. */
  Server(String adminUrl, String publicUrl) {
    this(adminUrl, publicUrl, null);
  }

  private Server(String adminUrl, String publicUrl, @Nullable FakeHydra fake) {
    this.adminUrl = adminUrl.replaceAll("/+$", "");
    this.publicUrl = publicUrl.replaceAll("/+$", "");
    this.fake = fake;
    this.ory =
        ApiClient.builder()
            .adminUrl(adminUrl)
            .publicUrl(publicUrl)
            .httpClient(HTTP)
            .retry(RetryPolicy.none())
            .build();
    this.generation = Generation.of(this);
    this.registration = remember(open("POST", "/oauth2/register", "{}", JSON)).status() == 201;
    deleteMine();
  }

  /** The SDK, which tries nothing twice. */
  ApiClient ory() {
    return ory;
  }

  boolean isFake() {
    return fake != null;
  }

  /** What the server itself says. */
  String version() {
    return admin("GET", "/version", null).text("version");
  }

  Generation generation() {
    return generation;
  }

  boolean hasRegistration() {
    return registration;
  }

  /** The mark of this run's clients: their owner, and the beginning of their ids. */
  String name() {
    return name;
  }

  /** Creates a client of this run's owner, if it is given none; single quotes become double. */
  ServerAnswer create(String json) {
    JsonObject client = JsonParser.parseString(quoted(json)).getAsJsonObject();
    if (!client.has("owner")) {
      client.addProperty("owner", name);
    }
    return remember(admin("POST", "/admin/clients", client.toString()));
  }

  /** Sees to it that a client that has just been created is deleted again. */
  ServerAnswer remember(ServerAnswer created) {
    if (created.status() == 201) {
      ids.add(created.text("client_id"));
    }
    return created;
  }

  /** Sends a request to the admin server; single quotes in the body become double. */
  ServerAnswer admin(String method, String path, @Nullable String body) {
    return send(adminUrl, method, path, body, JSON);
  }

  ServerAnswer admin(String method, String path, @Nullable String body, Headers headers) {
    return send(adminUrl, method, path, body, headers);
  }

  /** Sends a request to the public server; single quotes in the body become double. */
  ServerAnswer open(String method, String path, @Nullable String body, Headers headers) {
    return send(publicUrl, method, path, body, headers);
  }

  static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private static ServerAnswer send(
      String baseUrl, String method, String path, @Nullable String body, Headers headers) {
    boolean needsBody = method.startsWith("P");
    RequestBody content =
        body == null && !needsBody
            ? null
            : RequestBody.create(body == null ? new byte[0] : quoted(body).getBytes(UTF_8));
    Request request =
        new Request.Builder()
            .url(HttpUrl.get(baseUrl + path))
            .headers(headers)
            .method(method, content)
            .build();
    try (Response response = HTTP.newCall(request).execute()) {
      return new ServerAnswer(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  /** Sends a path that an HTTP client would set right first. */
  ServerAnswer adminAsItIs(String method, String path) {
    return Wire.send(adminUrl, method, path, JSON, "");
  }

  /** Percent-encodes an id as one segment of a path. */
  static String segment(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }

  /** Deletes what the rules before have created. */
  void deleteMine() {
    for (String id : List.copyOf(ids)) {
      admin("DELETE", "/admin/clients/" + segment(id), null);
    }
    ids.clear();
  }

  @Override
  public void close() {
    deleteMine();
    ory.close();
    if (fake != null) {
      fake.close();
    }
  }
}
