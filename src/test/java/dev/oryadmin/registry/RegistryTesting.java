package dev.oryadmin.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.SkippedTime;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.Endpoint;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.FormBody;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A fake server, a client and a registry, with time that is never waited for. */
final class RegistryTesting implements AutoCloseable {
  private static final OkHttpClient HTTP = new OkHttpClient();

  final FakeHydra hydra;
  final SkippedTime time;
  final ApiClient ory;
  final ClientRegistry registry;
  private final Map<String, Runnable> before = new ConcurrentHashMap<>();
  private final AtomicInteger callsToLive = new AtomicInteger(Integer.MAX_VALUE);
  private int seen;

  /** What a program does not survive. */
  static final class Killed extends VirtualMachineError {
    private static final long serialVersionUID = 1L;
  }

  RegistryTesting() {
    this(FakeHydra.builder());
  }

  RegistryTesting(FakeHydra.Builder options) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    hydra = options.clock(clock).start();
    time = new SkippedTime(hydra::advance);
    ory =
        time.set(ApiClient.builder())
            .adminUrl(hydra.adminUrl())
            .publicUrl(hydra.publicUrl())
            .httpClient(HTTP.newBuilder().addInterceptor(this::intercept).build())
            .build();
    registry = new ClientRegistry(ory);
  }

  private Response intercept(Interceptor.Chain chain) throws IOException {
    Runnable action = before.remove(chain.request().method());
    if (action != null) {
      action.run();
    }
    if (callsToLive.get() == Integer.MAX_VALUE) {
      return chain.proceed(chain.request());
    }
    int left = callsToLive.getAndDecrement();
    if (left < 0) {
      throw new Killed();
    }
    Response answer = chain.proceed(chain.request());
    if (left == 0) { // the server has done it, and nobody learns of that
      answer.close();
      throw new Killed();
    }
    return answer;
  }

  /** Kills the program after so many calls, or never for the largest number. */
  void killAfter(int calls) {
    callsToLive.set(calls);
  }

  /** Lets somebody else act right before the next request of a method is sent. */
  void before(String method, Runnable somebodyElse) {
    before.put(method, somebodyElse);
  }

  /** A registry that knows no public server. */
  ClientRegistry adminOnly() {
    return new ClientRegistry(time.set(ApiClient.builder()).adminUrl(hydra.adminUrl()).build());
  }

  static OAuth2Client.Builder billing() {
    return OAuth2Client.builder()
        .clientId("billing")
        .clientName("Billing")
        .owner("team-a")
        .grantTypes(GrantType.CLIENT_CREDENTIALS)
        .scope("invoices.read invoices.write");
  }

  /** The writes to the admin server since the last call of this method, as method and path. */
  List<String> writes() {
    List<ReceivedRequest> all = hydra.requests();
    List<String> lines = new ArrayList<>();
    for (ReceivedRequest request : all.subList(seen, all.size())) {
      if (request.endpoint() == Endpoint.ADMIN && !request.method().equals("GET")) {
        lines.add(request.method() + " " + request.path());
      }
    }
    seen = all.size();
    return lines;
  }

  /** The body of the last request. */
  String lastBody() {
    List<ReceivedRequest> all = hydra.requests();
    return all.get(all.size() - 1).body();
  }

  /** Whether the token endpoint gives a token for this secret. */
  boolean authenticates(String id, String secret) {
    String credentials = id + ":" + secret;
    Request request =
        new Request.Builder()
            .url(hydra.publicUrl() + "/oauth2/token")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
            .post(new FormBody.Builder().add("grant_type", "client_credentials").build())
            .build();
    try (Response response = HTTP.newCall(request).execute()) {
      return response.code() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ory.close();
    hydra.close();
  }
}
