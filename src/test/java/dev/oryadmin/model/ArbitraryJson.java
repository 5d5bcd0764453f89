package dev.oryadmin.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.ModelType;
import dev.oryadmin.Property;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes objects that a server, or an attacker, could send for a model; a seed makes the same. */
final class ArbitraryJson {
  private static final List<String> NUMBERS =
      List.of("0", "-0", "1", "1.0", "1.10", "1E5", "1e400", "-1e-400", "12345678901234567890");
  private static final List<String> TEXTS =
      List.of(
          "",
          "\u0000",
          "\ud83d",
          "\ude00\ud83d",
          "\ud83d\ude00",
          "<&>'=\u2028\u2029\u007f",
          "\"\\/\b\f\n\r\t",
          "\ufeff\uffff\ufffd",
          "1h",
          "1h0m0s",
          "2026-07-24T17:02:16.123456+02:00",
          "0001-01-01T00:00:00Z",
          "ünï",
          "***");

  private final Random random;
  private final ModelType<?> model;

  ArbitraryJson(long seed, ModelType<?> model) {
    this.random = new Random(seed);
    this.model = model;
  }

  JsonObject object() {
    JsonObject object = new JsonObject();
    for (int i = random.nextInt(12); i > 0; i--) {
      Property<?, ?> property = model.properties().get(random.nextInt(model.properties().size()));
      object.add(property.name(), valueOf(property));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      object.add(random.nextBoolean() ? text() : model.name() + i, any(3));
    }
    return object;
  }

  private JsonElement valueOf(Property<?, ?> property) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      return JsonNull.INSTANCE;
    }
    if (kind == 1) {
      return any(2);
    }
    Class<?> type = property.type().javaType();
    if (type == List.class) {
      JsonArray items = new JsonArray();
      for (int i = random.nextInt(4); i > 0; i--) {
        items.add(random.nextInt(6) == 0 ? any(1) : new JsonPrimitive(text()));
      }
      return items;
    }
    if (type == JsonElement.class) {
      return any(4);
    }
    if (type == JsonWebKeySet.class) {
      return keys();
    }
    if (type == Boolean.class) {
      return new JsonPrimitive(random.nextBoolean());
    }
    return type == Long.class ? number() : new JsonPrimitive(text());
  }

  private JsonObject keys() {
    JsonObject set = new JsonObject();
    JsonArray keys = new JsonArray();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(new ArbitraryJson(random.nextLong(), JsonWebKey.TYPE).object());
    }
    set.add("keys", keys);
    set.add(text(), any(1));
    return set;
  }

  private JsonElement any(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 -> JsonNull.INSTANCE;
      case 1 -> new JsonPrimitive(random.nextBoolean());
      case 2 -> number();
      case 5 -> array(depth - 1);
      case 6 -> object(depth - 1);
      default -> new JsonPrimitive(text());
    };
  }

  private JsonArray array(int depth) {
    JsonArray array = new JsonArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(any(depth));
    }
    return array;
  }

  private JsonObject object(int depth) {
    JsonObject object = new JsonObject();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.add(text(), any(depth));
    }
    return object;
  }

  private JsonElement number() {
    return random.nextBoolean()
        ? TestTrees.parse(NUMBERS.get(random.nextInt(NUMBERS.size())))
        : new JsonPrimitive(
            new BigDecimal(random.nextLong()).scaleByPowerOfTen(random.nextInt(40)));
  }

  private String text() {
    if (random.nextBoolean()) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(50) == 0 ? 3_000 : 12); i > 0; i--) {
      // All of UTF-16, mostly ASCII.
      text.append((char) random.nextInt(random.nextInt(4) == 0 ? 0x10000 : 0x80));
    }
    return text.toString();
  }

  /**
   * Writes a tree as JSON: characters escaped at random, blanks thrown in, and before some members
   * another one of the same name, which must not count.
   */
  String write(JsonElement value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private void write(JsonElement value, StringBuilder to) {
    if (value instanceof JsonObject object) {
      String separator = "{";
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        to.append(separator);
        if (random.nextInt(20) == 0) {
          writeText(member.getKey(), to);
          write(any(1), to.append(':'));
          to.append(',');
        }
        writeText(member.getKey(), to);
        write(member.getValue(), to.append(random.nextInt(9) == 0 ? " :\n" : ":"));
        separator = ",";
      }
      to.append(separator.equals("{") ? "{ }" : "}");
    } else if (value instanceof JsonArray array) {
      String separator = "[";
      for (JsonElement item : array) {
        write(item, to.append(separator));
        separator = ",\t";
      }
      to.append(separator.equals("[") ? "[]" : "]");
    } else if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      writeText(primitive.getAsString(), to);
    } else {
      to.append(value.isJsonNull() ? "null" : value.getAsString());
    }
  }

  private void writeText(String text, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean must = c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c);
      if (must || random.nextInt(10) == 0) {
        HexFormat hex = random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
        to.append("\\u").append(hex.toHexDigits(c));
      } else {
        to.append(c);
      }
    }
    to.append('"');
  }
}
