package dev.oryadmin.testing;

/** A text that the server, being written in Go, would not read; the message is Go's own. */
final class GoException extends Exception {
  private static final long serialVersionUID = 1;

  GoException(String message) {
    super(message, null, false, false);
  }

  /** The message, which is never absent. */
  String text() {
    return String.valueOf(getMessage());
  }
}
