package dev.oryadmin;

import dev.oryadmin.internal.json.JsonStreams;
import dev.oryadmin.internal.json.Utf8Writer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import okio.Buffer;

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
    Buffer buffer = new Buffer();
    Utf8Writer text = new Utf8Writer(buffer.outputStream());
    type.codec.writeAny(JsonStreams.writer(text), type.codec.encode(value));
    text.flush();
    return buffer.readByteArray();
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
