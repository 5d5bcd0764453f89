package dev.oryadmin.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A command of the user's, run by the shell with two more arguments. Secrets reach it by its
 * standard input, as every process can see arguments. Safe for use by several threads.
 *
 * @param text as the shell reads it
 */
record UserCommand(String text) {
  /** How it ended, and what it printed. */
  record Result(int status, String output) {}

  /**
   * Runs it and waits for its end.
   *
   * @throws UncheckedIOException if it can't be run, or this thread is interrupted
   */
  Result run(String what, String id, String input) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", text + " \"$@\"", "ory-clients", what, id)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It need not read its input; its exit status says whether it failed.
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("can't run: " + text, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
