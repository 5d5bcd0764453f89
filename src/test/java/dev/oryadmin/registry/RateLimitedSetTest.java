package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ApiClient;
import dev.oryadmin.AppliedPlan;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.SharedTime;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.RateLimitBucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand clients under rate limits as a small project of Ory Network has them: 10 requests a
 * second of each kind, 300 a minute in all.
 */
class RateLimitedSetTest {
  private static final int CLIENTS = 1_000;
  private static final int A_MINUTE = 300;

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void theyTakeAsLongAsTheLimitsDemandAndHardlyAnyRequestIsRefused(int atOnce) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    try (FakeHydra hydra =
        FakeHydra.builder()
            .clock(clock)
            .rateLimit(RateLimitBucket.ANY, A_MINUTE, Duration.ofMinutes(1))
            .rateLimit(RateLimitBucket.ADMIN_LOW, 10, Duration.ofSeconds(1))
            .rateLimit(RateLimitBucket.ADMIN_HIGH, 10, Duration.ofSeconds(1))
            .start()) {
      SharedTime time = new SharedTime(hydra::advance);
      Interceptor counted =
          chain -> {
            time.act();
            Response answer = chain.proceed(chain.request());
            time.act();
            requests.incrementAndGet();
            refused.addAndGet(answer.code() == 429 ? 1 : 0);
            return answer;
          };
      try (ApiClient ory =
          time.set(ApiClient.builder())
              .adminUrl(hydra.adminUrl())
              .httpClient(new OkHttpClient.Builder().addInterceptor(counted).build())
              .build()) {
        ClientPlan plan = new ClientRegistry(ory).concurrency(atOnce).plan(desired());
        Duration planned = time.passed();
        int ofPlan = requests.get();
        AppliedPlan done = plan.apply(new SecretFolder(), progress -> {});

        String measured =
            "%d at once: planned by %d requests in %s, %d requests and %s in all, %d refused"
                .formatted(atOnce, ofPlan, planned, requests.get(), time.passed(), refused.get());
        assertThat(done.isComplete()).as(measured + done).isTrue();
        assertThat(refused.get()).as(measured).isLessThan(requests.get() / 30);
        int needed = requests.get() / A_MINUTE + 1;
        assertThat(time.passed())
            .as(measured)
            .isLessThan(Duration.ofMinutes(needed).plusMinutes(2));
      }
    }
  }

  private static List<OAuth2Client> desired() {
    List<OAuth2Client> desired = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      desired.add(billing().clientId("c" + i).build());
    }
    return desired;
  }
}
