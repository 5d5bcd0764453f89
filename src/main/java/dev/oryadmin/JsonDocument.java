package dev.oryadmin;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.oryadmin.internal.CharsReader;
import dev.oryadmin.internal.JsonText;
import dev.oryadmin.internal.LimitedReader;
import dev.oryadmin.internal.RawJson;
import dev.oryadmin.internal.SourceException;
import dev.oryadmin.internal.TooLargeException;
import dev.oryadmin.internal.Utf8Reader;
import dev.oryadmin.internal.Utf8Writer;
import dev.oryadmin.internal.ValueCodec;
import dev.oryadmin.internal.WrongValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * One whole JSON text: nothing may follow the value.
 *
 * <p>Whatever is wrong with the content surfaces as a {@link DecodeException}, which quotes none of
 * it.
 */
final class JsonDocument {
  /** How much is read at most, in bytes (of a string or reader: in characters). */
  static final long MAX_SIZE = 64L << 20;

  private static final int LONGEST_PATH = 200;

  private JsonDocument() {}

  static <T> T read(JsonType<T> type, String json) {
    if (json.length() > MAX_SIZE) {
      throw tooLarge(type, MAX_SIZE);
    }
    return readText(type, new CharsReader(json), MAX_SIZE);
  }

  static <T> T read(JsonType<T> type, Reader json) {
    return readText(type, new LimitedReader(json, MAX_SIZE), MAX_SIZE);
  }

  static <T> T read(JsonType<T> type, InputStream json) {
    return readText(type, new Utf8Reader(new StreamChannel(json), MAX_SIZE), MAX_SIZE);
  }

  private static <T> T readText(JsonType<T> type, Reader json, long limit) {
    try {
      return read(type, json, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads from a channel of UTF-8; throws what the channel throws. */
  static <T> T read(JsonType<T> type, ReadableByteChannel json, long limit) throws IOException {
    return read(type, new Utf8Reader(json, limit), limit);
  }

  private static <T> T read(JsonType<T> type, Reader json, long limit) throws IOException {
    JsonReader in = JsonText.reader(json);
    try {
      Object wire = type.codec.read(in);
      if (in.peek() != JsonToken.END_DOCUMENT) {
        throw new DecodeException("$", describe(type) + ": more text after the JSON value");
      }
      return decode(type, wire);
    } catch (SourceException e) {
      throw e.failure();
    } catch (TooLargeException e) {
      throw tooLarge(type, limit);
    } catch (IOException
        | IllegalStateException
        | IllegalArgumentException
        | JsonParseException e) {
      // Four kinds of exception for one fact. Their messages may quote the content: not passed on.
      throw notJson(type, in);
    }
  }

  static <T> T read(JsonType<T> type, JsonElement json) {
    RawJson copy;
    try {
      copy = RawJson.of(json);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("$", describe(type) + ": " + e.getMessage());
    }
    return new JsonTypeAdapter<>(type).fromJsonTree(copy.toTree());
  }

  /** Returns the Java value of what has been read. */
  static <T> T decode(JsonType<T> type, Object wire) {
    try {
      if (wire == ValueCodec.NULL) {
        throw new DecodeException(
            "$", describe(type) + ": expected " + type.codec.expected() + " but was null");
      }
      return type.codec.decode(wire);
    } catch (WrongValue e) {
      throw DecodeException.of(describe(type), "$", e);
    }
  }

  private static DecodeException notJson(JsonType<?> type, JsonReader in) {
    String path = in.getPath();
    if (path.length() > LONGEST_PATH) {
      path = path.substring(0, LONGEST_PATH) + "…";
    }
    path = path.replaceAll("\\p{Cntrl}", "?");
    return new DecodeException(path, describe(type) + ": not JSON, or cut off, at " + path);
  }

  private static DecodeException tooLarge(JsonType<?> type, long limit) {
    return new DecodeException("$", describe(type) + ": longer than the limit of " + limit);
  }

  private static String describe(JsonType<?> type) {
    return type.javaType().getSimpleName();
  }

  static <M> String write(ModelType<M> type, PropertyValues values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    write(type, values, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static <M> void write(ModelType<M> type, PropertyValues values, OutputStream to) {
    try {
      Utf8Writer text = new Utf8Writer(to);
      JsonWriter out = JsonText.writer(text);
      type.write(out, values);
      text.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An input stream as a channel, without the copy {@code Channels.newChannel} makes. */
  private record StreamChannel(InputStream stream) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer to) throws IOException {
      int read = stream.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
      if (read > 0) {
        to.position(to.position() + read);
      }
      return read;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
