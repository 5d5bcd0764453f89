package dev.oryadmin;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.oryadmin.internal.json.CharsReader;
import dev.oryadmin.internal.json.JsonBytes;
import dev.oryadmin.internal.json.JsonStreams;
import dev.oryadmin.internal.json.LimitedReader;
import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.internal.json.SourceException;
import dev.oryadmin.internal.json.TooLargeException;
import dev.oryadmin.internal.json.Utf8Reader;
import dev.oryadmin.internal.json.ValueCodec;
import dev.oryadmin.internal.json.WrongValue;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Set;

/**
 * One whole JSON text: nothing may follow the value.
 *
 * <p>Any error in the content is a {@link DecodeException}, which never quotes the content.
 */
final class JsonDocument {
  /** The limit of what is read, in bytes (for a string or reader: in characters). */
  static final long MAX_SIZE = 64L << 20;

  /** How many bytes of memory are permitted for each byte of the limit. */
  private static final int KEPT = 4;

  /** The JSON types that the first character identifies. */
  private static final Set<String> STRUCTURES = Set.of("an object", "an array");

  private static final int LONGEST_PATH = 200;

  private JsonDocument() {}

  static <T> T read(JsonType<T> type, String json) {
    if (json.length() > MAX_SIZE) {
      throw new DecodeException("$", describe(type) + ": longer than the limit of " + MAX_SIZE);
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

  /** Reads UTF-8 from a channel; throws what the channel throws. */
  static <T> T read(JsonType<T> type, ReadableByteChannel json, long limit) throws IOException {
    return read(type, new Utf8Reader(json, limit), limit);
  }

  private static <T> T read(JsonType<T> type, Reader json, long limit) throws IOException {
    JsonReader in = JsonStreams.reader(json, limit * KEPT);
    Object wire = null;
    try {
      String expected = type.codec.expected();
      String found = kind(in.peek());
      if (STRUCTURES.contains(expected)
          && !found.equals(expected)) { // fails before everything is read
        throw new DecodeException("$", describe(type) + ": " + expected(expected, found));
      }
      wire = type.codec.read(in);
      if (in.peek() != JsonToken.END_DOCUMENT) { // throws if the next character can't begin a value
        throw moreText(type);
      }
      return decode(type, wire);
    } catch (SourceException e) {
      throw e.failure();
    } catch (TooLargeException e) {
      String longer =
          e.inMemory() ? ": needs more memory than the limit of " : ": longer than the limit of ";
      String allows = e.inMemory() ? " bytes allows" : "";
      throw new DecodeException("$", describe(type) + longer + limit + allows);
    } catch (StackOverflowError e) {
      throw new DecodeException(
          "$", describe(type) + ": nests too deep for the stack of this thread");
    } catch (IOException
        | IllegalStateException
        | IllegalArgumentException
        | JsonParseException e) {
      // Four kinds of exception mean this. Their messages may quote the content and are dropped.
      throw wire == null ? notJson(type, in, e) : moreText(type);
    }
  }

  /** Returns the name of a JSON type in messages. */
  private static String kind(JsonToken first) {
    return switch (first) {
      case BEGIN_OBJECT -> "an object";
      case BEGIN_ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      default -> "null";
    };
  }

  private static String expected(String expected, String found) {
    return "expected " + expected + " but was " + found;
  }

  static <T> T read(JsonType<T> type, JsonElement json) {
    RawJson copy;
    try {
      copy = RawJson.document(json);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("$", describe(type) + ": " + e.getMessage());
    }
    return new JsonTypeAdapter<>(type, true).fromJsonTree(copy.toTree());
  }

  /** Returns the Java value of what has been read. */
  static <T> T decode(JsonType<T> type, Object wire) {
    return decode(type, wire, "$");
  }

  static <T> T decode(JsonType<T> type, Object wire, String path) {
    try {
      if (wire == ValueCodec.NULL) {
        throw new DecodeException(
            path, describe(type) + ": " + expected(type.codec.expected(), "null"));
      }
      return type.codec.decode(wire);
    } catch (WrongValue e) {
      throw DecodeException.of(describe(type), path, e);
    }
  }

  private static DecodeException moreText(JsonType<?> type) {
    return new DecodeException("$", describe(type) + ": more text after the JSON value");
  }

  private static DecodeException notJson(JsonType<?> type, JsonReader in, Exception e) {
    String message = String.valueOf(e.getMessage());
    String problem = "not JSON";
    if (e instanceof EOFException || message.startsWith("Unterminated string")) {
      problem = "JSON is empty or truncated";
    } else if (message.startsWith("Nesting limit")) {
      problem = "JSON nests deeper than " + JsonStreams.MAX_DEPTH;
    }
    String path = path(in.getPath());
    return new DecodeException(path, describe(type) + ": " + problem + " at " + path);
  }

  /** Returns a path for a message: on one line and of limited length. */
  static String path(String path) {
    String cut = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
    return cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
  }

  private static String describe(JsonType<?> type) {
    return type.javaType().getSimpleName();
  }

  static <M> String write(ModelType<M> type, PropertyValues values) {
    // Writing needs no Gson. A Gson that is too old for reading is reported here all the same.
    JsonStreams.checkGson();
    JsonBytes json = new JsonBytes();
    try {
      type.write(json, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing here can fail
    }
    return json.toText();
  }

  static <T> String write(JsonType<T> type, T value) {
    JsonBytes json = new JsonBytes();
    try {
      type.codec.writeAny(json, type.codec.encode(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing here can fail
    }
    return json.toText();
  }

  /** Returns the tree of what would be written. */
  static <M> JsonObject tree(ModelType<M> type, PropertyValues values) {
    return read(JsonType.ANY, write(type, values)).getAsJsonObject();
  }

  static <M> void write(ModelType<M> type, PropertyValues values, OutputStream to) {
    JsonStreams.checkGson();
    try {
      JsonBytes json = new JsonBytes(to);
      type.write(json, values);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Wraps an input stream as a channel, without the copy that {@code Channels.newChannel} makes.
   */
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
