package dev.oryadmin.examples.login;

/** A request that this app does not serve. */
final class BadVisitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String words;

  /**
   * Creates one.
   *
   * @param status of the answer
   * @param words what the person is told
   */
  BadVisitException(int status, String words) {
    super(words);
    this.status = status;
    this.words = words;
  }

  int status() {
    return status;
  }

  String words() {
    return words;
  }
}
