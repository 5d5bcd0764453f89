package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.SampleCall.Outcome;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt ends a call on the caller's thread, wherever it waits, and the flag stays set. */
@Untraced
class InterruptTest {
  /** What the caller is promised, and what a busy machine may add. */
  private static final Duration AT_ONCE = Duration.ofMillis(250 + 250);

  private static final class Caller {
    private final FutureTask<Outcome> outcome;
    private final Thread thread;
    private volatile boolean flag;
    private volatile long end;

    Caller(ApiCall<?> call) {
      outcome =
          new FutureTask<>(
              () -> {
                Outcome result = Outcome.of(call, false);
                end = System.nanoTime();
                flag = Thread.currentThread().isInterrupted();
                return result;
              });
      thread = new Thread(outcome);
      thread.start();
    }

    /** Interrupts the call, checks that it ends at once, and returns how. */
    TransportException interrupt() throws Exception {
      long begin = System.nanoTime();
      thread.interrupt();
      Outcome result = outcome.get(10, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(end - begin)).isLessThan(AT_ONCE);
      assertThat(flag).isTrue();
      TransportException failure = result.failure(TransportException.class);
      assertThat(failure).hasMessageContaining("interrupted");
      return failure;
    }
  }

  private static ApiClient client(String url) {
    return ApiClient.builder().adminUrl(url).publicUrl(url).build();
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "CREATE", "DELETE_REGISTERED"})
  void interruptEndsTheWaitForAnAnswer(SampleCall call) throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  waiting.countDown();
                  line.hang();
                });
        ApiClient ory = client(server.url())) {
      Caller caller = new Caller(call.prepare(ory));
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      TransportException e = caller.interrupt();
      assertThat(e.mayHaveBeenSent()).isTrue();
      assertThat(e.attempts()).isEqualTo(1);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void interruptEndsReadingTheBody() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
                  waiting.countDown();
                  line.hang();
                });
        ApiClient ory = client(server.url())) {
      Caller caller = new Caller(SampleCall.GET.prepare(ory));
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(caller.interrupt().mayHaveBeenSent()).isTrue();
    }
  }

  @Test
  void interruptWithinAnErrorBodyKeepsTheStatus() throws Exception {
    CountDownLatch headRead = new CountDownLatch(1);
    OkHttpClient observed =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  headRead.countDown();
                  return response;
                })
            .build();
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.send("HTTP/1.1 409 Conflict\r\nContent-Length: 99\r\n\r\n{\"error\":");
                  line.hang();
                });
        ApiClient ory = ApiClient.builder().adminUrl(server.url()).httpClient(observed).build()) {
      Caller caller = new Caller(SampleCall.CREATE.prepare(ory));
      assertThat(headRead.await(10, TimeUnit.SECONDS)).isTrue();
      caller.thread.interrupt();
      Outcome outcome = caller.outcome.get(10, TimeUnit.SECONDS);
      assertThat(outcome.failure(ConflictException.class).status()).isEqualTo(409);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interruptEndsConnecting(boolean fastFallback) throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    OkHttpClient unreachable =
        new OkHttpClient.Builder()
            .fastFallback(fastFallback)
            .socketFactory(new UnreachableSockets(connecting))
            .dns(host -> List.of(InetAddress.getLoopbackAddress()))
            .build();
    try (ApiClient ory =
        ApiClient.builder().adminUrl("http://nobody.localhost").httpClient(unreachable).build()) {
      Caller caller = new Caller(SampleCall.CREATE.prepare(ory));
      assertThat(connecting.await(10, TimeUnit.SECONDS)).isTrue();
      TransportException e = caller.interrupt();
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(e.attempts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void interruptEndsAWaitBetweenAttempts(int status) throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(status, "");
                  answered.countDown();
                });
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(server.url())
                .retry(
                    RetryPolicy.none()
                        .rateLimitWaits(Duration.ofHours(1))
                        .failureWaits(Duration.ofHours(1)))
                .deadline(Duration.ofHours(2))
                .build()) {
      Caller caller = new Caller(SampleCall.DELETE.prepare(ory));
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      while (caller.thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      TransportException e = caller.interrupt();
      assertThat(e.mayHaveBeenSent()).isEqualTo(status == 503);
      assertThat(e.getSuppressed()).hasSize(1);
    }
  }

  @Test
  void interruptBeforeTheCallPreventsIt() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(line -> {});
        ApiClient ory = client(server.url())) {
      Thread.currentThread().interrupt();
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> SampleCall.CREATE.make(ory, false));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(e.attempts()).isZero();
      assertThat(e).hasMessage("createOAuth2Client: interrupted");
      assertThat(server.connections()).isZero();
    }
  }

  /** Code on the way may say so by an exception alone. */
  @ParameterizedTest
  @ValueSource(strings = {"interrupted", "timeout"})
  void interruptThrownByAnInterceptorEndsTheCall(String message) {
    OkHttpClient theirs =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new InterruptedIOException(message);
                })
            .build();
    try (ApiClient ory =
        ApiClient.builder()
            .adminUrl("http://127.0.0.1")
            .httpClient(theirs)
            .time(new TestTime())
            .build()) {
      TransportException e =
          catchThrowableOfType(TransportException.class, () -> SampleCall.CREATE.make(ory, false));
      boolean interrupted = message.equals("interrupted");
      assertThat(Thread.interrupted()).isEqualTo(interrupted);
      assertThat(e.attempts()).isEqualTo(interrupted ? 1 : 4);
    }
  }

  @Test
  void callAfterAnInterruptedOneWorks() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  waiting.countDown();
                  line.hang();
                },
                line -> {
                  line.readRequest();
                  line.answer(200, SampleCall.CLIENT);
                });
        ApiClient ory = client(server.url())) {
      Caller caller = new Caller(SampleCall.GET.prepare(ory));
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(ory.clients().get("a").clientId()).isEqualTo("a");
    }
  }
}
