package dev.oryadmin.flows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;

/** One exchange of a login, consent, logout, device, session or token flow with a real server. */
record RecordedFlow(
    String scenario,
    int index,
    boolean admin,
    String method,
    HttpUrl url,
    String body,
    int status,
    JsonObject answerHeaders,
    String answer) {
  private static final Path DIRECTORY = Path.of("src/test/resources/recordings-flows");

  static List<String> scenarios() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<RecordedFlow> of(String scenario) {
    try {
      JsonObject file =
          JsonParser.parseString(Files.readString(DIRECTORY.resolve(scenario + ".json")))
              .getAsJsonObject();
      List<RecordedFlow> exchanges = new ArrayList<>();
      for (JsonElement exchange : file.getAsJsonArray("exchanges")) {
        exchanges.add(of(scenario, exchanges.size(), exchange.getAsJsonObject()));
      }
      return exchanges;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedFlow of(String scenario, int index, JsonObject exchange) {
    JsonObject request = exchange.getAsJsonObject("request");
    JsonObject response = exchange.getAsJsonObject("response");
    String path = request.get("path").getAsString();
    return new RecordedFlow(
        scenario,
        index,
        exchange.get("endpoint").getAsString().equals("admin"),
        request.get("method").getAsString(),
        HttpUrl.get("http://localhost" + (path.startsWith("/") ? path : "/" + path)),
        request.get("body").isJsonNull() ? "" : request.get("body").getAsString(),
        response.get("status").getAsInt(),
        response.getAsJsonObject("headers"),
        response.get("body").isJsonNull() ? "" : response.get("body").getAsString());
  }

  /** The operation that this is an exchange of, if the SDK has it. */
  String operation() {
    return method + " " + url.encodedPath();
  }

  MockResponse response() {
    MockResponse.Builder response = new MockResponse.Builder().code(status);
    if (!answer.isEmpty()) {
      response.body(answer);
    }
    for (String name : List.of("Content-Type", "Cache-Control", "Link", "Date")) {
      if (answerHeaders.has(name)) {
        response.setHeader(name, answerHeaders.get(name).getAsString());
      }
    }
    return response.build();
  }

  @Override
  public String toString() {
    return scenario + "[" + index + "] " + operation();
  }
}
