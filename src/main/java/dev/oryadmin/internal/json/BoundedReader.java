package dev.oryadmin.internal.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads JSON up to a limit of memory. Three bytes of text, such as an empty object in a list, can
 * take more than a hundred bytes in memory. Not safe for use by several threads.
 */
final class BoundedReader extends JsonReader {
  // The sizes of the parts on a 64-bit JVM, rounded up.
  private static final int OBJECT = 256;
  private static final int ARRAY = 64;
  private static final int TEXT = 56;
  private static final int OTHER = 16;

  private final long limit;
  private long left;

  BoundedReader(Reader text, long limit) {
    super(text);
    this.limit = limit;
    this.left = limit;
  }

  private void keep(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new TooLargeException(limit, true);
    }
  }

  @Override
  public void beginObject() throws IOException {
    keep(OBJECT);
    super.beginObject();
  }

  @Override
  public void beginArray() throws IOException {
    keep(ARRAY);
    super.beginArray();
  }

  /** Called for numbers too. */
  @Override
  public String nextString() throws IOException {
    String text = super.nextString();
    keep(TEXT + text.length());
    return text;
  }

  @Override
  public boolean nextBoolean() throws IOException {
    keep(OTHER);
    return super.nextBoolean();
  }

  @Override
  public void nextNull() throws IOException {
    keep(OTHER);
    super.nextNull();
  }
}
