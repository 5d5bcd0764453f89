package dev.oryadmin;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.oryadmin.internal.json.JsonOutput;
import dev.oryadmin.internal.json.ValueCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes models that are values of a property. The wire value is the content of the
 * model.
 */
final class ModelCodec<M> extends ValueCodec<M> {
  // The type, which owns this codec, sets it before either is used.
  @SuppressWarnings("NullAway.Init")
  ModelType<M> type;

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    return in.peek() == JsonToken.BEGIN_OBJECT ? type.read(in) : readOther(in);
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    type.write(out, (PropertyValues) wire);
  }

  @Override
  public M decode(Object wire) {
    return type.construct((PropertyValues) wellFormed(wire));
  }

  @Override
  public Object encode(M value) {
    return ((Model<?>) value).values;
  }

  @Override
  public @Nullable Object withoutSecrets(Object wire) {
    if (wire instanceof PropertyValues values) {
      return type.withoutSecrets(values);
    }
    return wire == NULL ? wire : null; // a malformed value may hold secrets
  }

  @Override
  public void check(Object wire) {
    type.check((PropertyValues) wire);
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    type.print((PropertyValues) wire, to);
  }
}
