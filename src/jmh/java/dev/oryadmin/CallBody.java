package dev.oryadmin;

import dev.oryadmin.internal.json.JsonBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/** JSON as calls read and write it; opens what is not public to the benchmarks. */
public final class CallBody {
  private CallBody() {}

  /** Reads an array the way the answer to a list is read. */
  public static <M> List<M> readArray(JsonType<M> item, byte[] json) throws IOException {
    return JsonDocument.read(
        JsonType.list(item), new BytesChannel(ByteBuffer.wrap(json)), JsonDocument.MAX_SIZE);
  }

  /** Writes a value the way the body of a request is written. */
  public static <B> byte[] write(JsonType<B> type, B value) throws IOException {
    JsonBytes json = new JsonBytes();
    type.codec.writeAny(json, type.codec.encode(value));
    return json.toByteArray();
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
