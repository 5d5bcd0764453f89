package dev.oryadmin.internal.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;

/** The codecs of types without parsing: {@code true} and {@code false}, and any JSON. */
public final class ScalarCodecs {
  /** A boolean. The wire value is the {@link Boolean}. */
  public static final ValueCodec<Boolean> BOOLEAN = new BooleanCodec();

  /** Any JSON except null. The wire value is a {@link RawJson}. */
  public static final ValueCodec<JsonElement> ANY = new AnyCodec();

  private ScalarCodecs() {}

  private static final class BooleanCodec extends ValueCodec<Boolean> {
    @Override
    public String expected() {
      return "a boolean";
    }

    @Override
    public Object cleared() {
      return false; // servers before v25.4 take null for "keep"
    }

    @Override
    public Object read(JsonReader in) throws IOException {
      return in.peek() == JsonToken.BOOLEAN ? (Object) in.nextBoolean() : readOther(in);
    }

    @Override
    public void write(JsonOutput out, Object wire) throws IOException {
      out.bool((boolean) wire);
    }

    @Override
    public Boolean decode(Object wire) {
      return (Boolean) wellFormed(wire);
    }

    @Override
    public Object encode(Boolean value) {
      return value;
    }

    @Override
    public void print(Object wire, StringBuilder to) {
      to.append(wire);
    }
  }

  private static final class AnyCodec extends ValueCodec<JsonElement> {
    @Override
    public String expected() {
      return "any JSON";
    }

    @Override
    public Object cleared() {
      return RawJson.of(new JsonObject()); // once null, the metadata could not be patched any more
    }

    @Override
    public Object read(JsonReader in) throws IOException {
      RawJson json = RawJson.read(in);
      return json.isNull() ? NULL : json;
    }

    @Override
    public void write(JsonOutput out, Object wire) throws IOException {
      ((RawJson) wire).write(out);
    }

    @Override
    public JsonElement decode(Object wire) {
      return ((RawJson) wire).toTree();
    }

    @Override
    public Object encode(JsonElement value) {
      return value.isJsonNull() ? NULL : RawJson.of(value);
    }

    @Override
    public void print(Object wire, StringBuilder to) {
      to.append(wire);
    }
  }
}
