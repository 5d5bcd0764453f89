package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a {@link ClientPlan} as JSON while it is made. Used by one thread. */
final class PlanWriter {
  private final OutputStream out;
  private long changes;

  PlanWriter(OutputStream out, @Nullable String owner) {
    this.out = requireNonNull(out, "plan == null");
    print(ClientPlan.header(owner));
  }

  void write(PlannedChange change) {
    print(changes == 0 ? "\n" : ",\n");
    print(ClientPlan.line(change));
    changes++;
  }

  /** Returns the number of changes written. */
  long finish() {
    print(ClientPlan.FOOTER);
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return changes;
  }

  private void print(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
