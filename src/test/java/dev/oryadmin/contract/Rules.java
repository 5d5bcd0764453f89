package dev.oryadmin.contract;

import static dev.oryadmin.contract.Server.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.oryadmin.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Credentials;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A group of rules, each a test whose name is the rule. JSON is written with single quotes here,
 * and sent with double ones.
 */
@ExtendWith(ContractExtension.class)
abstract class Rules {
  static final String UNKNOWN = "/admin/clients/nobody-has-this-id";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Server server;

  @BeforeEach
  void meet(Server server) {
    this.server = server;
  }

  Server server() {
    return server;
  }

  ApiClient ory() {
    return server.ory();
  }

  /** A name that nobody has used before. */
  String fresh() {
    return server.name() + "-" + NUMBER.incrementAndGet();
  }

  static JsonElement json(String text) {
    return JsonParser.parseString(Server.quoted(text));
  }

  /** Sends a POST of this very text. */
  ServerAnswer post(String body) {
    return server.remember(server.admin("POST", "/admin/clients", body));
  }

  /** Creates a client of this run. */
  ServerAnswer made(String json) {
    return server.create(json).is(201);
  }

  String madeId(String json) {
    return made(json).text("client_id");
  }

  static String path(String id) {
    return "/admin/clients/" + Server.segment(id);
  }

  ServerAnswer read(String id) {
    return server.admin("GET", path(id), null);
  }

  ServerAnswer put(String id, String body) {
    return server.admin("PUT", path(id), body);
  }

  ServerAnswer patch(String id, String body) {
    return server.admin("PATCH", path(id), body);
  }

  ServerAnswer lifespans(String id, String body) {
    return server.admin("PUT", path(id) + "/lifespans", body);
  }

  ServerAnswer rotate(String id) {
    return server.admin("POST", path(id) + "/secrets/rotate", "");
  }

  ServerAnswer deleteRotated(String id) {
    return server.admin("DELETE", path(id) + "/secrets/rotate", null);
  }

  /** Creates a client that can get tokens by a secret. */
  String withSecret(String secret) {
    return madeId("{'client_secret':'" + secret + "','grant_types':['client_credentials']}");
  }

  ServerAnswer token(String id, String secret) {
    return tokenBy(Credentials.basic(Server.segment(id), Server.segment(secret)));
  }

  ServerAnswer tokenBy(String authorization) {
    return tokenBy(authorization, "grant_type=client_credentials");
  }

  ServerAnswer tokenBy(String authorization, String form) {
    Headers headers =
        Headers.of(
            "Authorization", authorization, "Content-Type", "application/x-www-form-urlencoded");
    return server.open("POST", "/oauth2/token", form, headers);
  }

  /** Checks for each secret whether the token endpoint takes it. */
  void assertAccepted(String id, boolean accepted, String... secrets) {
    for (String secret : secrets) {
      assertThat(token(id, secret).status()).as(secret).isEqualTo(accepted ? 200 : 401);
    }
  }

  /** Creates a client by dynamic registration. */
  ServerAnswer registered(String json) {
    return register(json).is(201);
  }

  /** Sends a dynamic registration; skipped where that is switched off. */
  ServerAnswer register(String body) {
    assumeTrue(server.hasRegistration(), "dynamic registration is off");
    return server.remember(server.open("POST", "/oauth2/register", body, JSON));
  }

  /** Calls the registration endpoint for one client. */
  ServerAnswer own(String method, String id, @Nullable String body, String token) {
    Headers headers = JSON.newBuilder().set("Authorization", "Bearer " + token).build();
    return server.open(method, "/oauth2/register/" + id, body, headers);
  }

  static <T> List<T> inParallel(int times, Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        tasks.add(task);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
