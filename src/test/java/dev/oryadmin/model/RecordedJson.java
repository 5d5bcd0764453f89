package dev.oryadmin.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every JSON object that was sent to, or came from, the recorded servers. */
final class RecordedJson {
  private static final Path DIRECTORY = Path.of("src/test/resources/recordings");

  private RecordedJson() {}

  /** Those sent, as compact texts; those inside others count on their own. */
  static List<String> requests() {
    return read("request");
  }

  /** Those that came back, as compact texts; those inside others count on their own. */
  static List<String> answers() {
    return read("response");
  }

  private static List<String> read(String side) {
    List<String> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonObject recording = TestTrees.parse(Files.readString(file)).getAsJsonObject();
        for (JsonElement exchange : recording.getAsJsonArray("exchanges")) {
          collect(body(exchange.getAsJsonObject(), side), objects);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  private static JsonElement body(JsonObject exchange, String side) {
    JsonElement body = exchange.getAsJsonObject(side).get("body");
    try {
      JsonElement tree = body.isJsonNull() ? body : TestTrees.parse(body.getAsString());
      return tree == null ? new JsonArray() : tree; // an empty text
    } catch (JsonParseException e) {
      return new JsonArray(); // text, HTML, or cut off
    }
  }

  private static void collect(JsonElement value, List<String> to) {
    if (value instanceof JsonArray array) {
      array.forEach(item -> collect(item, to));
    } else if (value instanceof JsonObject object) {
      to.add(object.toString());
      object.asMap().values().forEach(member -> collect(member, to));
    }
  }
}
