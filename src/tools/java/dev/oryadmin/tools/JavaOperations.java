package dev.oryadmin.tools;

import dev.oryadmin.tools.JavaOperation.Way;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what API classes have for the operations of a document. Immutable. */
final class JavaOperations {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  /** What generated methods call things of their own. */
  private static final Set<String> VARIABLES =
      Set.of("body", "calls", "changes", "fields", "form", "parameters", "query", "request");

  private final Document document;
  private final JavaTypes types;
  private final Function<String, @Nullable JavaSchema> models;

  /**
   * Looks at a document.
   *
   * @param models finds a model by the name of its class, or null
   */
  JavaOperations(
      Document document, JavaTypes types, Function<String, @Nullable JavaSchema> models) {
    this.document = document;
    this.types = types;
    this.models = models;
  }

  JavaOperation of(Document.Operation operation) {
    Node node = operation.node();
    List<JavaResponse> responses = responses(node);
    JavaResponse success =
        responses.stream().filter(JavaResponse::isSuccess).findFirst().orElse(null);
    boolean paged = node.get("x-paged").isTrue();
    JavaType answer = success == null ? JavaType.NOTHING : success.type();
    String method = JavaName.member(orElse(node.get("x-method").text(), operation.id()));
    boolean token = takesToken(node);
    Set<String> taken = new HashSet<>(VARIABLES);
    if (token) {
      taken.add("token");
    }
    List<JavaParameter> inPath = distinct(parameters(operation, "path"), taken);
    List<JavaParameter> inQuery = distinct(parameters(operation, "query"), taken);
    List<JavaParameter> inForm = distinct(form(node), taken);
    JavaParameter body = body(node);
    JavaSchema bodyModel = body == null ? null : models.apply(body.type().name());
    List<String> named = node.get("x-arguments").texts();
    List<String> needed = JavaMethods.needed(inPath, inQuery, token, body, inForm, named);
    List<Way> ways = ways(node, method, needed);
    return new JavaOperation(
        operation.id(),
        method,
        operation.verb().toUpperCase(Locale.ROOT),
        operation.path(),
        orElse(node.get("x-server").text(), "ADMIN"),
        orElse(node.get("x-retry-safety").text(), "ONCE"),
        Words.of(node.get("summary"), "Calls {@code " + Words.escaped(operation.id()) + "}."),
        node.get("x-doc").elements().stream().map(Words::of).toList(),
        node.get("x-since").text(),
        node.get("x-ory-ratelimit-bucket").text(),
        JavaSchema.deprecated(node),
        kind(success, paged, answer),
        node.get("x-find").isTrue(),
        node.get("x-patch").isTrue(),
        token,
        inPath,
        inQuery,
        inForm,
        options(inQuery, ways),
        options(inForm, ways),
        body,
        bodyModel,
        document.resolve(node.get("requestBody")).get("x-checked").isTrue(),
        paged && answer.element() != null ? answer.element() : answer,
        responses,
        node.get("x-omit").texts(),
        JavaSchema.samples(node),
        ways);
  }

  /** The parameters by names that are not taken yet. */
  private static List<JavaParameter> distinct(List<JavaParameter> parameters, Set<String> taken) {
    List<JavaParameter> distinct = new ArrayList<>();
    for (JavaParameter parameter : parameters) {
      String name = parameter.name();
      while (!taken.add(name)) {
        name += "_";
      }
      distinct.add(parameter.withName(name));
    }
    return distinct;
  }

  /** The main way, then the shortcuts. */
  private static List<Way> ways(Node operation, String method, List<String> needed) {
    List<Way> ways = new ArrayList<>();
    ways.add(new Way(method, null, needed, Map.of(), true));
    for (Node shortcut : operation.get("x-shortcuts").elements()) {
      Map<String, String> fixed = new LinkedHashMap<>();
      shortcut.get("fixed").members().forEach((name, value) -> fixed.put(name, value.text()));
      ways.add(
          new Way(
              orElse(shortcut.get("method").text(), method),
              Words.of(shortcut.get("summary"), "Calls {@code " + method + "}."),
              shortcut.get("arguments").texts(),
              fixed,
              false));
    }
    return ways;
  }

