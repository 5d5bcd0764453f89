package dev.oryadmin.tools;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JSON schema of the files that {@code ory-clients} reads, made from the fragment, so that
 * editors complete and check what people write.
 *
 * <p>Values that the server may add to are examples, not a closed list: a newer server knows more.
 */
public final class ClientFileSchema {
  private static final Path FRAGMENT = Path.of("openapi/oauth2-clients.yaml");
  static final Path SCHEMA = Path.of("docs/clients.schema.json");

  private static final String REFERENCE = "^\\$\\{(env|file):[^}]+\\}$";
  private static final String DURATION = "^[-+]?(0|([0-9]*\\.?[0-9]+(ns|us|µs|μs|ms|s|m|h))+)$";

  /** Left as it is in JSON, where HTML would want escapes. */
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Document document;

  private ClientFileSchema(Document document) {
    this.document = document;
  }

  /** Writes the schema into {@code docs}. */
  public static void main(String[] arguments) throws IOException {
    Path base = Path.of(System.getProperty("basedir", ""));
    Files.writeString(base.resolve(SCHEMA), of(base.resolve(FRAGMENT)));
  }

  /** Returns the schema that a fragment makes. */
  static String of(Path fragment) throws IOException {
    return GSON.toJson(new ClientFileSchema(Document.read(fragment)).schema()) + "\n";
  }

  private JsonObject schema() {
    JsonObject definitions = new JsonObject();
    definitions.add("client", client());
    JsonObject list = new JsonObject();
    list.addProperty("type", "array");
    list.add("items", reference());
    JsonObject byId = described("Clients by their client_id.");
    byId.addProperty("type", "object");
    byId.add("additionalProperties", reference());
    JsonObject file = new JsonObject();
    file.addProperty("type", "object");
    JsonObject members = new JsonObject();
    members.add("$schema", type("string"));
    JsonObject defaults = reference();
    defaults.addProperty("description", "What all clients of this file share.");
    members.add("defaults", defaults);
    members.add("clients", anyOf(list, byId));
    file.add("properties", members);
    file.add("required", array("clients"));
    file.addProperty("additionalProperties", false);
    JsonObject schema = new JsonObject();
    schema.addProperty("$schema", "http://json-schema.org/draft-07/schema#");
    schema.addProperty("title", "Files of OAuth 2.0 clients for ory-clients");
    schema.add("anyOf", anyOf(file, list).get("anyOf"));
    schema.add("definitions", definitions);
    return schema;
  }

  private JsonObject client() {
    JsonObject properties = new JsonObject();
    document
        .schemas()
        .get("oAuth2Client")
        .get("properties")
        .members()
        .forEach(
            (name, property) -> {
              if (!property.get("readOnly").isTrue()) {
                JsonObject schema = property(name, property);
                schema.addProperty("description", description(property));
                properties.add(name, schema);
              }
            });
    JsonObject client = new JsonObject();
    client.addProperty("type", "object");
    client.add("properties", properties);
    client.addProperty("additionalProperties", false);
    return client;
  }

  private static String description(Node property) {
    String since = property.get("x-since").text();
    return property.get("description").text() + (since.isEmpty() ? "" : " Since " + since + ".");
  }

  private JsonObject property(String name, Node property) {
    Node whole = property.has("allOf") ? property.get("allOf").elements().get(0) : property;
    if (property.get("format").text().equals("password")) {
      JsonObject secret = type("string");
      secret.addProperty("pattern", REFERENCE);
      return secret;
    }
    if (name.equals("scope")) {
      return anyOf(type("string"), listOf(type("string")), type("null"));
    }
    if (property.get("type").text().equals("array")) {
      JsonObject items = scalar(property.get("items"));
      return anyOf(listOf(items), items, type("null"));
    }
    if (property.get("type").text().isEmpty() && !whole.has("$ref")) {
      return new JsonObject(); // any JSON
    }
    JsonObject scalar = scalar(whole);
    JsonElement type = scalar.get("type");
    scalar.add("type", array(type == null ? "object" : type.getAsString(), "null"));
    return scalar;
  }

  private JsonObject scalar(Node node) {
    Node resolved = document.resolve(node);
    JsonObject scalar = type(resolved.get("type").text());
    if (resolved.get("format").text().equals("go-duration")) {
      scalar.addProperty("pattern", DURATION);
    }
    List<String> values = resolved.get("enum").texts();
    if (!values.isEmpty()) {
      scalar.add("examples", array(values.toArray(String[]::new)));
    }
    return scalar;
  }

  private static JsonObject listOf(JsonObject items) {
    JsonObject list = type("array");
    list.add("items", items);
    return list;
  }

  private static JsonObject type(String type) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }

  private static JsonObject described(String description) {
    JsonObject schema = new JsonObject();
    schema.addProperty("description", description);
    return schema;
  }

  private static JsonObject reference() {
    JsonObject schema = new JsonObject();
    schema.addProperty("$ref", "#/definitions/client");
    return schema;
  }

  private static JsonObject anyOf(JsonObject... schemas) {
    JsonArray all = new JsonArray();
    for (JsonObject schema : schemas) {
      all.add(schema);
    }
    JsonObject any = new JsonObject();
    any.add("anyOf", all);
    return any;
  }

  private static JsonArray array(String... values) {
    JsonArray array = new JsonArray();
    for (String value : values) {
      array.add(value);
    }
    return array;
  }
}
