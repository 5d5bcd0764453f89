package dev.oryadmin.internal.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/** Values written as JSON numbers. The wire value is the number's text, so 1 and 1.0 differ. */
public final class NumberCodec<T extends Number> extends ValueCodec<T> {
  /** A whole number of 32 bits. */
  public static final ValueCodec<Integer> INTEGER =
      new NumberCodec<>("a whole number of 32 bits", n -> bounded(n).intValueExact());

  /** A whole number of 64 bits. */
  public static final ValueCodec<Long> LONG =
      new NumberCodec<>("a whole number of 64 bits", n -> bounded(n).longValueExact());

  /** A number of any size. */
  public static final ValueCodec<BigDecimal> DECIMAL = new NumberCodec<>("a number", n -> n);

  /**
   * The limit of the exponent: to convert {@code 1e999999999} to a whole number would take all
   * memory.
   */
  private static final int MAX_SCALE = 10_000;

  private final String expected;
  private final Function<BigDecimal, T> decode;

  private NumberCodec(String expected, Function<BigDecimal, T> decode) {
    this.expected = expected;
    this.decode = decode;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    if (in.peek() != JsonToken.NUMBER) {
      return readOther(in);
    }
    return JsonStreams.isOurs(in)
        ? in.nextString()
        : RawJson.read(in)
            .toTree()
            .getAsString(); // checked: a tree can hold numbers that JSON can't
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    out.number((String) wire);
  }

  @Override
  public T decode(Object wire) {
    String text = (String) wellFormed(wire);
    try {
      return decode.apply(new BigDecimal(text));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new WrongValue("", problem("another number"));
    }
  }

  private static BigDecimal bounded(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      throw new ArithmeticException("out of range");
    }
    return number;
  }

  @Override
  public Object encode(T value) {
    return value.toString();
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    to.append((String) wire);
  }
}
