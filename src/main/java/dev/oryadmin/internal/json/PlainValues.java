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
 * JSON as plain Java: maps, lists, texts, numbers, booleans and null, for those that don't know
 * Gson.
 */
public final class PlainValues {
  private PlainValues() {}

  /** Returns a value that can't be changed, numbers exact to their text. */
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

  /** Returns a map that can't be changed, in the order of the members. */
  public static Map<String, @Nullable Object> of(JsonObject json) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    json.entrySet().forEach(member -> members.put(member.getKey(), of(member.getValue())));
    return Collections.unmodifiableMap(members);
  }

  /** The usual class whose text is that of JSON; else a number that nobody has parsed. */
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
   * Returns JSON of a map.
   *
   * @throws IllegalArgumentException if something in it is none of what {@link #of} returns
   */
  public static JsonObject tree(Map<?, ?> members) {
    return tree(members, JsonStreams.MAX_VALUE_DEPTH);
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
