package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.Operation.RetrySafety;
import dev.oryadmin.SampleCall.Outcome;
import dev.oryadmin.ScriptedServer.Line;
import dev.oryadmin.ScriptedServer.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a caller sees, and what the server saw, when something goes wrong at each point of an
 * exchange. Each cell of the table in docs/retries.md is two calls over a real socket: one while
 * the fault lasts, one where it happens once.
 */
@Untraced
class FaultTableTest {
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(16);

  /** The time that a call waits for a server that is silent. */
  private static final Duration TIMEOUT = Duration.ofMillis(700);

  private static final List<SampleCall> CALLS =
      List.of(
          SampleCall.GET,
          SampleCall.REPLACE,
          SampleCall.DELETE,
          SampleCall.REPLACE_REGISTERED,
          SampleCall.DELETE_REGISTERED,
          SampleCall.CREATE,
          SampleCall.PATCH);

  private static final List<Cell> CELLS = new ArrayList<>();

  /** Where an exchange goes wrong. */
  enum WireFault {
    REFUSED("connection refused", false),
    TLS("TLS handshake broken off", false),
    RESET_BEFORE("reset before the request was read", true),
    RESET_WITHIN("reset within the request", true),
    RESET_AFTER("reset after the request", true),
    AFTER_STATUS("closed after the status line", true),
    MID_BODY("closed in the middle of the answer's body", true),
    TIME_OUT("no answer in time", true),
    STALE("pooled connection closed by the server", false);

    private final String words;
    private final boolean sent;

    WireFault(String words, boolean sent) {
      this.words = words;
      this.sent = sent;
    }

    void happen(Line line, SampleCall call) throws IOException {
      switch (this) {
        case TLS -> line.close(); // all that comes is the beginning of a handshake
        case RESET_BEFORE -> {
          // Not before its first byte is there, or else connecting might fail instead.
          assertThat(line.isRequestComing()).isTrue();
          line.reset();
        }
        case RESET_WITHIN -> {
          line.readRequestLine();
          line.reset();
        }
        case RESET_AFTER -> {
          line.readRequest();
          line.reset();
        }
        case AFTER_STATUS -> {
          line.readRequest();
          line.send("HTTP/1.1 " + call.status() + " OK\r\n");
          line.close();
        }
        case MID_BODY -> {
          line.readRequest();
          line.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"client_id\":");
          line.close();
        }
        case TIME_OUT -> {
          line.readRequest();
          line.hang();
        }
        case REFUSED, STALE -> throw new AssertionError("not a script");
      }
    }

