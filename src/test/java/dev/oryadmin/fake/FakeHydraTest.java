package dev.oryadmin.fake;

import static dev.oryadmin.testing.Endpoint.ADMIN;
import static dev.oryadmin.testing.Endpoint.PUBLIC;
import static dev.oryadmin.testing.RateLimitBucket.ADMIN_HIGH;
import static dev.oryadmin.testing.RateLimitBucket.ADMIN_LOW;
import static dev.oryadmin.testing.RateLimitBucket.ADMIN_MEDIUM;
import static dev.oryadmin.testing.RateLimitBucket.ANY;
import static dev.oryadmin.testing.RateLimitBucket.PUBLIC_LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.ReceivedRequest;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeHydraTest {
  private FakeHydra hydra = FakeHydra.start();

  @AfterEach
  void close() {
    hydra.close();
  }

  private static boolean isCreate(ReceivedRequest request) {
    return request.is("POST", "/admin/clients");
  }

  private void restart(FakeHydra.Builder builder) {
    hydra.close();
    hydra = builder.start();
  }

  private RawHttp.Answer admin(String method, String path, String body) {
    return RawHttp.send(hydra.adminUrl(), method, path, Map.of(), body);
  }

  private RawHttp.Answer create(String id) {
    return admin("POST", "/admin/clients", "{\"client_id\":\"" + id + "\"}");
  }

  private int statusOf(String id) {
    return admin("GET", "/admin/clients/" + id, "").status();
  }

  @Test
  void recordsRequestsInOrder() {
    create("a");
    RawHttp.send(hydra.publicUrl(), "POST", "/oauth2/register?x=1", Map.of("X-Trace", "t"), "{}");

    assertThat(hydra.requests()).hasSize(2);
    assertThat(hydra.requests().get(0).endpoint()).isEqualTo(ADMIN);
    assertThat(hydra.requests().get(0).body()).isEqualTo("{\"client_id\":\"a\"}");
    ReceivedRequest registration = hydra.requests().get(1);
    assertThat(registration.endpoint()).isEqualTo(PUBLIC);
    assertThat(registration.path()).isEqualTo("/oauth2/register?x=1");
    assertThat(registration.is("POST", "/oauth2/register")).isTrue();
    assertThat(registration.headers().get("x-trace")).isEqualTo("t");
  }

  @Test
  void recordedRequestPrintsNoSecret() {
    RawHttp.send(
        hydra.publicUrl(),
        "PUT",
        "/oauth2/register/x?access_token=hush",
        Map.of("Authorization", "Bearer hush"),
        "{\"client_secret\":\"hush\"}");

    assertThat(hydra.requests().get(0)).hasToString("PUBLIC PUT /oauth2/register/x");
  }

  @Test
  void resetDeletesClientsRequestsAndFaults() {
    create("a");
    hydra.fail(r -> true, Fault.answer(503, "").always());
    hydra.reset();

    assertThat(hydra.requests()).isEmpty();
    assertThat(statusOf("a")).isEqualTo(404);
  }

  @Test
  void noThreadKeepsTheJvmAliveAfterClosing() throws InterruptedException {
    Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();
    restart(FakeHydra.builder());
    create("a");
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("MockWebServer"))
            .filter(thread -> !ofOthers.contains(thread))
            .toList();
    assertThat(threads).isNotEmpty();

    hydra.close();

    for (Thread thread : threads) {
      thread.join(5_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void startsInWellUnderASecond() {
    long start = System.nanoTime();
    restart(FakeHydra.builder());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void oneOfManyConcurrentCreatesOfAnIdSucceeds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        statuses.add(threads.submit(() -> create("race").status()));
      }
      List<Integer> seen = new ArrayList<>();
      for (Future<Integer> status : statuses) {
        seen.add(status.get());
      }
      assertThat(seen).containsOnly(201, 409).containsOnlyOnce(201);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void seedAndClockMakeRunsRepeatable() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.5Z"), ZoneOffset.UTC);
    List<String> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      restart(FakeHydra.builder().seed(7).clock(clock));
      RawHttp.Answer list = admin("GET", "/admin/clients", "");
      RawHttp.Answer made = admin("POST", "/admin/clients", "{}");
      runs.add(
          made.body().replace(hydra.publicUrl(), "") + list.header("Link") + list.header("Date"));
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1));
    assertThat(runs.get(0))
        .contains("\"created_at\":\"2026-01-02T03:04:06Z\"")
        .contains("\"updated_at\":\"2026-01-02T03:04:05.5Z\"")
        .contains("Fri, 02 Jan 2026 03:04:05 GMT");
  }

  @Test
  void pageTokenExpiresAfterAnHour() {
    create("a");
    create("b");
    String link = admin("GET", "/admin/clients?page_size=1", "").header("Link");
    String next = link.substring(link.lastIndexOf('<') + 1, link.lastIndexOf('>'));

    hydra.advance(Duration.ofMinutes(59));
    assertThat(admin("GET", next, "").status()).isEqualTo(200);
    hydra.advance(Duration.ofMinutes(1));
    assertThat(admin("GET", next, "").body())
        .contains("page token expired, do not persist page tokens");
  }

  @Test
  void defaultScopeCanBeSet() {
    restart(FakeHydra.builder().defaultScope("offline_access offline openid"));

    assertThat(create("a").body()).contains("\"scope\":\"offline_access offline openid\"");
  }

  @Test
  void latencyDelaysAnswers() {
    restart(FakeHydra.builder().latency(Duration.ofMillis(80)));
    long start = System.nanoTime();

    create("a");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(79));
  }

  @Test
  void rateLimitAnswersWithoutABodyUntilItsWindowEnds() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    restart(FakeHydra.builder().clock(clock).rateLimit(ANY, 2, Duration.ofSeconds(60)));

    RawHttp.Answer first = create("a");
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.headers())
        .containsEntry("x-ratelimit-limit", "2")
        .containsEntry("x-ratelimit-remaining", "1")
        .containsEntry("x-ratelimit-reset", "60");
    create("b");
    hydra.advance(Duration.ofMillis(20_500));
    RawHttp.Answer third = create("c");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.body()).isEmpty();
    assertThat(third.headers())
        .containsEntry("x-ratelimit-remaining", "0")
        .containsEntry("x-ratelimit-reset", "40")
        .doesNotContainKey("Retry-After");

    hydra.advance(Duration.ofSeconds(40));
    assertThat(statusOf("c")).as("it was not carried out").isEqualTo(404);
  }

  @Test
  void eachBucketCountsItsOwnRequests() {
    restart(
        FakeHydra.builder()
            .rateLimit(ADMIN_LOW, 1, Duration.ofHours(1))
            .rateLimit(ADMIN_MEDIUM, 1, Duration.ofHours(1))
            .rateLimit(ADMIN_HIGH, 2, Duration.ofHours(1))
            .rateLimit(PUBLIC_LOW, 1, Duration.ofHours(1)));

    assertThat(create("a").status()).isEqualTo(201);
    assertThat(create("b").status()).isEqualTo(429);
    assertThat(admin("GET", "/admin/clients?page_size=1", "").status()).isEqualTo(200);
    assertThat(admin("GET", "/admin/clients", "").status()).isEqualTo(429);
    assertThat(admin("POST", "/admin/clients/a/secrets/rotate", "").status()).isEqualTo(200);
    assertThat(statusOf("a")).isEqualTo(200);
    assertThat(statusOf("a")).isEqualTo(429);
    Map<String, String> none = Map.of();
    assertThat(RawHttp.send(hydra.publicUrl(), "POST", "/oauth2/register", none, "{}").status())
        .isEqualTo(201);
    assertThat(RawHttp.send(hydra.publicUrl(), "POST", "/oauth2/register", none, "{}").status())
        .isEqualTo(429);
    assertThat(admin("GET", "/version", "").status()).isEqualTo(200);
  }

  @Test
  void faultReplacesOneRequest() {
    hydra.fail(FakeHydraTest::isCreate, Fault.answer(503, Headers.of("Retry-After", "1"), "busy"));

    RawHttp.Answer refused = create("a");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsEntry("Retry-After", "1");
    assertThat(refused.body()).isEqualTo("busy");
    assertThat(statusOf("a")).isEqualTo(404);
    assertThat(create("a").status()).isEqualTo(201);
  }

  @Test
  void faultAfterProcessingLosesOnlyTheAnswer() {
    hydra.fail(FakeHydraTest::isCreate, Fault.answer(502, "").afterProcessing());

    assertThat(create("a").status()).isEqualTo(502);
    assertThat(statusOf("a")).isEqualTo(200);
  }

  @Test
  void connectionCanCloseBeforeOrAfterProcessing() {
    hydra.fail(FakeHydraTest::isCreate, Fault.disconnect());
    hydra.fail(FakeHydraTest::isCreate, Fault.disconnect().afterProcessing());

    assertThatThrownBy(() -> create("before")).hasMessageContaining("POST /admin/clients");
    assertThatThrownBy(() -> create("after")).hasMessageContaining("POST /admin/clients");
    assertThat(statusOf("before")).isEqualTo(404);
    assertThat(statusOf("after")).isEqualTo(200);
  }

  @Test
  void answerCanBeTruncated() {
    hydra.fail(FakeHydraTest::isCreate, Fault.truncate());

    RawHttp.Answer cut = create("a");
    assertThat(cut.body().length())
        .isPositive()
        .isLessThan(Integer.parseInt(cut.header("Content-Length")));
    assertThat(statusOf("a")).isEqualTo(200);
  }

  @Test
  void serverCanStaySilent() {
    hydra.fail(FakeHydraTest::isCreate, Fault.silence());

    assertThatThrownBy(() -> RawHttp.send(hydra.adminUrl(), "POST", "/admin/clients", 100))
        .hasCauseInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void faultsHappenAsOftenAsTheySay() {
    hydra.fail(FakeHydraTest::isCreate, Fault.answer(500, "").times(2));
    hydra.fail(r -> r.method().equals("GET"), Fault.answer(504, "").always());

    assertThat(List.of(create("a").status(), create("a").status(), create("a").status()))
        .containsExactly(500, 500, 201);
    assertThat(List.of(statusOf("a"), statusOf("a"))).containsExactly(504, 504);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.disconnect().times(0))
        .withMessage("times < 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.answer(199, ""))
        .withMessage("status not between 200 and 599: 199");
  }

  @Test
  void faultPrintsNoBody() {
    assertThat(Fault.answer(503, "hush").afterProcessing())
        .hasToString("Fault[ANSWER 503 after processing]");
  }

  @Test
  void throwingPredicateIsReportedInTheAnswer() {
    hydra.fail(
        r -> {
          throw new IllegalStateException("my predicate");
        },
        Fault.disconnect());

    RawHttp.Answer answer = create("a");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("my predicate");
  }

  @Test
  void gatewayAsksForItsKeyOnAdminPathsOnly() {
    restart(FakeHydra.builder().gateway("ory_pat_x"));

    assertThat(hydra.publicUrl()).isEqualTo(hydra.adminUrl());
    RawHttp.Answer refused = create("a");
    assertThat(refused.status()).isEqualTo(401);
    var error = JsonParser.parseString(refused.body()).getAsJsonObject().getAsJsonObject("error");
    assertThat(error.get("message").getAsString()).isEqualTo("Access credentials are invalid");
    assertThat(error.get("request").getAsString()).startsWith("rid-");
    Map<String, String> wrong = Map.of("Authorization", "Bearer ORY_PAT_X");
    assertThat(RawHttp.send(hydra.adminUrl(), "GET", "/admin/clients", wrong, "").status())
        .isEqualTo(401);
    Map<String, String> key = Map.of("Authorization", "Bearer ory_pat_x");
    assertThat(RawHttp.send(hydra.adminUrl(), "GET", "/admin/clients", key, "").status())
        .isEqualTo(200);
    assertThat(admin("POST", "/oauth2/register", "{}").status()).isEqualTo(201);
  }
}
