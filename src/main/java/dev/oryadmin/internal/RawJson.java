package dev.oryadmin.internal;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * Any JSON value, exact to the text of its numbers and never shared: Gson's trees are mutable and
 * compare numbers as doubles.
 *
 * <p>Equal if the trees are equal, whatever the order of members, with numbers compared by their
 * text.
 */
public final class RawJson {
  private static final TypeAdapter<JsonElement> TREES = new Gson().getAdapter(JsonElement.class);

  /** JSON null. */
  public static final RawJson NULL = new RawJson(JsonNull.INSTANCE);

  private final JsonElement tree;

  private RawJson(JsonElement tree) {
    this.tree = tree;
  }

  /**
   * Returns a copy of a tree.
   *
   * @throws IllegalArgumentException if it nests too deeply or holds NaN or an infinity
   */
  public static RawJson of(JsonElement tree) {
    return new RawJson(copy(tree, 0));
  }

  /** Reads the next value. */
  public static RawJson read(JsonReader in) throws IOException {
    JsonElement tree = parse(in);
    // A reader of text makes a new tree; one that walks a tree hands out the caller's own.
    return new RawJson(in.getClass() == JsonReader.class ? tree : copy(tree, 0));
  }

  static JsonElement parse(JsonReader in) throws IOException {
    return TREES.read(in);
  }

  /** Returns a copy of the tree. */
  public JsonElement toTree() {
    return copy(tree, 0);
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
  public void write(JsonWriter out) throws IOException {
    write(tree, out);
  }

  private static void write(JsonElement value, JsonWriter out) throws IOException {
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
      writeNumber(primitive.getAsNumber(), out);
    } else if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      out.value(primitive.getAsString());
    } else if (value instanceof JsonPrimitive primitive) {
      out.value(primitive.getAsBoolean());
    } else {
      out.nullValue();
    }
  }

  /** Writes a number by its text. */
  static void writeNumber(Number number, JsonWriter out) throws IOException {
    if (out.getClass() == JsonWriter.class) {
      out.jsonValue(number.toString()); // value(Number) would run a regular expression
      return;
    }
    // A writer that builds a tree has no jsonValue, and takes 1e400 for an infinity unless lenient.
    Strictness before = out.getStrictness();
    out.setStrictness(Strictness.LENIENT);
    try {
      out.value(number);
    } finally {
      out.setStrictness(before);
    }
  }

  private static JsonElement copy(JsonElement value, int depth) {
    if (depth > JsonText.MAX_DEPTH) {
      throw new IllegalArgumentException("JSON nests deeper than " + JsonText.MAX_DEPTH);
    }
    if (value instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        copy.add(member.getKey(), copy(member.getValue(), depth + 1));
      }
      return copy;
    }
    if (value instanceof JsonArray array) {
      JsonArray copy = new JsonArray(array.size());
      for (JsonElement item : array) {
        copy.add(copy(item, depth + 1));
      }
      return copy;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      Number number = primitive.getAsNumber();
      boolean floating = number instanceof Double || number instanceof Float;
      if (floating && !Double.isFinite(number.doubleValue())) {
        throw new IllegalArgumentException("JSON has no " + number);
      }
    }
    return value; // primitives and JsonNull are immutable
  }

  /** Returns the kind of value at a path of this value, with its article. */
  String kindAt(String path) {
    JsonElement value = tree;
    for (String step : path.split("(?=\\[)|\\.", -1)) {
      if (step.startsWith("[") && value instanceof JsonArray array) {
        value = array.get(Integer.parseInt(step.substring(1, step.length() - 1)));
      } else if (!step.isEmpty() && value instanceof JsonObject object && object.has(step)) {
        value = object.get(step);
      }
    }
    return kind(value);
  }

  /** Returns what a value is called in messages. */
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
