package dev.oryadmin.tools;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.tools.FactPath.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What upstream looked like at the last review: facts and fingerprints, which document that was,
 * and the day. Immutable.
 */
record Recording(
    String upstream, LocalDate reviewed, Shape shape, SortedMap<String, String> prose) {
  private static final String ITSELF = "(itself)";

  static Recording read(Path file) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    Map<FactPath, String> facts = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      for (var owner : json.getAsJsonObject(kind.key()).entrySet()) {
        for (var member : owner.getValue().getAsJsonObject().entrySet()) {
          String name = member.getKey().equals(ITSELF) ? "" : member.getKey();
          for (var fact : member.getValue().getAsJsonObject().entrySet()) {
            facts.put(
                new FactPath(kind, owner.getKey(), name, fact.getKey()),
                fact.getValue().getAsString());
          }
        }
      }
    }
    SortedMap<String, String> prose = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject("prose").entrySet()) {
      prose.put(entry.getKey(), entry.getValue().getAsString());
    }
    return new Recording(
        json.get("upstream").getAsString(),
        LocalDate.parse(json.get("reviewed").getAsString()),
        new Shape(facts),
        prose);
  }

  void write(Path file) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("upstream", upstream);
    json.addProperty("reviewed", reviewed.toString());
    for (Kind kind : Kind.values()) {
      json.add(kind.key(), new JsonObject());
    }
    shape
        .facts()
        .forEach(
            (place, value) -> {
              JsonObject owner = child(json.getAsJsonObject(place.kind().key()), place.owner());
              String member = place.member().isEmpty() ? ITSELF : place.member();
              child(owner, member).addProperty(place.aspect(), value);
            });
    JsonObject words = new JsonObject();
    prose.forEach(words::addProperty);
    json.add("prose", words);
    String text = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json);
    Files.writeString(file, text + "\n");
  }

  private static JsonObject child(JsonObject parent, String name) {
    if (!parent.has(name)) {
      parent.add(name, new JsonObject());
    }
    return parent.getAsJsonObject(name);
  }
}
