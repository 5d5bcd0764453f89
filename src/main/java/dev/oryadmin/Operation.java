package dev.oryadmin;

import static java.util.Objects.requireNonNull;

/**
 * One operation of the server's API: what is the same for all its calls.
 *
 * <p>It travels as a tag on the OkHttp request, so an interceptor can name the call: {@code
 * chain.request().tag(Operation.class)}. Immutable and safe for use by several threads.
 *
 * @param id the operationId, such as {@code getOAuth2Client}
 * @param method the HTTP method
 * @param path the path below the server's base URL, with parameters in braces
 * @param server which of the two servers it is for
 * @param repetition what is known about sending it twice
 */
public record Operation(
    String id, String method, String path, Server server, Repetition repetition) {
  /** Which of Hydra's two servers. */
  public enum Server {
    /** The administrative one, by default on port 4445. */
    ADMIN,
    /** The public one, by default on port 4444. */
    PUBLIC
  }

  /** What happens when a request is sent twice: which failures may be answered by a retry. */
  public enum Repetition {
    /** Changes nothing: repeated after any failure that may pass. */
    SAFE,
    /** Twice is the same as once: repeated like the safe ones. */
    IDEMPOTENT,
    /** Deletes: repeated, and "no such client" on a repetition is success. */
    DELETION,
    /**
     * Deletes by a token that dies with the client: a 401 on a repetition leaves the outcome open.
     */
    TOKEN_DELETION,
    /** Twice is not the same: repeated only if the first one was provably not processed. */
    ONCE
  }

  /** Checks that nothing is missing. */
  public Operation {
    requireNonNull(id, "id == null");
    requireNonNull(method, "method == null");
    requireNonNull(path, "path == null");
    requireNonNull(server, "server == null");
    requireNonNull(repetition, "repetition == null");
  }

  boolean isSafe() {
    return repetition == Repetition.SAFE;
  }

  /** Starts a description. For generated code. */
  public static Operation of(String id) {
    return new Operation(id, "GET", "/", Server.ADMIN, Repetition.ONCE);
  }

  /** Returns the same with another method. */
  public Operation method(String method) {
    return new Operation(id, method, path, server, repetition);
  }

  /** Returns the same with another path. */
  public Operation path(String path) {
    return new Operation(id, method, path, server, repetition);
  }

  /** Returns the same for another server. */
  public Operation server(Server server) {
    return new Operation(id, method, path, server, repetition);
  }

  /** Returns the same with another repetition. */
  public Operation repetition(Repetition repetition) {
    return new Operation(id, method, path, server, repetition);
  }
}