  /** What no way takes as an argument is set by name. */
  private static List<JavaParameter> options(List<JavaParameter> parameters, List<Way> ways) {
    TreeSet<String> taken = new TreeSet<>();
    for (Way way : ways) {
      taken.addAll(way.arguments());
      taken.addAll(way.fixed().keySet());
    }
    return parameters.stream().filter(parameter -> !taken.contains(parameter.wire())).toList();
  }

  private static JavaOperation.Kind kind(
      @Nullable JavaResponse success, boolean paged, JavaType answer) {
    if (success != null && success.status().startsWith("3")) {
      return JavaOperation.Kind.REDIRECT;
    }
    if (answer.equals(JavaType.NOTHING)) {
      return JavaOperation.Kind.NOTHING;
    }
    return paged ? JavaOperation.Kind.PAGE : JavaOperation.Kind.VALUE;
  }

  private static String orElse(String text, String other) {
    return text.isEmpty() ? other : text;
  }

  private boolean takesToken(Node operation) {
    Node security =
        operation.has("security") ? operation.get("security") : document.root().get("security");
    return security.elements().stream().anyMatch(way -> !way.members().isEmpty());
  }

  private List<JavaParameter> parameters(Document.Operation operation, String in) {
    List<JavaParameter> parameters = new ArrayList<>();
    for (Node reference : operation.parameters()) {
      Node parameter = document.resolve(reference);
      if (parameter.get("in").text().equals(in)) {
        Node schema = parameter.get("schema");
        JavaType type = in.equals("path") ? JavaType.STRING : types.of(schema);
        parameters.add(JavaParameter.of(parameter, document.resolve(schema), type));
      }
    }
    return parameters;
  }

  private List<JavaParameter> form(Node operation) {
    Node schema = document.resolve(form(document, operation));
    List<String> required = schema.get("required").texts();
    List<JavaParameter> fields = new ArrayList<>();
    schema
        .get("properties")
        .members()
        .forEach(
            (name, node) ->
                fields.add(
                    JavaParameter.field(name, node, types.of(node), required.contains(name))));
    return fields;
  }

  /** The schema of an operation's form; absent if its body is none. */
  static Node form(Document document, Node operation) {
    Node content = document.resolve(operation.get("requestBody")).get("content");
    return content.has(JSON) ? content.get("no form") : content.get(FORM).get("schema");
  }

  private @Nullable JavaParameter body(Node operation) {
    Node body = document.resolve(operation.get("requestBody"));
    Node media = body.get("content").get(JSON);
    if (!media.isPresent()) {
      return null;
    }
    return new JavaParameter(
        "body",
        JavaName.member(orElse(body.get("x-name").text(), "body")),
        types.of(media.get("schema")),
        "",
        "",
        false,
        true,
        Words.of(body.get("description"), "The body."),
        null);
  }

  private List<JavaResponse> responses(Node operation) {
    List<JavaResponse> responses = new ArrayList<>();
    operation
        .get("responses")
        .members()
        .forEach(
            (status, reference) -> {
              Node response = document.resolve(reference);
              Map<String, Node> content = response.get("content").members();
              Node any = content.values().stream().findFirst().orElse(response.get("no content"));
              Node media = content.getOrDefault(JSON, any);
              boolean hasBody = media.isPresent();
              responses.add(
                  new JavaResponse(
                      status.equals("default") ? "5xx" : status,
                      hasBody ? types.of(media.get("schema")) : JavaType.NOTHING,
                      response.get("x-exception").text(),
                      Words.of(response.get("x-throws")),
                      Words.of(response.get("description"))));
            });
    return responses;
  }
}
