package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oryadmin.SampleCall.Outcome;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends with a client, and what does not. */
@Untraced
class CloseTest {
  private static final ScriptedServer.Script WELL =
      line -> {
        line.readRequest();
        line.answer(200, SampleCall.CLIENT);
      };

  private static ApiClient.Builder builder(ScriptedServer server) {
    return ApiClient.builder().adminUrl(server.url()).publicUrl(server.url());
  }

  @ParameterizedTest
  @EnumSource
  void callAfterCloseThrowsIllegalState(SampleCall call) {
    try (ScriptedServer server = ScriptedServer.start(WELL)) {
      ApiClient ory = builder(server).build();
      ory.close();
      ory.close(); // does nothing
      for (boolean inBackground : new boolean[] {false, true}) {
        assertThatThrownBy(() -> call.make(ory, inBackground))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("ApiClient is closed");
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void closeCancelsRunningCalls() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch gone = new CountDownLatch(2);
    try (ScriptedServer server =
        ScriptedServer.start(
            line -> {
              line.readRequest();
              asked.countDown();
              try {
                line.hang();
              } finally {
                gone.countDown();
              }
            })) {
      ApiClient ory = builder(server).build();
      CompletableFuture<OAuth2Client> future = ory.clients().getCall("a").executeAsync();
      FutureTask<Outcome> onAThread =
          new FutureTask<>(() -> Outcome.of(SampleCall.CREATE.prepare(ory), false));
      new Thread(onAThread).start();
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      ory.close();
      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
      Outcome inBackground =
          new Outcome(null, catchThrowable(() -> future.get(10, TimeUnit.SECONDS)).getCause());
      for (Outcome outcome : List.of(inBackground, onAThread.get(10, TimeUnit.SECONDS))) {
        TransportException e = outcome.failure(TransportException.class);
        assertThat(e).hasMessageContaining(": cancelled: the ApiClient was closed");
        assertThat(e.attempts()).as("not repeated").isEqualTo(1);
        assertThat(e.mayHaveBeenSent()).isTrue();
      }
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void closeEndsAWaitBetweenAttempts() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.start(
            line -> {
              line.readRequest();
              line.answer(503, "");
              answered.countDown();
            })) {
      ApiClient ory =
          builder(server).retry(RetryPolicy.none().failureWaits(Duration.ofMillis(200))).build();
      CompletableFuture<?> future = ory.clients().deleteCall("a").executeAsync();
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      ory.close();
      Throwable e = catchThrowable(() -> future.get(10, TimeUnit.SECONDS)).getCause();
      assertThat(server.requests()).hasSize(1);
      // The close came in the wait, or while the answer was read.
      assertThat(e).isInstanceOfAny(IllegalStateException.class, OryException.class);
    }
  }

  @Test
  void closeFreesConnectionsAndThreads() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.start(
            line -> {
              line.readRequest();
              line.answer(200, SampleCall.CLIENT);
              line.hang();
              gone.countDown();
            })) {
      ApiClient ory = builder(server).build();
      ory.clients().getCall("a").executeAsync().get(10, TimeUnit.SECONDS);
      ory.close();
      assertThat(gone.await(10, TimeUnit.SECONDS)).as("the idle connection is closed").isTrue();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("ory-oauth2-admin 1")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void givenClientStaysOpen() throws Exception {
    OkHttpClient client = new OkHttpClient();
    try (ScriptedServer server = ScriptedServer.start(WELL)) {
      try (ApiClient ory = builder(server).httpClient(client).build()) {
        ory.clients().get("a");
      }
      assertThat(client.connectionPool().idleConnectionCount()).isEqualTo(1);
      assertThat(client.dispatcher().executorService().isShutdown()).isFalse();
      try (ApiClient ory = builder(server).httpClient(client).build()) {
        ory.clients().getCall("a").executeAsync().get(10, TimeUnit.SECONDS);
      }
      assertThat(server.connections()).as("the pool is shared").isEqualTo(1);
    } finally {
      client.dispatcher().executorService().shutdown();
    }
  }

  @Test
  void cancelledCallIsNotRetried() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    OkHttpClient client = new OkHttpClient();
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  asked.countDown();
                  line.hang();
                },
                WELL);
        ApiClient ory = builder(server).time(new TestTime()).httpClient(client).build()) {
      CompletableFuture<OAuth2Client> future = ory.clients().getCall("a").executeAsync();
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      client.dispatcher().cancelAll();
      assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IOException.class)
          .cause()
          .isInstanceOf(TransportException.class)
          .hasMessage("getOAuth2Client: cancelled");
      assertThat(server.requests()).hasSize(1);
    } finally {
      client.dispatcher().executorService().shutdown();
    }
  }

  @Test
  void jvmExitsWhenMainEnds() throws Exception {
    CountDownLatch asked = new CountDownLatch(4);
    try (ScriptedServer server =
        ScriptedServer.start(
            WELL,
            WELL,
            line -> {
              line.readRequest();
              line.answer(503, "");
              asked.countDown();
            },
            line -> {
              line.readRequest();
              asked.countDown();
              line.hang();
            })) {
      Process process =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Leaver.class.getName(),
                  server.url())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        process.getOutputStream().close();
        // Threads that keep it alive would do so for a minute.
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** A program that leaves everything behind: open clients, calls and retries under way. */
  static final class Leaver {
    private Leaver() {}

    public static void main(String[] arguments) throws Exception {
      ApiClient ory =
          ApiClient.builder()
              .adminUrl(arguments[0])
              .retry(RetryPolicy.none().failureWaits(Duration.ofMinutes(1)))
              .build();
      ory.clients().get("a");
      ory.clients().getCall("a").executeAsync().get(20, TimeUnit.SECONDS);
      for (int i = 0; i < 3; i++) {
        CompletableFuture<OAuth2Client> left = ory.clients().getCall("a").executeAsync();
        if (left.isCancelled()) {
          throw new IllegalStateException();
        }
      }
      Thread waiter = new Thread(() -> ory.clients().get("a"));
      waiter.setDaemon(true);
      waiter.start();
      int unused = System.in.read(); // until the server has seen them all
    }
  }
}
