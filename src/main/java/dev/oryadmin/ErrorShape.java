package dev.oryadmin;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.oryadmin.internal.json.JsonStreams;
import io.gsonfire.GsonFireBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The two shapes of error bodies. Hydra's handlers write {@code {"error": "…"}}, its router and Ory
 * Network write {@code {"error": {"message": "…"}}}. Gson-fire chooses between them by the type of
 * "error".
 */
interface ErrorShape {
  @Nullable String name();

  @Nullable String description();

  @Nullable String requestId();

  /** Whether this is the shape of Hydra's own handlers. */
  boolean flat();

  static ErrorShape of(JsonObject json) {
    return Fire.GSON.fromJson(json, ErrorShape.class);
  }

  /** Returns the object that a text begins with; null if it begins with none. */
  static @Nullable JsonObject object(String text) {
    try {
      JsonReader in = JsonStreams.reader(new StringReader(text));
      if (in.peek() == JsonToken.BEGIN_OBJECT) {
        return Fire.GSON.getAdapter(JsonObject.class).read(in);
      }
    } catch (IOException
        | IllegalStateException
        | IllegalArgumentException
        | JsonParseException e) {
      // Not JSON: the status says enough.
    }
    return null;
  }

  /** Returns a member that is no object and no array; else null. */
  static @Nullable String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
  }

  /** {@code {"error": "…", "error_description": "…"}}. */
  record Flat(JsonObject json) implements ErrorShape {
    @Override
    public @Nullable String name() {
      return ErrorShape.text(json, "error");
    }

    @Override
    public @Nullable String description() {
      return ErrorShape.text(json, "error_description");
    }

    @Override
    public @Nullable String requestId() {
      return ErrorShape.text(json, "request_id");
    }

    @Override
    public boolean flat() {
      return true;
    }
  }

  /** {@code {"error": {"message": "…", "reason": "…", "request": "…"}}}. */
  record Nested(JsonObject json) implements ErrorShape {
    @Override
    public @Nullable String name() {
      String message = member("message");
      return message == null ? member("status") : message;
    }

    @Override
    public @Nullable String description() {
      return member("reason");
    }

    @Override
    public @Nullable String requestId() {
      return member("request");
    }

    @Override
    public boolean flat() {
      return false;
    }

    private @Nullable String member(String name) {
      return ErrorShape.text(json.getAsJsonObject("error"), name);
    }
  }

  /** Set up once, when the first error is read. */
  final class Fire {
    private static final Gson GSON =
        new GsonFireBuilder()
            .registerTypeSelector(
                ErrorShape.class, json -> isNested(json) ? Nested.class : Flat.class)
            .createGsonBuilder()
            .registerTypeAdapter(Flat.class, new Adapter<>(Flat::new))
            .registerTypeAdapter(Nested.class, new Adapter<>(Nested::new))
            .create();

    private Fire() {}

    private static boolean isNested(JsonElement json) {
      return json.isJsonObject() && json.getAsJsonObject().get("error") instanceof JsonObject;
    }
  }

  /** Reads a shape from any object; shapes are never written. */
  final class Adapter<S extends ErrorShape> extends TypeAdapter<S> {
    private static final TypeAdapter<JsonObject> OBJECTS = new Gson().getAdapter(JsonObject.class);
    private final Function<JsonObject, S> shape;

    Adapter(Function<JsonObject, S> shape) {
      this.shape = shape;
    }

    @Override
    public S read(JsonReader in) throws IOException {
      return shape.apply(OBJECTS.read(in));
    }

    @Override
    public void write(JsonWriter out, S value) {
      throw new UnsupportedOperationException("errors are only read");
    }
  }
}
