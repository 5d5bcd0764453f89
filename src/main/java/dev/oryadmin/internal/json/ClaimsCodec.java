package dev.oryadmin.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.Map;

/**
 * Claims: a JSON object that the server stores as Go values, whose numbers are 64-bit floats.
 * Numbers that would come back with another text are refused. The wire value is a {@link RawJson}.
 * Claims that the server sends are read without a check.
 */
public final class ClaimsCodec extends ValueCodec<JsonElement> {
  /** The only instance. */
  public static final ValueCodec<JsonElement> CLAIMS = new ClaimsCodec();

  private ClaimsCodec() {}

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    return ScalarCodecs.ANY.read(in);
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    ScalarCodecs.ANY.write(out, wire);
  }

  @Override
  public JsonElement decode(Object wire) {
    return ScalarCodecs.ANY.decode(wire);
  }

  @Override
  public Object encode(JsonElement value) {
    if (value.isJsonNull()) {
      return NULL;
    }
    RawJson wire = RawJson.of(value);
    check(wire);
    return wire;
  }

  @Override
  public void check(Object wire) {
    JsonElement claims = decode(wire);
    if (!claims.isJsonObject()) {
      throw new IllegalArgumentException("expected " + problem(RawJson.kind(claims)));
    }
    check("", claims);
  }

  private static void check(String path, JsonElement value) {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        check(path + "." + member.getKey(), member.getValue());
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        check(path + "[" + i + "]", array.get(i));
      }
    } else if (value instanceof JsonPrimitive primitive
        && primitive.isNumber()
        && !GoFloat.keeps(primitive.getAsString())) {
      // The message does not contain the number: claims are private.
      throw new IllegalArgumentException(
          OneLine.of("$" + path)
              + ": the server would change this number;"
              + " write it as a 64-bit float prints it, or as a text");
    }
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    ScalarCodecs.ANY.print(wire, to);
  }
}
