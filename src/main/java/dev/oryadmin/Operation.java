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
 * @param retrySafety which failures a retry may answer
 */
public record Operation(
    String id, String method, String path, Server server, RetrySafety retrySafety) {
  /** Which of Hydra's two servers. */
  public enum Server {
    /** The administrative one, by default on port 4445. */
    ADMIN,
    /** The public one, by default on port 4444. */
    PUBLIC
  }

  /** Whether sending a request twice is safe: decides which failures are retried. */
  public enum RetrySafety {
    /** Changes nothing: retried after any failure that may pass. */
    SAFE,
    /** Twice is the same as once: retried like the safe ones. */
    IDEMPOTENT,
    /** Deletes: retried, and "no such client" on a retry is success. */
    DELETION,
    /**
     * Deletes by a token that dies with the client: retried, but a 401 on a retry leaves the
     * outcome open.
     */
    TOKEN_DELETION,
    /** Twice is not the same: retried only if the first request was provably not processed. */
    ONCE
  }

  /** Checks that nothing is missing. */
  public Operation {
    requireNonNull(id, "id == null");
    requireNonNull(method, "method == null");
    requireNonNull(path, "path == null");
    requireNonNull(server, "server == null");
    requireNonNull(retrySafety, "retrySafety == null");
  }

  boolean isSafe() {
    return retrySafety == RetrySafety.SAFE;
  }

  /** Starts a description. For generated code. */
  public static Operation of(String id) {
    return new Operation(id, "GET", "/", Server.ADMIN, RetrySafety.ONCE);
  }

  /** Returns the same with another method. */
  public Operation method(String method) {
    return new Operation(id, method, path, server, retrySafety);
  }

  /** Returns the same with another path. */
  public Operation path(String path) {
    return new Operation(id, method, path, server, retrySafety);
  }

  /** Returns the same for another server. */
  public Operation server(Server server) {
    return new Operation(id, method, path, server, retrySafety);
  }

  /** Returns the same with another retry safety. */
  public Operation retrySafety(RetrySafety retrySafety) {
    return new Operation(id, method, path, server, retrySafety);
  }
}
