package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.CallObserver.Ended;
import dev.oryadmin.CallObserver.Observation;
import dev.oryadmin.CallObserver.Outcome;
import dev.oryadmin.CallObserver.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an observer is told, and what a wrapped client gets. */
@Untraced
class CallObserverTest {
  private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

  private final List<Ended> attempts = new CopyOnWriteArrayList<>();
  private final List<Ended> calls = new CopyOnWriteArrayList<>();

  private final CallObserver observer =
      operation -> {
        String callers = CONTEXT.get();
        return new Observation() {
          @Override
          public Scope enter() {
            String before = CONTEXT.get();
            CONTEXT.set(callers);
            return () -> CONTEXT.set(before);
          }

          @Override
          public void attempted(Ended attempt) {
            attempts.add(attempt);
          }

          @Override
          public void ended(Ended call) {
            calls.add(call);
          }
        };
      };

  /** Returns the only call. Its end is told before the caller has its answer. */
  private Ended endedCall() {
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  private static ScriptedServer onceUnavailable() {
    return ScriptedServer.start(
        line -> {
          line.readRequest();
          line.answer(503, "");
        },
        line -> {
          line.readRequest();
          line.send(
              "HTTP/1.1 200 OK\r\nX-Request-Id: r-1\r\nContent-Length: "
                  + SampleCall.CLIENT.length()
                  + "\r\n\r\n"
                  + SampleCall.CLIENT);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void observerSeesEachAttemptAndTheCallInTheCallersContext(boolean inBackground) {
    List<String> seen = new CopyOnWriteArrayList<>();
    OkHttpClient theirs =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.add(String.valueOf(CONTEXT.get()));
                  return chain.proceed(chain.request());
                })
            .build();
    CONTEXT.set("trace-1");
    TestTime time = new TestTime();
    try (ScriptedServer server = onceUnavailable();
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(server.url())
                .time(time)
                .httpClient(theirs)
                .observer(observer)
                .build()) {
      SampleCall.GET.make(ory, inBackground);
      assertThat(seen).containsExactly("trace-1", "trace-1");
      assertThat(attempts)
          .extracting(Ended::attempts, Ended::outcome, Ended::status, Ended::requestId)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(1, Outcome.RETRIED, 503, null),
              org.assertj.core.groups.Tuple.tuple(2, Outcome.SUCCEEDED, 200, "r-1"));
      assertThat(attempts.get(0).failure()).isInstanceOf(ServerException.class);
      Ended call = endedCall();
      assertThat(call.operation().id()).isEqualTo("getOAuth2Client");
      assertThat(call.attempts()).isEqualTo(2);
      assertThat(call.outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(call.status()).isEqualTo(200);
      assertThat(call.requestId()).isEqualTo("r-1");
      assertThat(time.waits()).hasSize(1).doesNotContain(Duration.ZERO);
      assertThat(call.duration()).as("with the wait").isEqualTo(time.waits().get(0));
      assertThat(attempts.get(1).duration()).as("without it").isZero();
    } finally {
      CONTEXT.remove();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void observerSeesFailures(boolean inBackground) {
    try (ApiClient ory =
        ApiClient.builder()
            .adminUrl(ScriptedServer.refusing())
            .retry(RetryPolicy.none())
            .observer(observer)
            .build()) {
      SampleCall.Outcome.of(SampleCall.CREATE.prepare(ory), inBackground)
          .failure(TransportException.class);
      assertThat(attempts).extracting(Ended::outcome).containsExactly(Outcome.FAILED);
      Ended call = endedCall();
      assertThat(call.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(call.status()).isNull();
      assertThat(call.failure()).isInstanceOf(TransportException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void contextOfAnAttemptEndsOnItsThread(boolean inBackground) {
    List<String> scopes = new CopyOnWriteArrayList<>();
    CallObserver entering =
        operation ->
            new Observation() {
              @Override
              public Scope enter() {
                Thread entered = Thread.currentThread();
                scopes.add("enter");
                return () ->
                    scopes.add(
                        Thread.currentThread() == entered ? "close" : "close on another thread");
              }
            };
    try (ScriptedServer server = onceUnavailable();
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(server.url())
                .retry(RetryPolicy.none())
                .observer(entering)
                .build()) {
      SampleCall.Outcome.of(SampleCall.GET.prepare(ory), inBackground)
          .failure(ServerException.class);
    }
    assertThat(scopes).isNotEmpty().doesNotContain("close on another thread");
    assertThat(scopes).filteredOn("enter"::equals).hasSize(scopes.size() / 2);
    assertThat(scopes).filteredOn("close"::equals).hasSize(scopes.size() / 2);
  }

  @Test
  void throwingObserverDoesNotAffectTheCall() {
    CallObserver faulty =
        operation -> {
          throw new IllegalStateException("a faulty observer");
        };
    try (ScriptedServer server = onceUnavailable();
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(server.url())
                .time(new TestTime())
                .observer(faulty)
                .build()) {
      assertThat(SampleCall.GET.make(ory, false).attempts()).isEqualTo(2);
    }
  }

  @Test
  void errorOfAnObserverDoesNotKeepTheCallerWaiting() throws Exception {
    CallObserver faulty =
        operation ->
            new Observation() {
              @Override
              public void ended(Ended call) {
                throw new StackOverflowError("a faulty observer");
              }
            };
    try (ScriptedServer server = onceUnavailable();
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(server.url())
                .time(new TestTime())
                .observer(faulty)
                .build()) {
      assertThat(SampleCall.GET.prepare(ory).executeAsync().get(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void observerIsToldOnceOfACallThatTheCallerCancels() {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Line::readRequest);
        ApiClient ory = ApiClient.builder().adminUrl(server.url()).observer(observer).build()) {
      CompletableFuture<?> future = SampleCall.GET.prepare(ory).executeAsync();
      future.cancel(true);
      Ended call = endedCall();
      assertThat(call.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(call.failure()).isInstanceOf(CancellationException.class);
    }
    assertThat(calls).hasSize(1);
  }

  /** As wrappers are that were made for OkHttp 4, which has fewer methods. */
  private record Wrapped(Call call) {
    Call asCall() {
      return (Call)
          java.lang.reflect.Proxy.newProxyInstance(
              Call.class.getClassLoader(),
              new Class<?>[] {Call.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("addEventListener") || method.getName().equals("tag")) {
                  throw new AbstractMethodError(method.getName());
                }
                return method.invoke(call, arguments);
              });
    }
  }

  @Test
  void callFactoryWrapsTheConfiguredClient() {
    List<Request> made = new CopyOnWriteArrayList<>();
    try (ScriptedServer server = onceUnavailable();
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(server.url())
                .time(new TestTime())
                .callFactory(
                    client ->
                        request -> {
                          made.add(request);
                          return new Wrapped(client.newCall(request)).asCall();
                        })
                .build()) {
      assertThat(SampleCall.GET.make(ory, false).attempts()).isEqualTo(2);
      assertThat(SampleCall.GET.make(ory, true).attempts()).isEqualTo(1);
      assertThat(made).hasSize(3);
    }
  }

  @Test
  void eventListenersOfTheApplicationAreStillCalled() {
    List<String> events = new CopyOnWriteArrayList<>();
    OkHttpClient theirs =
        new OkHttpClient.Builder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void callStart(Call call) {
                    events.add("start");
                  }

                  @Override
                  public void callEnd(Call call) {
                    events.add("end");
                  }
                })
            .build();
    try (ScriptedServer server = onceUnavailable();
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(server.url())
                .time(new TestTime())
                .httpClient(theirs)
                .build()) {
      SampleCall.GET.make(ory, false);
      assertThat(events).containsExactly("start", "end", "start", "end");
    }
  }
}
