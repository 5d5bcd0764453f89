package dev.oryadmin.testing;

import static java.util.Objects.requireNonNull;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a request: see {@link FakeHydra#fail}. By default it happens to one request, which
 * is then not processed. {@link #times}, {@link #always} and {@link #afterProcessing} change that.
 *
 * <p>Immutable and thread-safe.
 */
public final class Fault {
  enum Kind {
    ANSWER,
    DISCONNECT,
    TRUNCATE,
    SILENCE
  }

  private final Kind kind;
  private final @Nullable Answer answer;
  private final boolean processed;
  private final int times;

  private Fault(Kind kind, @Nullable Answer answer, boolean processed, int times) {
    this.kind = kind;
    this.answer = answer;
    this.processed = processed;
    this.times = times;
  }

  /** Answers with a status and a plain text body, as a proxy would. */
  public static Fault answer(int status, String body) {
    return answer(status, Headers.of("Content-Type", "text/plain; charset=utf-8"), body);
  }

  /**
   * Answers with a status, headers and a body.
   *
   * @param headers the headers, except {@code Content-Length} and {@code Date}
   * @throws IllegalArgumentException if the status is not between 200 and 599
   */
  public static Fault answer(int status, Headers headers, String body) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status not between 200 and 599: " + status);
    }
    requireNonNull(headers, "headers == null");
    requireNonNull(body, "body == null");
    return new Fault(Kind.ANSWER, new Answer(status, headers, body), false, 1);
  }

  /** Reads the request, and closes the connection without an answer. */
  public static Fault disconnect() {
    return new Fault(Kind.DISCONNECT, null, false, 1);
  }

  /** Processes the request, and closes the connection in the middle of the answer's body. */
  public static Fault truncate() {
    return new Fault(Kind.TRUNCATE, null, true, 1);
  }

  /** Reads the request and never answers; the connection stays open. */
  public static Fault silence() {
    return new Fault(Kind.SILENCE, null, false, 1);
  }

  /** Returns this fault, but the request is processed first, so that only its answer is lost. */
  public Fault afterProcessing() {
    return new Fault(kind, answer, true, times);
  }

  /**
   * Returns this fault for several requests instead of one.
   *
   * @throws IllegalArgumentException if {@code times} is below 1
   */
  public Fault times(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times < 1: " + times);
    }
    return new Fault(kind, answer, processed, times);
  }

  /** Returns this fault for every request, until {@link FakeHydra#reset}. */
  public Fault always() {
    return times(Integer.MAX_VALUE);
  }

  Kind kind() {
    return kind;
  }

  boolean isProcessed() {
    return processed;
  }

  int times() {
    return times;
  }

  /** Returns the answer; only an {@link Kind#ANSWER} has one. */
  Answer answer() {
    return requireNonNull(answer, "answer == null");
  }

  /** Returns what happens and when, without the body. */
  @Override
  public String toString() {
    String what = answer == null ? kind.toString() : kind + " " + answer.status();
    return "Fault[" + what + (processed ? " after processing" : "") + "]";
  }
}
