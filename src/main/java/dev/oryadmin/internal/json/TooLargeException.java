package dev.oryadmin.internal.json;

import java.io.IOException;

/** Says that a source has more bytes than are allowed. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(long limit) {
    super("more than " + limit + " bytes");
  }
}
