package dev.oryadmin;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes a type known to an application's Gson, whatever that one's settings. */
final class JsonTypeAdapter<T> extends TypeAdapter<T> {
  private final JsonType<T> type;

  JsonTypeAdapter(JsonType<T> type) {
    this.type = type;
  }

  @Override
  public @Nullable T read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return null;
    }
    return JsonDocument.decode(type, type.codec.read(in));
  }

  @Override
  public void write(JsonWriter out, @Nullable T value) throws IOException {
    if (value == null) {
      out.nullValue();
      return;
    }
    // The application's Gson may drop nulls; ours are meant.
    boolean before = out.getSerializeNulls();
    out.setSerializeNulls(true);
    try {
      type.codec.writeAny(out, type.codec.encode(value));
    } finally {
      out.setSerializeNulls(before);
    }
  }
}
