package dev.oryadmin;

import static java.util.Objects.requireNonNull;

/**
 * One operation of the server's API.
 *
 * <p>Each OkHttp request carries its operation as a tag, so that an interceptor can name the call:
 * {@code chain.request().tag(Operation.class)}. Immutable and safe for use by several threads.
 *
 * @param id the operationId, such as {@code getOAuth2Client}
 * @param method the HTTP method
 * @param path the path below the server's base URL, with parameters in braces
 * @param server the server that has it
 * @param retrySafety whether its requests may be sent twice
 */
public record Operation(
    String id, String method, String path, Server server, RetrySafety retrySafety) {
  /** One of Hydra's two servers. */
  public enum Server {
    /** The admin server, by default on port 4445. */
    ADMIN,
    /** The public server, by default on port 4444. */
    PUBLIC
  }

  /** Whether a request may be sent twice. It decides which failures are retried. */
  public enum RetrySafety {
    /** Changes nothing. Retried after failed connections and status 429, 502, 503 and 504. */
    SAFE,
    /** Twice has the same effect as once. Retried like {@link #SAFE}. */
    IDEMPOTENT,
    /** Deletes. Retried like {@link #SAFE}; "no such client" on a retry is success. */
    DELETION,
    /**
     * Deletes by a token that is deleted with the client. Retried like {@link #SAFE}; after a 401
     * on a retry the outcome is unknown.
     */
    TOKEN_DELETION,
    /**
     * Twice has another effect than once. Retried only if the server has certainly not processed
     * the request.
     */
    ONCE
  }

  /** Checks that no component is null. */
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

  /** Returns an operation with only an id. For generated code. */
  public static Operation of(String id) {
    return new Operation(id, "GET", "/", Server.ADMIN, RetrySafety.ONCE);
  }

  /** Returns a copy with another method. */
  public Operation method(String method) {
    return new Operation(id, method, path, server, retrySafety);
  }

  /** Returns a copy with another path. */
  public Operation path(String path) {
    return new Operation(id, method, path, server, retrySafety);
  }

  /** Returns a copy for another server. */
  public Operation server(Server server) {
    return new Operation(id, method, path, server, retrySafety);
  }

  /** Returns a copy with another retry safety. */
  public Operation retrySafety(RetrySafety retrySafety) {
    return new Operation(id, method, path, server, retrySafety);
  }
}
