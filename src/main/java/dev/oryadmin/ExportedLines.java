package dev.oryadmin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export line by line. A line that is too long, or that is not UTF-8, is passed over, and
 * the next one can be read. Used by one thread.
 */
final class ExportedLines {
  /** No export has a longer one: it is the limit of an answer of the server. */
  private static final int LONGEST = 16 << 20;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8192];
  private int next;
  private int end;
  private long number;

  /**
   * One line.
   *
   * @param number the first line is 1
   * @param text null if it can't be read
   * @param problem why it can't be read; null if it can
   */
  record Line(long number, @Nullable String text, @Nullable String problem) {
    boolean isBlank() {
      return text != null && text.isBlank();
    }

    /** Returns how many characters it has. */
    int length() {
      return text == null ? 0 : text.length();
    }
  }

  ExportedLines(InputStream in) {
    this.in = in;
  }

  /** Returns the next line; null at the end. */
  @Nullable Line next() throws IOException {
    line.reset();
    boolean any = false;
    boolean tooLong = false;
    while (next < end || filled()) {
      any = true;
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      tooLong |= line.size() + (next - from) > LONGEST;
      if (!tooLong) {
        line.write(buffer, from, next - from);
      }
      if (next < end) {
        next++;
        break;
      }
    }
    if (!any) {
      return null;
    }
    number++;
    return tooLong ? new Line(number, null, "is longer than 16 MiB") : decoded();
  }

  private boolean filled() throws IOException {
    next = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private Line decoded() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
      return new Line(number, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), null);
    } catch (CharacterCodingException e) {
      return new Line(number, null, "is not UTF-8");
    }
  }
}
