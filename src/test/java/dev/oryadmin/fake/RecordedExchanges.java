package dev.oryadmin.fake;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Exchanges with a real server, as recorded. */
public record RecordedExchanges(String name, List<Exchange> exchanges) {
  private static final Path DIRECTORY = Path.of("src/test/resources/recordings");

  private static final Path FLOWS = Path.of("src/test/resources/recordings-flows");

  /** One request and its answer. */
  public record Exchange(
      boolean admin,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      Map<String, String> answerHeaders,
      String answer) {}

  public static RecordedExchanges read(String name) {
    return read(DIRECTORY, name);
  }

  /** Reads a recorded flow. */
  static RecordedExchanges flow(String name) {
    return read(FLOWS, name);
  }

  private static RecordedExchanges read(Path directory, String name) {
    try {
      JsonObject file =
          JsonParser.parseString(Files.readString(directory.resolve(name + ".json")))
              .getAsJsonObject();
      List<Exchange> exchanges = new ArrayList<>();
      for (JsonElement element : file.getAsJsonArray("exchanges")) {
        exchanges.add(exchange(element.getAsJsonObject()));
      }
      return new RecordedExchanges(name, exchanges);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> names() {
    return names(DIRECTORY);
  }

  /** Returns the names of the recorded flows. */
  static List<String> flows() {
    return names(FLOWS);
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.substring(0, file.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange exchange(JsonObject exchange) {
    JsonObject request = exchange.getAsJsonObject("request");
    JsonObject response = exchange.getAsJsonObject("response");
    JsonElement body = request.get("body");
    return new Exchange(
        exchange.get("endpoint").getAsString().equals("admin"),
        request.get("method").getAsString(),
        request.get("path").getAsString(),
        headers(request),
        body.isJsonNull() ? "" : body.getAsString(),
        response.get("status").getAsInt(),
        headers(response),
        response.get("body").getAsString());
  }

  private static Map<String, String> headers(JsonObject message) {
    Map<String, String> headers = new LinkedHashMap<>();
    message
        .getAsJsonObject("headers")
        .asMap()
        .forEach((name, value) -> headers.put(name, value.getAsString()));
    return headers;
  }
}
