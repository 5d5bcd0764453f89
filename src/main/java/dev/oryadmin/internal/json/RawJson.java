package dev.oryadmin.internal.json;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * Any JSON value. It keeps the text of numbers and is never shared, because Gson's trees are
 * mutable and compare numbers as doubles.
 *
 * <p>Two values are equal if their trees are equal. The order of members does not matter, and
 * numbers are compared by their text.
 */
public final class RawJson {
  /** JSON null. */
  public static final RawJson NULL = new RawJson(JsonNull.INSTANCE);

  /**
   * Gson's own adapter, for readers of Gson trees. It loads a hundred classes, so it is loaded only
   * when it is needed.
   */
  private static final class GsonTrees {
    static final TypeAdapter<JsonElement> ADAPTER = new Gson().getAdapter(JsonElement.class);
  }

  private final JsonElement tree;

  private RawJson(JsonElement tree) {
    this.tree = tree;
  }

  /**
   * Returns a copy of a tree that becomes part of a model.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link
   *     JsonStreams#MAX_VALUE_DEPTH}, or has a number that JSON or Gson's reader does not allow
   */
  public static RawJson of(JsonElement tree) {
    return new RawJson(copy(requireNonNull(tree, "json == null"), JsonStreams.MAX_VALUE_DEPTH));
  }

  /**
   * Returns a copy of a tree that becomes a whole model.
   *
   * @throws IllegalArgumentException if it is nested deeper than {@link JsonStreams#MAX_DEPTH}, or
   *     has a number that JSON or Gson's reader does not allow
   */
  public static RawJson document(JsonElement tree) {
    return new RawJson(copy(requireNonNull(tree, "json == null"), JsonStreams.MAX_DEPTH));
  }

  /** Wraps a tree that is checked and that nobody else has. */
  static RawJson wrap(JsonElement tree) {
    return new RawJson(tree);
  }

  /** Reads the next value. */
  public static RawJson read(JsonReader in) throws IOException {
    JsonElement tree = parse(in);
    if (JsonStreams.isOurs(in)) {
      return new RawJson(tree); // new and valid
    }
    try {
      return document(tree); // a reader of a tree returns the application's own objects
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException(e.getMessage(), e);
    }
  }

  static JsonElement parse(JsonReader in) throws IOException {
    return JsonStreams.isOurs(in) ? parse(in, 0) : GsonTrees.ADAPTER.read(in);
  }

  private static JsonElement parse(JsonReader in, int depth) throws IOException {
    if (depth > JsonStreams.MAX_DEPTH) { // an application's reader may have a higher limit
      throw new MalformedJsonException("nests deeper than " + JsonStreams.MAX_DEPTH);
    }
    return switch (in.peek()) {
      case BEGIN_OBJECT -> {
        JsonObject object = new JsonObject();
        in.beginObject();
        while (in.hasNext()) {
          String name = in.nextName();
          object.add(name, parse(in, depth + 1));
        }
        in.endObject();
        yield object;
      }
      case BEGIN_ARRAY -> {
        JsonArray array = new JsonArray();
        in.beginArray();
        while (in.hasNext()) {
          array.add(parse(in, depth + 1));
        }
        in.endArray();
        yield array;
      }
      case STRING -> new JsonPrimitive(in.nextString());
      case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(in));
      case BOOLEAN -> new JsonPrimitive(in.nextBoolean());
      default -> {
        in.nextNull(); // throws the right exception if it is not null
        yield JsonNull.INSTANCE;
      }
    };
  }

  /** Returns a copy of the tree. */
  public JsonElement toTree() {
    return tree.deepCopy();
  }

  /** Returns the value without the members that hold secrets. */
  public RawJson withoutSecrets() {
    return new RawJson(Redaction.withoutSecrets(tree));
  }

  /** Returns true if this is JSON null. */
  public boolean isNull() {
    return tree.isJsonNull();
  }

  /** Returns the tree with secrets masked, as compact JSON. */
  @Override
  public String toString() {
    return Redaction.mask(tree).toString();
  }

  /** Writes the value. */
  public void write(JsonOutput out) throws IOException {
    write(tree, out);
  }

  private static void write(JsonElement value, JsonOutput out) throws IOException {
    if (value instanceof JsonObject object) {
      out.beginObject();
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        out.name(member.getKey());
        write(member.getValue(), out);
      }
      out.endObject();
    } else if (value instanceof JsonArray array) {
      out.beginArray();
      for (JsonElement item : array) {
        write(item, out);
      }
      out.endArray();
    } else if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      out.number(primitive.getAsNumber());
    } else if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      out.string(primitive.getAsString());
    } else if (value instanceof JsonPrimitive primitive) {
      out.bool(primitive.getAsBoolean());
    } else {
      out.nullValue();
    }
  }

  private static JsonElement copy(JsonElement value, int depth) {
    if (value instanceof JsonObject object) {
      checkDepth(depth);
      JsonObject copy = new JsonObject();
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        copy.add(member.getKey(), copy(member.getValue(), depth - 1));
      }
      return copy;
    }
    if (value instanceof JsonArray array) {
      checkDepth(depth);
      JsonArray copy = new JsonArray(array.size());
      for (JsonElement item : array) {
        copy.add(copy(item, depth - 1));
      }
      return copy;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      return JsonStreams.number(primitive);
    }
    return value; // texts, booleans and JsonNull are immutable
  }

  private static void checkDepth(int left) {
    if (left == 0) {
      throw new IllegalArgumentException("JSON nests too deeply");
    }
  }

  /** Returns the name of the type of this value in messages. */
  String kind() {
    return kind(tree);
  }

  /** Returns the name of the type of a value in messages. */
  public static String kind(JsonElement value) {
    if (value instanceof JsonObject) {
      return "an object";
    }
    if (value instanceof JsonArray) {
      return "an array";
    }
    if (value instanceof JsonPrimitive primitive) {
      return primitive.isString() ? "a string" : primitive.isNumber() ? "a number" : "a boolean";
    }
    return "null";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson that && equal(tree, that.tree);
  }

  @Override
  public int hashCode() {
    return hash(tree);
  }

  private static boolean equal(JsonElement a, JsonElement b) {
    if (a instanceof JsonObject x && b instanceof JsonObject y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (Map.Entry<String, JsonElement> member : x.entrySet()) {
        JsonElement other = y.get(member.getKey());
        if (other == null || !equal(member.getValue(), other)) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof JsonArray x && b instanceof JsonArray y) {
      if (x.size() != y.size()) {
        return false;
      }
      Iterator<JsonElement> others = y.iterator();
      for (JsonElement item : x) {
        if (!equal(item, others.next())) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof JsonPrimitive x && b instanceof JsonPrimitive y) {
      return x.isString() == y.isString()
          && x.isNumber() == y.isNumber()
          && x.getAsString().equals(y.getAsString());
    }
    return a instanceof JsonNull && b instanceof JsonNull;
  }

  private static int hash(JsonElement value) {
    int hash = 0;
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        hash += member.getKey().hashCode() ^ hash(member.getValue()); // the order does not count
      }
    } else if (value instanceof JsonArray array) {
      for (JsonElement item : array) {
        hash = 31 * hash + hash(item);
      }
    } else if (value instanceof JsonPrimitive primitive) {
      hash = primitive.getAsString().hashCode();
    }
    return hash;
  }
}
