package dev.oryadmin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/** The JSON that is read and written. */
public enum Payload {
  /** One client with nearly all that a client can have, 2.6 kB. */
  FULL,
  /** What Hydra answers for a client with few settings, half of it empty or null, 1.4 kB. */
  ANSWER,
  /** An array of 250 full clients, no two alike in ids, names and URIs, 650 kB. */
  PAGE;

  /** How many clients a page has. */
  public static final int PAGE_SIZE = 250;

  /** Returns compact JSON in UTF-8. */
  public byte[] json() {
    JsonElement tree =
        switch (this) {
          case FULL -> resource("/full-client.json");
          case ANSWER -> resource("/server-answer.json");
          case PAGE -> page(0);
        };
    return tree.toString().getBytes(UTF_8);
  }

  /** Returns a page of clients that differ from each other and from those of other pages. */
  public static JsonArray page(int number) {
    JsonObject full = resource("/full-client.json");
    JsonArray page = new JsonArray();
    for (int i = 0; i < PAGE_SIZE; i++) {
      page.add(vary(full, number * PAGE_SIZE + i));
    }
    return page;
  }

  private static JsonObject vary(JsonObject full, int index) {
    JsonObject client = new JsonObject();
    for (Map.Entry<String, JsonElement> member : full.entrySet()) {
      client.add(member.getKey(), vary(member.getValue(), index));
    }
    client.addProperty("client_id", new UUID(index * 0x9e3779b97f4a7c15L, index).toString());
    client.addProperty("client_name", "Portal " + index + " – Zürich");
    client.addProperty("owner", "team-" + index % 40);
    return client;
  }

  private static JsonElement vary(JsonElement value, int index) {
    if (value instanceof JsonArray items) {
      JsonArray varied = new JsonArray();
      items.forEach(item -> varied.add(vary(item, index)));
      return varied;
    }
    String text = value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    return text.startsWith("https://app.")
        ? new JsonPrimitive(text.replace("https://app.", "https://app" + index + "."))
        : value;
  }

  private static JsonObject resource(String name) {
    try (InputStream in = Payload.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return JsonParser.parseString(new String(in.readAllBytes(), UTF_8)).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
