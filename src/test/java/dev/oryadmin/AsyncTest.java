package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oryadmin.SampleCall.Outcome;
import dev.oryadmin.model.OAuth2Client;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in the background. */
@Untraced
class AsyncTest {
  private static ApiClient.Builder builder(ScriptedServer server) {
    return ApiClient.builder().adminUrl(server.url()).publicUrl(server.url());
  }

  private static ScriptedServer.Script well() {
    return line -> {
      line.readRequest();
      line.answer(200, SampleCall.CLIENT);
    };
  }

  /** A server that never answers and tells when a client has asked and when it has gone. */
  private static ScriptedServer silent(CountDownLatch asked, CountDownLatch gone) {
    return ScriptedServer.start(
        line -> {
          line.readRequest();
          asked.countDown();
          try {
            line.hang();
          } finally {
            gone.countDown();
          }
        });
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancelReachesTheSocket() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedServer server = silent(asked, gone);
        ApiClient ory = builder(server).build()) {
      CompletableFuture<OAuth2Client> future = ory.clients().getCall("a").executeAsync();
      await(asked);
      assertThat(future.cancel(true)).isTrue();
      await(gone);
      assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
      assertThat(server.requests()).as("nothing is repeated").hasSize(1);
    }
  }

  @Test
  void timeoutOfTheFutureReachesTheSocket() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedServer server = silent(asked, gone);
        ApiClient ory = builder(server).build()) {
      CompletableFuture<OAuth2Client> future =
          ory.clients().getCall("a").executeAsync().orTimeout(50, TimeUnit.MILLISECONDS);
      await(gone);
      assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void completingTheFutureByHandReachesTheSocket() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedServer server = silent(asked, gone);
        ApiClient ory = builder(server).build()) {
      CompletableFuture<ApiResponse<OAuth2Client>> future =
          ory.clients().getCall("a").executeAsyncWithResponse();
      await(asked);
      future.completeExceptionally(new IllegalStateException("enough"));
      await(gone);
    }
  }

  @Test
  void cancelDuringAWaitPreventsFurtherAttempts() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(429, "");
                  answered.countDown();
                },
                well());
        ApiClient ory =
            builder(server)
                .retry(RetryPolicy.none().rateLimitWaits(Duration.ofMillis(300)))
                .build()) {
      CompletableFuture<OAuth2Client> future = ory.clients().getCall("a").executeAsync();
      await(answered);
      future.cancel(false);
      // The attempt that must not come would come before this one.
      CompletableFuture<Void> later =
          dev.oryadmin.internal.http.Background.after(Duration.ofMillis(600));
      later.join();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void deadlineIncludesTheTimeInTheDispatchersQueue() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    Dispatcher busy = new Dispatcher();
    busy.setMaxRequestsPerHost(1);
    OkHttpClient client = new OkHttpClient.Builder().dispatcher(busy).build();
    try (ScriptedServer server = silent(asked, gone);
        ApiClient ory = builder(server).httpClient(client).build()) {
      CompletableFuture<OAuth2Client> first = ory.clients().getCall("a").executeAsync();
      await(asked);
      CompletableFuture<OAuth2Client> queued =
          ory.clients().getCall("b").deadline(Duration.ofMillis(50)).executeAsync();
      TransportException e =
          new Outcome(null, catchThrowable(() -> queued.get(10, TimeUnit.SECONDS)).getCause())
              .failure(TransportException.class);
      assertThat(e).hasMessage("getOAuth2Client: no answer within the deadline of 50 ms");
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(server.requests()).hasSize(1);
      first.cancel(true);
    } finally {
      busy.executorService().shutdown();
    }
  }

  @Test
  void defaultDispatcherRuns64CallsAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(64);
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  all.countDown();
                  line.await(all);
                  line.answer(200, SampleCall.CLIENT);
                });
        ApiClient ory = builder(server).build()) {
      List<CompletableFuture<OAuth2Client>> futures = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        futures.add(ory.clients().getCall("a").executeAsync());
      }
      for (CompletableFuture<OAuth2Client> future : futures) {
        assertThat(future.get(20, TimeUnit.SECONDS).clientId()).isEqualTo("a");
      }
    }
  }

  @Test
  void tokenSupplierIsAskedInTheBackgroundForEachAttempt() throws Exception {
    List<Thread> askedOn = new CopyOnWriteArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(503, "");
                },
                well());
        ApiClient ory =
            builder(server)
                .time(new TestTime())
                .bearerToken(
                    () -> {
                      askedOn.add(Thread.currentThread());
                      return UsedSecrets.text("supplied");
                    })
                .build()) {
      ory.clients().getCall("a").executeAsync().get(10, TimeUnit.SECONDS);
      assertThat(askedOn)
          .hasSize(2)
          .doesNotContain(Thread.currentThread())
          .allMatch(Thread::isDaemon);
      ory.clients().get("a");
      assertThat(askedOn).hasSize(3).last().isEqualTo(Thread.currentThread());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void exceptionsOfApplicationCodeReachTheCallerUnchanged(boolean inBackground) {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    List<Throwable> reasons =
        List.of(new IllegalArgumentException("from a supplier"), new AssertionError("an error"));
    try (ScriptedServer server = ScriptedServer.start(well())) {
      for (Throwable reason : reasons) {
        try (ApiClient bySupplier =
                builder(server)
                    .bearerToken(() -> AsyncTest.<RuntimeException>raise(reason))
                    .build();
            ApiClient byInterceptor =
                builder(server)
                    .httpClient(
                        new OkHttpClient.Builder()
                            .addInterceptor(
                                chain -> {
                                  throw AsyncTest.<RuntimeException>unchecked(reason);
                                })
                            .build())
                    .build();
            ApiClient byNetworkInterceptor =
                builder(server)
                    .httpClient(
                        new OkHttpClient.Builder()
                            .addNetworkInterceptor(
                                chain -> {
                                  throw AsyncTest.<RuntimeException>unchecked(reason);
                                })
                            .build())
                    .build()) {
          for (ApiClient ory : List.of(bySupplier, byInterceptor, byNetworkInterceptor)) {
            assertThat(catchThrowable(() -> SampleCall.CREATE.make(ory, inBackground)))
                .isSameAs(reason);
          }
        }
      }
      assertThat(server.requests()).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(uncaught).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException unchecked(Throwable e) throws E {
    throw (E) e;
  }

  private static <E extends Throwable> String raise(Throwable e) throws E {
    throw AsyncTest.<E>unchecked(e);
  }

  @Test
  void dependentStagesRunAfterTheExchange() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(well())) {
      OkHttpClient client = new OkHttpClient();
      try (ApiClient ory = builder(server).httpClient(client).build()) {
        AtomicReference<Integer> idle = new AtomicReference<>();
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Void> follower =
            ory.clients()
                .getCall("a")
                .executeAsync()
                .thenAccept(one -> idle.set(client.connectionPool().idleConnectionCount()));
        gate.countDown();
        follower.get(10, TimeUnit.SECONDS);
        assertThat(idle.get()).as("the connection is back in the pool").isEqualTo(1);
      } finally {
        client.dispatcher().executorService().shutdown();
      }
    }
  }

  @Test
  void dependentStagesRunWithoutALock() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(well());
        ApiClient ory = builder(server).build()) {
      // A follower that makes calls itself, on this thread and others, would lock itself out.
      CompletableFuture<String> nested =
          ory.clients()
              .getCall("a")
              .executeAsync()
              .thenApply(one -> ory.clients().getCall("b").executeAsync().join())
              .thenApply(two -> ory.clients().get("c").clientId());
      assertThat(nested.get(20, TimeUnit.SECONDS)).isEqualTo("a");
    }
  }

  @Test
  void refusedCallsCompleteTheFutureExceptionally() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(well())) {
      ApiClient ory = builder(server).build();
      ApiCall<OAuth2Client> call = ory.clients().getCall("a");
      ory.close();
      assertThatThrownBy(() -> call.executeAsync().join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void callCanBeExecutedManyTimes() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(well());
        ApiClient ory = builder(server).build()) {
      ApiCall<OAuth2Client> call = ory.clients().getCall("a");
      assertThat(call.execute()).isEqualTo(call.executeAsync().get(10, TimeUnit.SECONDS));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).as("the connection is kept").isEqualTo(1);
    }
  }

  @Test
  void callerDoesNotWaitForDns() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  asked.countDown();
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build();
    try (ScriptedServer server = ScriptedServer.start(well());
        ApiClient ory =
            ApiClient.builder()
                .adminUrl("http://slow.localhost:" + server.port())
                .httpClient(client)
                .build()) {
      CompletableFuture<OAuth2Client> future = ory.clients().getCall("a").executeAsync();
      await(asked);
      assertThat(future).isNotDone();
      go.countDown();
      assertThat(future.get(10, TimeUnit.SECONDS).clientId()).isEqualTo("a");
    } finally {
      client.dispatcher().executorService().shutdown();
    }
  }
}
