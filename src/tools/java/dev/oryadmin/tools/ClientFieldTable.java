package dev.oryadmin.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of a client, one in a line: name, type and the version that knows it first, if not
 * all do. The test kit's build makes it from the fragment, and its fake reads it: a new property is
 * stored and shown without a line of code.
 */
public final class ClientFieldTable {
  private static final List<String> SCHEMAS = List.of("oAuth2Client", "oAuth2ClientTokenLifespans");

  private final Document document;

  private ClientFieldTable(Document document) {
    this.document = document;
  }

  /**
   * Writes the table.
   *
   * @param arguments the fragment, and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("wanted: the fragment and the file to write");
    }
    String table = of(Path.of(arguments[0]));
    Path file = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    // An unchanged file keeps its time stamp, so an unchanged build copies nothing.
    if (!Files.exists(file) || !Files.readString(file).equals(table)) {
      Files.writeString(file, table);
    }
  }

  /** Returns the table that a fragment makes. */
  static String of(Path fragment) throws IOException {
    return new ClientFieldTable(Document.read(fragment)).text();
  }

  private String text() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String schema : SCHEMAS) {
      document
          .schemas()
          .get(schema)
          .get("properties")
          .members()
          .forEach((name, property) -> lines.putIfAbsent(name, line(name, property)));
    }
    return String.join("\n", lines.values()) + "\n";
  }

  private String line(String name, Node property) {
    String since = property.get("x-since").text();
    return name + "\t" + type(property) + (since.isEmpty() ? "" : "\t" + since);
  }

  private String type(Node property) {
    Node whole = property.has("allOf") ? property.get("allOf").elements().get(0) : property;
    if (Document.nameOf(whole).equals("jsonWebKeySet")) {
      return "KEYS";
    }
    Node schema = document.resolve(whole);
    return switch (schema.get("type").text()) {
      case "string" ->
          switch (schema.get("format").text()) {
            case "date-time" -> "TIME";
            case "go-duration" -> "DURATION";
            default -> "TEXT";
          };
      case "boolean" -> property.get("nullable").isTrue() ? "OPTIONAL_FLAG" : "FLAG";
      case "integer" -> "INTEGER";
      case "array" ->
          document.resolve(schema.get("items")).get("type").text().equals("string")
              ? "TEXTS"
              : "ANY";
      default -> "ANY";
    };
  }
}
