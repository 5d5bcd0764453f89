package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import dev.oryadmin.internal.json.ClaimsCodec;
import dev.oryadmin.internal.json.LazyCodec;
import dev.oryadmin.internal.json.ListCodec;
import dev.oryadmin.internal.json.MapCodec;
import dev.oryadmin.internal.json.MappedCodec;
import dev.oryadmin.internal.json.NumberCodec;
import dev.oryadmin.internal.json.ScalarCodecs;
import dev.oryadmin.internal.json.TextCodec;
import dev.oryadmin.internal.json.ValueCodec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The JSON format of a value and its Java type.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param <T> the Java type
 */
public class JsonType<T> {
  /** A string. */
  public static final JsonType<String> STRING = new JsonType<>(String.class, TextCodec.STRING);

  /** A string that is masked wherever it is printed. */
  public static final JsonType<Secret> SECRET = new JsonType<>(Secret.class, TextCodec.SECRET);

  /** A date-time of RFC 3339 with up to nine fraction digits and any offset. */
  public static final JsonType<Instant> INSTANT = new JsonType<>(Instant.class, TextCodec.INSTANT);

  /** A duration as Go writes it, such as {@code 1h30m0s}. */
  public static final JsonType<Duration> DURATION =
      new JsonType<>(Duration.class, TextCodec.DURATION);

  /**
   * A duration in whole seconds, as a number. Fractions of a second are dropped; a duration between
   * zero and one second is refused.
   */
  public static final JsonType<Duration> SECONDS =
      new JsonType<>(Duration.class, MappedCodec.SECONDS);

  /** A time in whole seconds since 1970, as a number. */
  public static final JsonType<Instant> UNIX_TIME =
      new JsonType<>(Instant.class, MappedCodec.UNIX_TIME);

  /** {@code true} or {@code false}. */
  public static final JsonType<Boolean> BOOLEAN =
      new JsonType<>(Boolean.class, ScalarCodecs.BOOLEAN);

  /** A whole number of 32 bits. */
  public static final JsonType<Integer> INTEGER =
      new JsonType<>(Integer.class, NumberCodec.INTEGER);

  /** A whole number of 64 bits. */
  public static final JsonType<Long> LONG = new JsonType<>(Long.class, NumberCodec.LONG);

  /** A number of any size and precision. */
  public static final JsonType<BigDecimal> BIGDECIMAL =
      new JsonType<>(BigDecimal.class, NumberCodec.DECIMAL);

  /** A whole number from 400 to 599. */
  public static final JsonType<Integer> ERROR_STATUS =
      new JsonType<>(Integer.class, MappedCodec.ERROR_STATUS);

  /**
   * An object whose numbers the server stores as 64-bit floats. Numbers that would change are
   * refused.
   */
  public static final JsonType<JsonElement> CLAIMS =
      new JsonType<>(JsonElement.class, ClaimsCodec.CLAIMS);

  /** Any JSON value except null. */
  public static final JsonType<JsonElement> ANY =
      new JsonType<>(JsonElement.class, ScalarCodecs.ANY);

  final ValueCodec<T> codec;
  private final Class<?> javaType;

  JsonType(Class<?> javaType, ValueCodec<T> codec) {
    this.javaType = requireNonNull(javaType, "javaType == null");
    this.codec = codec;
  }

  /** Returns the type of an array whose items all have the given type. */
  public static <E> JsonType<List<E>> list(JsonType<E> item) {
    return new JsonType<>(List.class, new ListCodec<>(item.codec));
  }

  /** Returns the type of an object whose members all have the given type. */
  public static <E> JsonType<Map<String, E>> map(JsonType<E> member) {
    return new JsonType<>(Map.class, new MapCodec<>(member.codec));
  }

  /**
   * Returns a model type that is resolved when it is first used, for models that refer to each
   * other.
   */
  public static <M> JsonType<M> lazy(Class<M> model, Supplier<? extends JsonType<M>> type) {
    requireNonNull(type, "type == null");
    return new JsonType<>(model, new LazyCodec<>(() -> type.get().codec));
  }

  /** Returns the type of a string from an open set of values. */
  public static <E extends OpenEnum> JsonType<E> open(Class<E> value, Function<String, E> of) {
    requireNonNull(of, "of == null");
    return new JsonType<>(value, TextCodec.of("a string", of, OpenEnum::value));
  }

  /** Returns the Java type; for a list or map, its raw type. */
  public Class<?> javaType() {
    return javaType;
  }

  /** Returns the name of this type in messages, such as {@code string}. */
  @Override
  public String toString() {
    return codec.expected();
  }
}
