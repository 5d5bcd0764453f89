package dev.oryadmin.internal.json;

import java.io.IOException;

/** A source of bytes failed. This is not about bad content. */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IOException failure;

  SourceException(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  /** Returns the failure of the source. */
  public IOException failure() {
    return failure;
  }
}
