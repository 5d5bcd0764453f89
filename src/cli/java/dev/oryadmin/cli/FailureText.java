package dev.oryadmin.cli;

import dev.oryadmin.TransportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a failure says to people, on one line. */
final class FailureText {
  private FailureText() {}

  static String of(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException cause) {
      text = text.equals(cause.toString()) ? reason(cause) : text + ": " + reason(cause);
    } else if (failure instanceof TransportException transport && !transport.mayHaveBeenSent()) {
      text += ". Is the server up, and its URL right?";
    }
    return Terminal.oneLine(text);
  }

  /** The message of such an exception is often just the name of the file. */
  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = cause instanceof FileSystemException file ? file.getReason() : null;
    return reason == null ? String.valueOf(cause.getMessage()) : reason;
  }
}