    /** What the request left on the server each time, as far as it is known. */
    boolean isSeen() {
      return sent && this != RESET_BEFORE;
    }
  }

  /** How a call ended and how often the server saw it. */
  record Seen(Outcome outcome, int requests, int attempts) {
    TransportException failure() {
      return outcome.failure(TransportException.class);
    }
  }

  /** One fault, one operation, one way to call. */
  record Cell(
      WireFault fault,
      SampleCall call,
      boolean inBackground,
      Future<Seen> lasting,
      Future<Seen> once) {

    /** The rule that docs/retries.md states in words. */
    boolean isRepeated() {
      return !fault.sent || call.retrySafety() != RetrySafety.ONCE;
    }

    @Override
    public String toString() {
      return fault.words + ": " + call + (inBackground ? " in the background" : "");
    }

    /** A deletion is done once its status is there. */
    boolean needsNoBody() {
      return fault == WireFault.MID_BODY && call.status() == 204;
    }

    /** How the table shows it. */
    String shown() throws Exception {
      if (fault == WireFault.STALE) {
        return once.get().outcome.orThrow().attempts() + " attempts, done";
      }
      if (needsNoBody()) {
        return "1 attempt, done";
      }
      TransportException failure = lasting.get().failure();
      return failure.attempts()
          + (failure.attempts() == 1 ? " attempt, " : " attempts, ")
          + (failure.answerStatus().isPresent()
              ? "done, answer lost"
              : failure.mayHaveBeenSent() ? "maybe done" : "not sent");
    }
  }

  @BeforeAll
  static void start() {
    for (WireFault fault : WireFault.values()) {
      for (SampleCall call : CALLS) {
        for (boolean inBackground : new boolean[] {false, true}) {
          CELLS.add(
              new Cell(
                  fault,
                  call,
                  inBackground,
                  THREADS.submit(() -> lasting(fault, call, inBackground)),
                  THREADS.submit(() -> once(fault, call, inBackground))));
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  private static Seen lasting(WireFault fault, SampleCall call, boolean inBackground) {
    return switch (fault) {
      case STALE -> stale(call, inBackground);
      case REFUSED -> {
        try (ApiClient ory = client(fault, ScriptedServer.refusing())) {
          yield seen(Outcome.of(call.prepare(ory), inBackground), List.of());
        }
      }
      default -> run(fault, call, inBackground, line -> fault.happen(line, call));
    };
  }

  private static Seen once(WireFault fault, SampleCall call, boolean inBackground) {
    return switch (fault) {
      case STALE, REFUSED, TLS -> lasting(fault, call, inBackground); // no case of its own
      default ->
          run(
              fault,
              call,
              inBackground,
              line -> fault.happen(line, call),
              line -> {
                line.readRequest();
                line.answer(call.status(), call.body());
              });
    };
  }

  private static Seen run(
      WireFault fault, SampleCall call, boolean inBackground, Script... scripts) {
    try (ScriptedServer server = ScriptedServer.start(scripts);
        ApiClient ory =
            client(
                fault,
                fault == WireFault.TLS ? "https://127.0.0.1:" + server.port() : server.url())) {
      Outcome outcome = Outcome.of(call.prepare(ory), inBackground);
      // A busy machine may read a request after the client has given up on it.
      return seen(outcome, server.requests(fault.isSeen() ? attempts(outcome) : 0));
    }
  }

  /** The server closes the connection while it is in the pool, before the call begins. */
  private static Seen stale(SampleCall call, boolean inBackground) {
    CountDownLatch closed = new CountDownLatch(1);
    Script first =
        line -> {
          line.readRequest();
          line.answer(200, SampleCall.CLIENT);
          line.close();
          closed.countDown();
        };
    Script second =
        line -> {
          line.readRequest();
          line.answer(call.status(), call.body());
        };
    try (ScriptedServer server = ScriptedServer.start(first, second);
        ApiClient ory = client(WireFault.STALE, server.url())) {
      SampleCall.GET.make(ory, inBackground);
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      Outcome outcome = Outcome.of(call.prepare(ory), inBackground);
      return seen(outcome, server.requests().subList(1, server.requests().size()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ApiClient client(WireFault fault, String url) {
    ApiClient.Builder builder =
        ApiClient.builder().adminUrl(url).publicUrl(url).time(new TestTime());
    return (fault == WireFault.TIME_OUT ? builder.timeout(TIMEOUT) : builder).build();
  }

  private static Seen seen(Outcome outcome, List<String> requests) {
    return new Seen(outcome, requests.size(), attempts(outcome));
  }

  private static int attempts(Outcome outcome) {
    ApiResponse<?> answer = outcome.answer();
    if (answer != null) {
      return answer.attempts();
    }
    return outcome.failure() instanceof OryException e ? e.attempts() : 0;
  }

  @TestFactory
  Stream<DynamicTest> lastingFaultBehavesAsTheTableSays() {
    return CELLS.stream()
        .filter(cell -> cell.fault != WireFault.STALE)
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    cell.toString(),
                    () -> {
                      Seen seen = cell.lasting.get();
                      if (cell.needsNoBody()) {
                        assertThat(seen.outcome.orThrow().attempts()).isEqualTo(1);
                        return;
                      }
                      int tries = cell.isRepeated() ? 4 : 1;
                      TransportException failure = seen.failure();
                      assertThat(failure.attempts()).isEqualTo(tries);
                      assertThat(failure.getSuppressed()).hasSize(tries - 1);
                      assertThat(failure.mayHaveBeenSent()).isEqualTo(cell.fault.sent);
                      assertThat(seen.requests).isEqualTo(cell.fault.isSeen() ? tries : 0);
                      assertThat(failure.operation()).isNotNull();
                      assertThat(failure.answerStatus())
                          .isEqualTo(
                              cell.fault == WireFault.MID_BODY
                                  ? OptionalInt.of(200)
                                  : OptionalInt.empty());
                      assertThat(failure.getMessage())
                          .startsWith(failure.operation() + ": ")
                          .doesNotContain("\n");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> singleFaultIsSurvivedIfTheOperationMayBeRepeated() {
    return CELLS.stream()
        .filter(cell -> cell.fault != WireFault.REFUSED && cell.fault != WireFault.TLS)
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    cell.toString(),
                    () -> {
                      Seen seen = cell.once.get();
                      if (!cell.isRepeated()) {
                        assertThat(seen.failure().attempts()).isEqualTo(1);
                        assertThat(seen.requests).isEqualTo(cell.fault.isSeen() ? 1 : 0);
                        return;
                      }
                      int tries = cell.needsNoBody() ? 1 : 2;
                      assertThat(seen.outcome.orThrow().attempts()).isEqualTo(tries);
                      assertThat(seen.requests).isEqualTo(cell.fault.isSeen() ? tries : 1);
                    }));
  }

  @Test
  void tableIsTheOneInTheDocs() throws Exception {
    GeneratedPart.of("docs/retries.md", "fault table").check(table());
  }

  private static String table() throws Exception {
    StringBuilder table = new StringBuilder("| |");
    for (SampleCall call : CALLS) {
      table.append(' ').append(heading(call)).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(CALLS.size())).append('\n');
    for (WireFault fault : WireFault.values()) {
      table.append("| ").append(fault.words).append(" |");
      for (SampleCall call : CALLS) {
        List<String> shown = new ArrayList<>();
        for (Cell cell : CELLS) {
          if (cell.fault == fault && cell.call == call) {
            shown.add(cell.shown());
          }
        }
        assertThat(shown).hasSize(2).containsOnly(shown.get(0)); // on the thread as in background
        table.append(' ').append(shown.get(0)).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String heading(SampleCall call) {
    return switch (call) {
      case GET -> "`get` (`SAFE`)";
      case REPLACE -> "`replace` (`IDEMPOTENT`)";
      case DELETE -> "`delete` (`DELETION`)";
      case REPLACE_REGISTERED -> "`registration().replace` (`ONCE`)";
      case DELETE_REGISTERED -> "`registration().delete` (`TOKEN_DELETION`)";
      case CREATE -> "`create` (`ONCE`)";
      case PATCH -> "`patch` (`ONCE`)";
      default -> throw new AssertionError(call);
    };
  }
}
