package dev.oryadmin.internal.json;

import java.io.IOException;

/** A source has more bytes than allowed. */
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

  /** Returns true if the values would take too much memory; false if the text is too long. */
  public boolean inMemory() {
    return inMemory;
  }
}
