package dev.oryadmin.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Changes that upstream could make, and the words that a person would write for them. */
public final class InventedChanges {
  private static final Path CHANGES = Path.of("src/test/resources/spec-changes/invented.json");

  private InventedChanges() {}

  /** The document of the last review, and what upstream could have besides by now. */
  public static String document() throws IOException {
    JsonObject document = JsonParser.parseString(FactsDocument.ofLastReview()).getAsJsonObject();
    for (JsonElement change : JsonParser.parseString(Files.readString(CHANGES)).getAsJsonArray()) {
      List<String> steps =
          change.getAsJsonObject().getAsJsonArray("at").asList().stream()
              .map(JsonElement::getAsString)
              .toList();
      JsonElement parent = document;
      for (String step : steps.subList(0, steps.size() - 1)) {
        parent = parent.getAsJsonObject().get(step);
      }
      JsonElement is = change.getAsJsonObject().get("is");
      if (parent instanceof JsonArray list) {
        list.add(is);
      } else {
        parent.getAsJsonObject().add(steps.get(steps.size() - 1), is);
      }
    }
    return document.toString();
  }

  /**
   * A fragment with the words that the lint asks for; methods are called after their operations.
   */
  public static String described(String fragment) {
    StringBuilder described = new StringBuilder();
    String operation = "";
    for (String line : fragment.split("(?<=\n)", -1)) {
      if (line.contains("operationId: ")) {
        operation = line.replaceFirst(".*operationId: ", "").strip();
      }
      String words = line.contains("x-method: ") ? operation : "Described by a person.";
      described.append(line.replace(ProseLint.TO_BE_WRITTEN, words));
    }
    return described.toString();
  }
}
