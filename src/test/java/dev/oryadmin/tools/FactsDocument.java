package dev.oryadmin.tools;

import com.google.gson.GsonBuilder;
import dev.oryadmin.tools.FactPath.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A document that states the facts of a shape, and no word besides: what upstream's document could
 * be, made of what is kept of it here.
 */
public final class FactsDocument {
  private static final String REFERENCE = "#/components/schemas/";

  private final Shape shape;
  private final Map<String, Object> paths = new TreeMap<>();
  private final Map<String, Object> schemas = new TreeMap<>();
  private final Map<String, Object> credentials = new TreeMap<>();

  private FactsDocument(Shape shape) {
    this.shape = shape;
  }

  /** The document of the last review, as JSON. */
  public static String ofLastReview() throws IOException {
    return of(Recording.read(Path.of("openapi/upstream-shape.json")).shape());
  }

  static String of(Shape shape) {
    FactsDocument document = new FactsDocument(shape);
    shape.owners(Kind.OPERATIONS).forEach(document::operation);
    for (String schema : shape.owners(Kind.SCHEMAS)) {
      if (!schema.contains(".")) {
        document.schemas.put(schema, document.object(schema));
      }
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("openapi", "3.0.3");
    root.put("info", Map.of("title", "Facts", "version", "v99.1.0"));
    root.put("paths", document.paths);
    root.put(
        "components", Map.of("schemas", document.schemas, "securitySchemes", document.credentials));
    return new GsonBuilder().setPrettyPrinting().create().toJson(root);
  }

  private void operation(String id) {
    SortedMap<String, String> itself = shape.aspects(Kind.OPERATIONS, id, "");
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id);
    if (itself.containsKey("bucket")) {
      operation.put("x-ory-ratelimit-bucket", itself.get("bucket"));
    }
    List<Object> ways = new ArrayList<>();
    for (String kind : Comparison.list(itself.get("security"))) {
      String[] words = kind.split(" ", 2);
      credentials.put(kind, Map.of("type", words[0], "scheme", words.length < 2 ? "" : words[1]));
      ways.add(Map.of(kind, List.of()));
    }
    operation.put("security", ways);
    List<Object> parameters = new ArrayList<>();
    for (String name : Comparison.list(itself.get("parameters"))) {
      SortedMap<String, String> facts = shape.aspects(Kind.OPERATIONS, id, "parameters." + name);
      Map<String, Object> parameter = new LinkedHashMap<>();
      parameter.put("name", name);
      parameter.put("in", facts.get("in"));
      parameter.put("required", facts.containsKey("required"));
      parameter.put("schema", schema(facts));
      parameters.add(parameter);
    }
    operation.put("parameters", parameters);
    Map<String, Object> responses = new LinkedHashMap<>();
    for (String member : shape.members(Kind.OPERATIONS, id)) {
      SortedMap<String, String> facts = shape.aspects(Kind.OPERATIONS, id, member);
      if (member.equals("body")) {
        operation.put("requestBody", carrier(facts));
      } else if (member.startsWith("responses.")) {
        responses.put(member.substring("responses.".length()), carrier(facts));
      }
    }
    operation.put("responses", responses);
    Object item = paths.computeIfAbsent(itself.get("path"), path -> new TreeMap<String, Object>());
    @SuppressWarnings("unchecked")
    Map<String, Object> verbs = (Map<String, Object>) item;
    verbs.put(itself.getOrDefault("method", "").toLowerCase(Locale.ROOT), operation);
  }

  private Map<String, Object> carrier(Map<String, String> facts) {
    Map<String, Object> carrier = new LinkedHashMap<>();
    carrier.put("required", facts.containsKey("required"));
    if (!"none".equals(facts.get("type"))) {
      String media = facts.getOrDefault("media", "application/json");
      carrier.put("content", Map.of(media, Map.of("schema", schema(facts))));
    }
    return carrier;
  }

  private Map<String, Object> object(String name) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (String property : shape.members(Kind.SCHEMAS, name)) {
      if (!property.isEmpty()) {
        SortedMap<String, String> facts = shape.aspects(Kind.SCHEMAS, name, property);
        properties.put(property, schema(facts));
        if (facts.containsKey("required")) {
          required.add(property);
        }
      }
    }
    return Map.of("type", "object", "required", required, "properties", properties);
  }

  private Map<String, Object> schema(Map<String, String> facts) {
    Map<String, Object> use = type(facts.getOrDefault("type", Types.ANY));
    if (facts.containsKey("ref")) {
      schemas.put(facts.get("ref"), use);
      use = Map.of("$ref", REFERENCE + facts.get("ref"));
    }
    if (facts.containsKey("set")) {
      List<String> values = Comparison.list(facts.get("values"));
      schemas.put(facts.get("set"), Map.of("type", "string", "enum", values));
      use = Map.of("$ref", REFERENCE + facts.get("set"));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    for (String constraint : ShapeReader.CONSTRAINTS) {
      if (facts.containsKey(constraint)) {
        schema.put(constraint, facts.get(constraint));
      }
    }
    if (schema.isEmpty()) {
      return use;
    }
    if (use.containsKey("$ref")) {
      schema.put("allOf", List.of(use));
    } else {
      schema.putAll(use);
    }
    return schema;
  }

  private Map<String, Object> type(String type) {
    if (type.startsWith(Types.ARRAY_OF)) {
      return Map.of("type", "array", "items", type(type.substring(Types.ARRAY_OF.length())));
    }
    if (type.startsWith(Types.MAP_OF)) {
      Object values = type(type.substring(Types.MAP_OF.length()));
      return Map.of("type", "object", "additionalProperties", values);
    }
    if (Types.isPlain(type)) {
      return type.equals(Types.ANY) ? Map.of() : Map.of("type", type);
    }
    return type.contains(".") ? object(type) : Map.of("$ref", REFERENCE + type);
  }
}
