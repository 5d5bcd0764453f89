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
import dev.oryadmin.internal.json.OneLine;
import dev.oryadmin.internal.json.Redaction;
import io.gsonfire.GsonFireBuilder;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, read leniently.
 *
 * <p>Hydra's handlers write {@code {"error": "…", "error_description": "…"}}, its router and Ory
 * Network write {@code {"error": {"message": "…"}}}, and proxies write anything.
 *
 * @param message one line for people: status, error, hint
 * @param error the two parts of the error
 * @param flat true if the body has the shape of Hydra's own handlers
 * @param requestId the request id, if the body has one
 * @param text the body, limited in length and masked
 */
record ErrorBody(
    String message, ApiError error, boolean flat, @Nullable String requestId, String text)
    implements Serializable {
  /** Hydra's message if a client does not exist (ory/x sqlcon, all versions). */
  private static final String MISSING = "Unable to locate the resource";

  /** Hydra's message if it does not know a challenge: this name and this description. */
  private static final String NOT_FOUND = "Not Found";

  private static final String CHALLENGE_MISSING = "Unable to locate the requested resource";

  private static final int LONGEST_MESSAGE = 500;

  /** Gson-fire chooses between the two shapes by the type of "error". */
  private static final Gson GSON =
      new GsonFireBuilder()
          .registerTypeSelector(
              Shape.class, json -> isNested(json) ? NestedShape.class : FlatShape.class)
          .createGsonBuilder()
          .registerTypeAdapter(FlatShape.class, new ShapeAdapter<>(FlatShape::new))
          .registerTypeAdapter(NestedShape.class, new ShapeAdapter<>(NestedShape::new))
          .create();

  static ErrorBody of(int status, String reason, String text, Collection<String> secrets) {
    JsonObject json = parse(text);
    Shape shape = json == null ? null : GSON.fromJson(json, Shape.class);
    String name = shape == null ? null : clean(shape.name(), secrets);
    String description = shape == null ? null : clean(shape.description(), secrets);
    ApiError error = new ApiError(name, description);
    String masked =
        json == null ? Redaction.maskText(text, secrets) : Redaction.mask(json, secrets).toString();
    return new ErrorBody(
        message(status, OneLine.of(Redaction.maskText(reason, secrets)), error),
        error,
        shape instanceof FlatShape && name != null,
        shape == null ? null : clean(shape.requestId(), secrets),
        masked);
  }

  /** Returns the URL to which the body of a 410 sends the browser; null if it has none. */
  static @Nullable String redirectTo(String text) {
    JsonObject json = parse(text);
    String target = json == null ? null : text(json, "redirect_to");
    return target == null || target.isBlank() ? null : target;
  }

  /** Returns this body with a hint at the end of its message. */
  ErrorBody withHint(@Nullable String hint) {
    return hint == null
        ? this
        : new ErrorBody(message + " (" + hint + ")", error, flat, requestId, text);
  }

  boolean saysResourceMissing() {
    String more = error.description();
    return flat
        && (MISSING.equals(error.name())
            || (NOT_FOUND.equals(error.name())
                && more != null
                && more.startsWith(CHALLENGE_MISSING)));
  }

  private static String message(int status, String reason, ApiError error) {
    StringBuilder line = new StringBuilder().append(status);
    String name = error.name();
    if (name != null && !name.isBlank()) {
      line.append(' ').append(name);
    } else if (!reason.isBlank()) {
      line.append(' ').append(reason);
    }
    if (error.description() != null && !error.description().isBlank()) {
      line.append(": ").append(error.description());
    }
    return line.length() > LONGEST_MESSAGE
        ? line.substring(0, LONGEST_MESSAGE) + "…"
        : line.toString();
  }

  /** Returns the text as one line without secrets; null for null. */
  private static @Nullable String clean(@Nullable String text, Collection<String> secrets) {
    return text == null ? null : OneLine.of(Redaction.maskText(text, secrets));
  }

  private static @Nullable JsonObject parse(String text) {
    try {
      JsonReader in = JsonStreams.reader(new StringReader(text));
      if (in.peek() == JsonToken.BEGIN_OBJECT) {
        return GSON.getAdapter(JsonObject.class).read(in);
      }
    } catch (IOException
        | IllegalStateException
        | IllegalArgumentException
        | JsonParseException e) {
      // Not JSON: the status says enough.
    }
    return null;
  }

  private static boolean isNested(JsonElement json) {
    return json.isJsonObject() && json.getAsJsonObject().get("error") instanceof JsonObject;
  }

  private interface Shape {
    @Nullable String name();

    @Nullable String description();

    @Nullable String requestId();
  }

  /** {@code {"error": "…", "error_description": "…"}}. */
  private record FlatShape(JsonObject json) implements Shape {
    @Override
    public @Nullable String name() {
      return text(json, "error");
    }

    @Override
    public @Nullable String description() {
      return text(json, "error_description");
    }

    @Override
    public @Nullable String requestId() {
      return text(json, "request_id");
    }
  }

  /** {@code {"error": {"message": "…", "reason": "…", "request": "…"}}}. */
  private record NestedShape(JsonObject json) implements Shape {
    @Override
    public @Nullable String name() {
      String message = text(json.getAsJsonObject("error"), "message");
      return message == null ? text(json.getAsJsonObject("error"), "status") : message;
    }

    @Override
    public @Nullable String description() {
      return text(json.getAsJsonObject("error"), "reason");
    }

    @Override
    public @Nullable String requestId() {
      return text(json.getAsJsonObject("error"), "request");
    }
  }

  /** Reads a shape from any object; shapes are never written. */
  private static final class ShapeAdapter<S extends Shape> extends TypeAdapter<S> {
    private static final TypeAdapter<JsonObject> OBJECTS = new Gson().getAdapter(JsonObject.class);
    private final Function<JsonObject, S> shape;

    ShapeAdapter(Function<JsonObject, S> shape) {
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

  private static @Nullable String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
  }
}
