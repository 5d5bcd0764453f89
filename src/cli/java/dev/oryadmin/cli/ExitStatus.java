package dev.oryadmin.cli;

/** What the command tells the shell. */
final class ExitStatus {
  /** Nothing to do, or all done. */
  static final int DONE = 0;

  /** Nothing was done, or a file or the server said no. */
  static final int FAILED = 1;

  /** Changes are pending. */
  static final int PENDING = 2;

  /** Some of it is done. */
  static final int PARTLY = 3;

  /** The command line is wrong: {@code EX_USAGE} of BSD. */
  static final int USAGE = 64;

  private ExitStatus() {}

  /** Says how a run ended of which something may be done. */
  static int of(boolean complete, boolean anythingDone) {
    return complete ? DONE : anythingDone ? PARTLY : FAILED;
  }
}
