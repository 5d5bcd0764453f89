package dev.oryadmin.testing;

/** A handler of an old server that crashed: the connection is closed without an answer. */
final class ConnectionLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConnectionLost(String message) {
    super(message, null, false, false);
  }
}
