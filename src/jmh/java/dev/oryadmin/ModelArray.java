package dev.oryadmin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/** An array of models as calls read it; opens what is not public to the benchmarks. */
public final class ModelArray {
  private ModelArray() {}

  /** Reads an array the way the answer to a list is read. */
  public static <M> List<M> read(JsonType<M> item, byte[] json) throws IOException {
    return JsonDocument.read(
        JsonType.list(item), new BytesChannel(ByteBuffer.wrap(json)), JsonDocument.MAX_SIZE);
  }

  private record BytesChannel(ByteBuffer bytes) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer to) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(to.remaining(), bytes.remaining());
      to.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
