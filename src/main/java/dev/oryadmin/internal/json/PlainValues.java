package dev.oryadmin.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts JSON to plain Java (maps, lists, texts, numbers, booleans and null) and back, for
 * applications without Gson.
 */
public final class PlainValues {
  private PlainValues() {}

  /** Returns an unmodifiable value. Numbers keep their exact text. */
  public static @Nullable Object of(JsonElement json) {
    if (json instanceof JsonObject object) {
      return of(object);
    }
    if (json instanceof JsonArray array) {
      List<@Nullable Object> items = new ArrayList<>(array.size());
      array.forEach(item -> items.add(of(item)));
      return Collections.unmodifiableList(items);
    }
    if (json instanceof JsonPrimitive primitive) {
      return primitive.isString()
          ? primitive.getAsString()
          : primitive.isBoolean() ? primitive.getAsBoolean() : number(primitive);
    }
    return null;
  }

  /** Returns an unmodifiable map in the order of the members. */
  public static Map<String, @Nullable Object> of(JsonObject json) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    json.entrySet().forEach(member -> members.put(member.getKey(), of(member.getValue())));
    return Collections.unmodifiableMap(members);
  }

  /**
   * Returns a number of the usual class if that prints as the JSON does; otherwise a number that
   * keeps the text.
   */
  private static Number number(JsonPrimitive json) {
    String text = json.getAsString();
    if (text.length() <= 18 && text.equals(longText(text))) {
      return Long.valueOf(text);
    }
    Number exact = whole(text) ? new BigInteger(text) : decimal(text);
    return exact != null && exact.toString().equals(text) ? exact : JsonStreams.number(text);
  }

  private static @Nullable BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null; // its exponent has more than 32 bits
    }
  }

  private static boolean whole(String text) {
    return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
  }

  private static @Nullable String longText(String text) {
    return whole(text) ? Long.toString(Long.parseLong(text)) : null;
  }

  /**
   * Returns the JSON of a map.
   *
   * @throws IllegalArgumentException if it contains a value of another type than those that {@link
   *     #of} returns
   */
  public static JsonObject tree(Map<?, ?> members) {
    return tree(members, JsonStreams.MAX_VALUE_DEPTH);
  }

  /**
   * Returns the JSON of a value.
   *
   * @throws IllegalArgumentException if it is or contains a value of another type than those that
   *     {@link #of} returns
   */
  public static JsonElement tree(@Nullable Object value) {
    return tree(value, JsonStreams.MAX_VALUE_DEPTH);
  }

  private static JsonObject tree(Map<?, ?> members, int depth) {
    JsonObject object = new JsonObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException("a name in the map is not a String");
      }
      object.add(name, tree(member.getValue(), depth - 1));
    }
    return object;
  }

  private static JsonElement tree(@Nullable Object value, int depth) {
    if (depth < 0) { // a map may hold itself
      throw new IllegalArgumentException("JSON nests too deeply");
    }
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof JsonElement json) {
      return json;
    }
    if (value instanceof String text) {
      return new JsonPrimitive(text);
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Boolean bool) {
      return new JsonPrimitive(bool);
    }
    if (value instanceof Map<?, ?> members) {
      return tree(members, depth);
    }
    if (value instanceof Iterable<?> items) {
      JsonArray array = new JsonArray();
      items.forEach(item -> array.add(tree(item, depth - 1)));
      return array;
    }
    throw new IllegalArgumentException(
        "not a Map, Iterable, String, Number, Boolean, JsonElement or null: "
            + value.getClass().getName());
  }
}
