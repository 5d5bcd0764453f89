package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.Operation.RetrySafety;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are followed by another attempt, after which waits. */
class RetryTest {
  private static final String SERIALIZE =
      "{\"error\":\"Unable to serialize access due to a concurrent update in another session\"}";

  @AutoClose private final MockWebServer server = new MockWebServer();
  private final TestTime time = new TestTime();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  private ApiClient.Builder builder() {
    String url = server.url("/").toString();
    return ApiClient.builder().adminUrl(url).publicUrl(url).time(time);
  }

  private void always(MockResponse answer) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
  }

  private <E extends OryException> E failure(
      Class<E> type, SampleCall call, boolean inBackground, ApiClient.Builder builder) {
    try (ApiClient ory = builder.build()) {
      return catchThrowableOfType(type, () -> call.make(ory, inBackground));
    }
  }

  private static List<Duration> seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  private static List<Duration> millis(long... millis) {
    return LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationHasTheRetrySafetyOfTheFragment(SampleCall call) {
    try (ApiClient ory = builder().build()) {
      assertThat(call.prepare(ory).request.operation().retrySafety()).isEqualTo(call.retrySafety());
    }
  }

  @ParameterizedTest
  @EnumSource
  void badGatewayIsRetriedUnlessTheOperationIsOnce(SampleCall call) {
    for (int status : new int[] {502, 503, 504}) {
      always(Answers.status(status));
      ServerException e = failure(ServerException.class, call, status % 2 == 0, builder());
      int attempts = call.retrySafety() == RetrySafety.ONCE ? 1 : 4;
      assertThat(e.status()).isEqualTo(status);
      assertThat(e.attempts()).isEqualTo(attempts);
      assertThat(e.getSuppressed())
          .hasSize(attempts - 1)
          .allMatch(earlier -> earlier instanceof ServerException);
    }
    int each = call.retrySafety() == RetrySafety.ONCE ? 1 : 4;
    assertThat(server.getRequestCount()).isEqualTo(3 * each);
    assertThat(time.waits().subList(0, each - 1))
        .isEqualTo(millis(200, 400, 800).subList(0, each - 1));
  }

  @ParameterizedTest
  @EnumSource
  void otherStatusesAreNeverRetried(SampleCall call) {
    int[] statuses = {301, 307, 400, 401, 403, 404, 405, 408, 409, 410, 421, 431, 499, 500, 501};
    for (int status : statuses) {
      always(Answers.status(status).newBuilder().setHeader("Location", "/").build());
      ApiException e = failure(ApiException.class, call, status % 2 == 0, builder());
      assertThat(e.status()).isEqualTo(status);
      assertThat(e.attempts()).isEqualTo(1);
    }
    assertThat(server.getRequestCount()).isEqualTo(statuses.length);
    assertThat(time.waits()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void rateLimitIsRetriedForEveryOperation(SampleCall call) {
    for (boolean inBackground : new boolean[] {false, true}) {
      always(Answers.status(429));
      RateLimitedException e = failure(RateLimitedException.class, call, inBackground, builder());
      assertThat(e.attempts()).isEqualTo(7);
      assertThat(e.retryAfter()).isNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(14);
    assertThat(time.waits()).isEqualTo(seconds(1, 2, 4, 8, 16, 30, 1, 2, 4, 8, 16, 30));
  }

  @ParameterizedTest
  @EnumSource
  void attemptsAreCountedAfterARateLimit(SampleCall call) {
    try (ApiClient ory = builder().build()) {
      server.enqueue(Answers.status(429));
      server.enqueue(Answers.success(call));
      ApiResponse<?> answer = call.make(ory, true);
      assertThat(answer.attempts()).isEqualTo(2);
      assertThat(answer.status()).isEqualTo(call.status());
    }
  }

  @ParameterizedTest
  @EnumSource
  void serializationFailureIsRetriedOnce(SampleCall call) {
    always(Answers.json(400, SERIALIZE));
    ConflictException e = failure(ConflictException.class, call, false, builder());
    assertThat(e.status()).isEqualTo(400);
    assertThat(e.attempts()).isEqualTo(2);
    assertThat(time.waits()).isEqualTo(millis(200));
  }

  @Test
  void noRetryPolicyMakesOneAttempt() {
    for (MockResponse answer :
        List.of(Answers.status(429), Answers.status(503), Answers.json(400, SERIALIZE))) {
      always(answer);
      ApiException e =
          failure(ApiException.class, SampleCall.GET, false, builder().retry(RetryPolicy.none()));
      assertThat(e.attempts()).isEqualTo(1);
    }
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void customPolicyIsUsed() {
    RetryPolicy policy =
        RetryPolicy.none()
            .failureWaits(Duration.ofSeconds(3))
            .rateLimitWaits(Duration.ofSeconds(5), Duration.ofSeconds(7));
    always(Answers.status(429));
    failure(RateLimitedException.class, SampleCall.GET, false, builder().retry(policy));
    always(Answers.status(502));
    failure(ServerException.class, SampleCall.GET, false, builder().retry(policy));
    assertThat(time.waits()).isEqualTo(seconds(5, 7, 3));
  }

  @Test
  void jitterOnlyAdds() {
    time.random(1);
    always(Answers.status(429));
    failure(RateLimitedException.class, SampleCall.GET, false, builder());
    assertThat(time.waits()).isEqualTo(millis(1_250, 2_500, 5_000, 10_000, 20_000, 37_500));
  }

  @Test
  void jitterCanBeSet() {
    time.random(0.5);
    always(Answers.status(503));
    RetryPolicy policy = RetryPolicy.standard().jitter(1);
    assertThat(policy.jitter()).isEqualTo(1);
    assertThat(RetryPolicy.none()).hasToString("RetryPolicy{rateLimitWaits=[], failureWaits=[]}");
    failure(ServerException.class, SampleCall.GET, false, builder().retry(policy));
    assertThat(time.waits()).isEqualTo(millis(300, 600, 1_200));
  }

  @Test
  void invalidWaitsAreRefused() {
    RetryPolicy policy = RetryPolicy.standard();
    assertThatThrownBy(() -> policy.failureWaits(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.rateLimitWaits(Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.longestWait(Duration.ofDays(1).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.jitter(1.01)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.jitter(-0.01)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.jitter(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(policy.jitter(0).jitter(1).longestWait(Duration.ofDays(1))).isNotNull();
    assertThat(policy.failureWaits(Duration.ZERO).failureWaits()).containsExactly(Duration.ZERO);
  }

  @ParameterizedTest(name = "{0}: {1} -> {2} s, then {3} s")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Retry-After;       5;                             5; 5
          Retry-After;       0;                             1; 2
          Retry-After;       60;                            60; 60
          Retry-After;       61;                            60; 60
          Retry-After;       99999999999999999999;          60; 60
          Retry-After;       -7;                            1; 2
          Retry-After;       1.5;                           1; 2
          Retry-After;       soon;                          1; 2
          Retry-After;       '';                            1; 2
          Retry-After;       Sun, 22 Nov 2026 12:00:09 GMT; 9; 2
          Retry-After;       Sun, 22 Nov 2026 11:00:00 GMT; 1; 2
          Retry-After;       Fri, 01 Jan 2100 00:00:00 GMT; 60; 60
          x-ratelimit-reset; 0;                             1; 2
          x-ratelimit-reset; 13;                            13; 13
          x-ratelimit-reset; '3, 13, 7';                    13; 13
          X-RateLimit-Reset; '3,,x,4';                      4; 4
          """)
  void serverCanLengthenAWaitButNotShortenIt(String name, String value, long first, long second) {
    always(new MockResponse.Builder().code(429).addHeaderLenient(name, value).build());
    failure(
        RateLimitedException.class, SampleCall.GET, false, builder().deadline(Duration.ofHours(1)));
    assertThat(time.waits().subList(0, 2)).isEqualTo(seconds(first, second));
  }

  @Test
  void longestOfSeveralHeadersApplies() {
    always(
        new MockResponse.Builder()
            .code(429)
            .addHeader("x-ratelimit-reset", "2")
            .addHeader("x-ratelimit-reset", "11")
            .addHeader("Retry-After", "3")
            .build());
    RateLimitedException e = failure(RateLimitedException.class, SampleCall.GET, false, builder());
    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(11));
    assertThat(time.waits()).isEqualTo(seconds(11, 11, 11, 11, 16, 30));
  }

  @Test
  void longestWaitCanBeSet() {
    always(new MockResponse.Builder().code(429).addHeader("Retry-After", "50").build());
    RetryPolicy policy = RetryPolicy.standard().longestWait(Duration.ofSeconds(10));
    failure(RateLimitedException.class, SampleCall.GET, false, builder().retry(policy));
    assertThat(time.waits()).isEqualTo(seconds(10, 10, 10, 10, 16, 30));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void deadlineEndsTheRetries(boolean inBackground) {
    always(Answers.status(429));
    RateLimitedException e =
        failure(
            RateLimitedException.class,
            SampleCall.CREATE,
            inBackground,
            builder().deadline(Duration.ofSeconds(7)));
    assertThat(e.attempts()).isEqualTo(3);
    assertThat(time.waits()).isEqualTo(seconds(1, 2)); // 1 + 2 + 4 would end with the deadline
  }

  @Test
  void retryIsMadeIfTheDeadlineLeavesTime() {
    always(Answers.status(429));
    RateLimitedException e =
        failure(
            RateLimitedException.class,
            SampleCall.CREATE,
            false,
            builder().deadline(Duration.ofSeconds(7).plusMillis(500)).timeout(Duration.ofDays(1)));
    assertThat(e.attempts()).isEqualTo(4);
  }

  @Test
  void rateLimitsAndFailuresAreCountedSeparately() {
    try (ApiClient ory = builder().build()) {
      for (int status : new int[] {429, 503, 429, 502, 504, 429}) {
        server.enqueue(Answers.status(status));
      }
      server.enqueue(Answers.client());
      assertThat(SampleCall.GET.make(ory, false).attempts()).isEqualTo(7);
    }
    assertThat(time.waits()).isEqualTo(millis(1_000, 200, 2_000, 400, 800, 4_000));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void missingClientIsSuccessOnARetriedDeletion(boolean inBackground) {
    try (ApiClient ory = builder().build()) {
      server.enqueue(Answers.status(503));
      server.enqueue(Answers.missing());
      ApiResponse<?> answer = SampleCall.DELETE.make(ory, inBackground);
      assertThat(answer.attempts()).isEqualTo(2);
      assertThat(answer.status()).isEqualTo(404);
    }
  }

  @Test
  void missingClientIsAnErrorOnAFirstDeletion() {
    always(Answers.missing());
    NotFoundException e = failure(NotFoundException.class, SampleCall.DELETE, false, builder());
    assertThat(e.resourceMissing()).isTrue();
  }

  @Test
  void missingClientIsAnErrorIfNoAttemptCanHaveDeletedIt() {
    server.enqueue(Answers.status(429));
    server.enqueue(Answers.missing());
    assertThat(failure(NotFoundException.class, SampleCall.DELETE, false, builder()).attempts())
        .isEqualTo(2);
    server.enqueue(Answers.missing());
    OkHttpClient unreachableAtFirst = new OkHttpClient.Builder().dns(failingOnce()).build();
    String url = "http://localhost:" + server.getPort();
    NotFoundException e =
        failure(
            NotFoundException.class,
            SampleCall.DELETE,
            false,
            builder().adminUrl(url).httpClient(unreachableAtFirst));
    assertThat(e.attempts()).isEqualTo(2);
  }

  private static Dns failingOnce() {
    AtomicInteger lookups = new AtomicInteger();
    return host -> {
      if (lookups.getAndIncrement() == 0) {
        throw new UnknownHostException(host);
      }
      return List.of(InetAddress.getLoopbackAddress());
    };
  }

  @Test
  void missingRouteIsAnErrorOnARetriedDeletion() {
    server.enqueue(Answers.status(503));
    server.enqueue(Answers.json(404, "{\"error\":{\"code\":404,\"message\":\"Not Found\"}}"));
    NotFoundException e = failure(NotFoundException.class, SampleCall.DELETE, false, builder());
    assertThat(e.resourceMissing()).isFalse();
    assertThat(e.attempts()).isEqualTo(2);
  }

  @Test
  void missingClientIsAnErrorOnOtherRetries() {
    for (SampleCall call :
        List.of(
            SampleCall.GET,
            SampleCall.REPLACE,
            SampleCall.DELETE_ROTATED_SECRETS,
            SampleCall.DELETE_REGISTERED)) {
      server.enqueue(Answers.status(503));
      server.enqueue(Answers.missing());
      assertThat(failure(NotFoundException.class, call, false, builder()).attempts()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void outcomeIsUnknownAfterA401OnARetriedDeletionByToken(boolean inBackground) {
    server.enqueue(Answers.status(504));
    server.enqueue(Answers.json(401, "{\"error\":\"The request could not be authorized\"}"));
    TransportException e =
        failure(TransportException.class, SampleCall.DELETE_REGISTERED, inBackground, builder());
    assertThat(e).hasMessageStartingWith("deleteOidcDynamicClient: outcome unknown");
    assertThat(e.mayHaveBeenSent()).isTrue();
    assertThat(e.answerStatus()).hasValue(401);
    assertThat(e.attempts()).isEqualTo(2);
    assertThat(e).hasCauseInstanceOf(UnauthorizedException.class);
    assertThat(e.getSuppressed()).hasSize(1);
  }

  @Test
  void a401IsAnErrorIfNoAttemptCanHaveDeletedTheClient() {
    server.enqueue(Answers.status(429));
    server.enqueue(Answers.status(401));
    assertThat(
            failure(UnauthorizedException.class, SampleCall.DELETE_REGISTERED, false, builder())
                .attempts())
        .isEqualTo(2);
    server.enqueue(Answers.status(401));
    assertThat(
            failure(UnauthorizedException.class, SampleCall.DELETE_REGISTERED, false, builder())
                .attempts())
        .isEqualTo(1);
    server.enqueue(Answers.status(503));
    server.enqueue(Answers.status(401));
    assertThat(failure(UnauthorizedException.class, SampleCall.GET, false, builder()).attempts())
        .isEqualTo(2);
  }

  @Test
  void mayHaveBeenSentConsidersEarlierAttempts() {
    server.enqueue(Answers.status(503));
    AtomicInteger lookups = new AtomicInteger();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .dns(
                host -> {
                  if (lookups.getAndIncrement() > 0) {
                    throw new UnknownHostException(host);
                  }
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build();
    TransportException e =
        failure(
            TransportException.class,
            SampleCall.REPLACE,
            false,
            builder().adminUrl("http://localhost:" + server.getPort()).httpClient(client));
    assertThat(e.mayHaveBeenSent()).isTrue();
    assertThat(e.attempts()).isEqualTo(4);
    assertThat(e)
        .hasMessageContaining("unknown host localhost (the server may have processed the request)");
  }
}
