package dev.oryadmin.internal.json;

import java.io.IOException;
import java.io.Reader;

/** Reads another reader up to a number of characters, and reports its failures separately. */
public final class LimitedReader extends Reader {
  private final Reader source;
  private final long limit;
  private long count;

  /** Reads a source up to the given number of characters. */
  public LimitedReader(Reader source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    int read;
    try {
      read = source.read(to, offset, length);
    } catch (IOException e) {
      throw new SourceException(e);
    }
    count += Math.max(read, 0);
    if (count > limit) {
      throw new TooLargeException(limit);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
