package dev.oryadmin;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.oryadmin.internal.json.GsonOutput;
import dev.oryadmin.internal.json.JsonStreams;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Adapts a type for an application's Gson, independent of the settings of that Gson. */
final class JsonTypeAdapter<T> extends TypeAdapter<T> {
  private final JsonType<T> type;
  private final boolean secrets;

  /**
   * Creates an adapter.
   *
   * @param secrets false to leave secrets out when writing
   */
  JsonTypeAdapter(JsonType<T> type, boolean secrets) {
    JsonStreams.checkGson();
    this.type = type;
    this.secrets = secrets;
  }

  @Override
  public @Nullable T read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return null;
    }
    // The application's limit may be too low for what the server stores, or too high for a stack.
    int before = in.getNestingLimit();
    in.setNestingLimit(JsonStreams.MAX_DEPTH);
    try {
      Object wire = type.codec.read(in);
      return JsonDocument.decode(type, wire, JsonDocument.path(in.getPreviousPath()));
    } finally {
      in.setNestingLimit(before);
    }
  }

  @Override
  public void write(JsonWriter out, @Nullable T value) throws IOException {
    Object wire = value == null ? null : type.codec.encode(value);
    if (wire != null && !secrets) {
      wire = type.codec.withoutSecrets(wire);
    }
    if (wire == null) {
      out.nullValue();
      return;
    }
    // The application's Gson may drop nulls, but the nulls of a model are set on purpose.
    boolean before = out.getSerializeNulls();
    out.setSerializeNulls(true);
    try {
      type.codec.writeAny(new GsonOutput(out), wire);
    } finally {
      out.setSerializeNulls(before);
    }
  }
}
