package dev.oryadmin.internal.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values of a type that is resolved when it is first used. If two classes referred to each other
 * directly, two threads that initialize them at once would block for ever.
 */
public final class LazyCodec<T> extends ValueCodec<T> {
  private final Supplier<ValueCodec<T>> codec;

  public LazyCodec(Supplier<ValueCodec<T>> codec) {
    this.codec = codec;
  }

  @Override
  public String expected() {
    return codec.get().expected();
  }

  @Override
  public @Nullable T absent() {
    return codec.get().absent();
  }

  @Override
  public @Nullable Object withoutSecrets(Object wire) {
    return codec.get().withoutSecrets(wire);
  }

  @Override
  public Object cleared() {
    return codec.get().cleared();
  }

  @Override
  public boolean sensitive() {
    return codec.get().sensitive();
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    return codec.get().read(in);
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    codec.get().write(out, wire);
  }

  @Override
  public T decode(Object wire) {
    return codec.get().decode(wire);
  }

  @Override
  public Object encode(T value) {
    return codec.get().encode(value);
  }

  @Override
  public void check(Object wire) {
    codec.get().check(wire);
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    codec.get().print(wire, to);
  }
}
