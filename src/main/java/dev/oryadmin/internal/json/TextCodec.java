package dev.oryadmin.internal.json;

import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.oryadmin.Secret;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Values written as JSON strings. The wire value is the unchanged text. */
public final class TextCodec<T> extends ValueCodec<T> {
  /** A string. */
  public static final ValueCodec<String> STRING =
      new TextCodec<>("a string", text -> text, text -> text, "", false);

  /** A secret. */
  public static final ValueCodec<Secret> SECRET =
      new TextCodec<>("a string", Secret::of, Secret::reveal, "", true);

  /** A date-time of RFC 3339. */
  public static final ValueCodec<Instant> INSTANT =
      new TextCodec<>(
          "an RFC 3339 date-time", DateTimeText::parse, DateTimeText::format, NULL, false);

  /** A duration of Go. */
  public static final ValueCodec<Duration> DURATION =
      new TextCodec<>(
          "a Go duration such as 1h30m", DurationText::parse, DurationText::format, NULL, false);

  private final String expected;
  private final Function<String, T> decode;
  private final Function<T, String> encode;
  private final Object cleared;
  private final boolean sensitive;

  private TextCodec(
      String expected,
      Function<String, T> decode,
      Function<T, String> encode,
      Object cleared,
      boolean sensitive) {
    this.expected = expected;
    this.decode = decode;
    this.encode = encode;
    this.cleared = cleared;
    this.sensitive = sensitive;
  }

  /** Returns the codec of a type whose values all have a text. */
  public static <T> ValueCodec<T> of(
      String expected, Function<String, T> decode, Function<T, String> encode) {
    return new TextCodec<>(expected, decode, encode, "", false);
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public Object cleared() {
    return cleared;
  }

  @Override
  public boolean sensitive() {
    return sensitive;
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    return in.peek() == JsonToken.STRING ? in.nextString() : readOther(in);
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    out.string((String) wire);
  }

  @Override
  public T decode(Object wire) {
    try {
      return decode.apply((String) wellFormed(wire));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new WrongValue("", problem("another string"));
    }
  }

  @Override
  public Object encode(T value) {
    return encode.apply(value);
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    // As JSON: a line break in a name must not start a new line in a log.
    to.append(sensitive ? Secret.MASK : new JsonPrimitive((String) wire).toString());
  }
}
