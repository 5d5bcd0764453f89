package dev.oryadmin.internal.json;

import java.io.IOException;

/** Says that a source has more bytes than are allowed. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean inMemory;

  TooLargeException(long limit) {
    this(limit, false);
  }

  TooLargeException(long limit, boolean inMemory) {
    super("more than " + limit + " bytes");
    this.inMemory = inMemory;
  }

  /** Returns true if it is what would be kept that is too much. */
  public boolean inMemory() {
    return inMemory;
  }
}
