package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oryadmin.SampleCall.Outcome;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deadline, an interrupt or the end of a client reaches. */
@Untraced
class DeadlineTest {
  private static ApiClient.Builder builder(ScriptedServer server) {
    return ApiClient.builder().adminUrl(server.url());
  }

  @Test
  void busyCommonPoolDelaysNeitherDeadlineNorRetry() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    int tasks = 4 * Math.max(2, ForkJoinPool.getCommonPoolParallelism());
    for (int i = 0; i < tasks; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                try {
                  over.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(503, "");
                },
                line -> {
                  line.readRequest();
                  line.hang();
                });
        ApiClient ory = builder(server).build()) {
      CompletableFuture<?> future =
          ory.clients().getCall("a").deadline(Duration.ofMillis(800)).executeAsync();
      assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
          // Of the last attempt's time limit and the deadline, which end together, either may be
          // named.
          .hasCauseInstanceOf(TransportException.class)
          .hasMessageContaining(" ms");
      assertThat(server.requests()).as("it was tried again").hasSize(2);
    } finally {
      over.countDown();
    }
  }

  @Test
  void deadlineEndsAWaitForATokenSupplier() {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server = ScriptedServer.start(line -> {});
        ApiClient ory =
            builder(server)
                .bearerToken(
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        throw new UncheckedIOException(new InterruptedIOException("theirs"));
                      }
                      return "";
                    })
                .build()) {
      long begin = System.nanoTime();
      TransportException e =
          Outcome.of(ory.clients().getCall("a").deadline(Duration.ofMillis(300)), false)
              .failure(TransportException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(e).hasMessageContaining("within");
      assertThat(Thread.interrupted()).as("the flag is nobody's").isFalse();
    }
  }

  @Test
  void deadlineEndsADnsLookup() {
    CountDownLatch never = new CountDownLatch(1);
    OkHttpClient theirs =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  while (true) { // deaf to interrupts, as the lookup of the JVM is
                    try {
                      never.await();
                      return List.of(InetAddress.getLoopbackAddress());
                    } catch (InterruptedException e) {
                      // and looks on
                    }
                  }
                })
            .build();
    try (ApiClient ory =
        ApiClient.builder().adminUrl("http://slow.localhost:1").httpClient(theirs).build()) {
      TransportException e =
          Outcome.of(ory.clients().getCall("a").deadline(Duration.ofMillis(300)), false)
              .failure(TransportException.class);
      assertThat(e).hasMessageStartingWith("getOAuth2Client: no connection within ");
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(Thread.interrupted()).isFalse();
    } finally {
      never.countDown();
    }
  }

  private static ApiClient.Builder waitingForAnHour(ScriptedServer server) {
    return builder(server)
        .retry(RetryPolicy.none().failureWaits(Duration.ofHours(1)))
        .deadline(Duration.ofHours(2));
  }

  private static ScriptedServer unavailable() {
    return ScriptedServer.start(
        line -> {
          line.readRequest();
          line.answer(503, "");
        });
  }

  private static FutureTask<Outcome> delete(ApiClient ory, boolean inBackground) {
    FutureTask<Outcome> outcome =
        new FutureTask<>(() -> Outcome.of(SampleCall.DELETE.prepare(ory), inBackground));
    new Thread(outcome).start();
    return outcome;
  }

  private static void isClosed(FutureTask<Outcome> outcome) throws Exception {
    TransportException e = outcome.get(10, TimeUnit.SECONDS).failure(TransportException.class);
    assertThat(e).hasMessageContaining("the ApiClient was closed");
    assertThat(e.mayHaveBeenSent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingTheClientEndsAWaitBetweenAttempts(boolean inBackground) throws Exception {
    AnnouncedTime time = new AnnouncedTime();
    try (ScriptedServer server = unavailable()) {
      ApiClient ory = waitingForAnHour(server).time(time).build();
      FutureTask<Outcome> outcome = delete(ory, inBackground);
      assertThat(time.isWaitedFor()).isTrue();
      ory.close();
      isClosed(outcome);
      assertThat(server.requests()).hasSize(1);
    }
  }

  /** The attempt has ended by then, so there is no HTTP call to cancel, and no wait to end. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingTheClientRightBeforeAWaitPreventsIt(boolean inBackground) throws Exception {
    CompletableFuture<ApiClient> closing = new CompletableFuture<>();
    CallObserver.Observation closer =
        new CallObserver.Observation() {
          @Override
          public void attempted(CallObserver.Ended attempt) {
            closing.join().close();
          }
        };
    try (ScriptedServer server = unavailable()) {
      ApiClient ory = waitingForAnHour(server).observer(operation -> closer).build();
      closing.complete(ory);
      isClosed(delete(ory, inBackground));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void throwingListenerDoesNotStopTheWatcher() throws Exception {
    OkHttpClient faulty =
        new OkHttpClient.Builder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void canceled(Call call) {
                    throw new IllegalStateException("a faulty listener");
                  }
                })
            .build();
    CountDownLatch asked = new CountDownLatch(2);
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  asked.countDown();
                  line.hang();
                });
        ApiClient first = builder(server).httpClient(faulty).build();
        ApiClient second = builder(server).build()) {
      for (ApiClient ory : List.of(first, second)) {
        CountDownLatch before = new CountDownLatch(1);
        FutureTask<Throwable> caller =
            new FutureTask<>(
                () -> {
                  before.countDown();
                  return catchThrowable(() -> ory.clients().get("a"));
                });
        Thread thread = new Thread(caller);
        thread.start();
        assertThat(before.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(caller.get(5, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
      }
    }
  }
}
