package dev.oryadmin.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.TreeMap;

/** Trees of JSON, compared to the last digit. */
final class TestTrees {
  private static final Gson GSON = new Gson();

  private TestTrees() {}

  static JsonElement parse(String json) {
    return GSON.fromJson(json, JsonElement.class);
  }

  /** A text that two trees share only if they are equal, numbers by their text. */
  static String exact(JsonElement tree) {
    StringBuilder text = new StringBuilder();
    append(tree, text);
    return text.toString();
  }

  static String exact(String json) {
    return exact(parse(json));
  }

  private static void append(JsonElement value, StringBuilder to) {
    if (value instanceof JsonObject object) {
      to.append('{');
      for (Map.Entry<String, JsonElement> member : new TreeMap<>(object.asMap()).entrySet()) {
        append(new JsonPrimitive(member.getKey()), to);
        append(member.getValue(), to.append(':'));
        to.append(',');
      }
      to.append('}');
    } else if (value instanceof JsonArray array) {
      to.append('[');
      for (JsonElement item : array) {
        append(item, to);
        to.append(',');
      }
      to.append(']');
    } else if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      to.append('"');
      primitive.getAsString().chars().forEach(c -> to.append(Integer.toHexString(c)).append(' '));
      to.append('"');
    } else {
      to.append(value.isJsonNull() ? "null" : value.getAsString());
    }
  }
}
