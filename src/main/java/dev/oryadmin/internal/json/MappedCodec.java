package dev.oryadmin.internal.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Values written like those of another codec, but with another Java type or with a restriction. */
public final class MappedCodec<W, T> extends ValueCodec<T> {
  /** A duration in whole seconds that is not negative. */
  public static final ValueCodec<Duration> SECONDS =
      new MappedCodec<>(
          "a whole number of seconds", NumberCodec.LONG, Duration::ofSeconds, MappedCodec::seconds);

  /** A time in whole seconds since 1970. */
  public static final ValueCodec<Instant> UNIX_TIME =
      new MappedCodec<>(
          "a whole number of seconds since 1970",
          NumberCodec.LONG,
          Instant::ofEpochSecond,
          Instant::getEpochSecond);

  /** An HTTP status of an error. */
  public static final ValueCodec<Integer> ERROR_STATUS =
      new MappedCodec<>(
          "a status from 400 to 599", NumberCodec.INTEGER, status -> status, MappedCodec::status);

  private final String expected;
  private final ValueCodec<W> mapped;
  private final Function<W, T> decode;
  private final Function<T, W> encode;

  private MappedCodec(
      String expected, ValueCodec<W> mapped, Function<W, T> decode, Function<T, W> encode) {
    this.expected = expected;
    this.mapped = mapped;
    this.decode = decode;
    this.encode = encode;
  }

  private static Long seconds(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("negative: the server would use its default");
    }
    if (duration.toSeconds() == 0 && !duration.isZero()) {
      throw new IllegalArgumentException("shorter than a second: it would be sent as zero");
    }
    return duration.toSeconds();
  }

  private static Integer status(Integer status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not from 400 to 599: " + status);
    }
    return status;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    return mapped.read(in);
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    mapped.write(out, wire);
  }

  @Override
  public T decode(Object wire) {
    try {
      return decode.apply(mapped.decode(wire));
    } catch (DateTimeException | ArithmeticException e) {
      throw new WrongValue("", problem("another number"));
    }
  }

  @Override
  public Object encode(T value) {
    return mapped.encode(encode.apply(value));
  }

  @Override
  public void check(Object wire) {
    Object unused = encode(decode(wire));
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    mapped.print(wire, to);
  }
}
