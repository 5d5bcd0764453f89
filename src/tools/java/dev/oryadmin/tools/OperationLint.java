package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses operations that our templates do not carry. */
final class OperationLint {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> PLAIN = Set.of("string", "integer", "number", "boolean");

  private final Document document;
  private final List<Finding> findings = new ArrayList<>();

  OperationLint(Document document) {
    this.document = document;
  }

  List<Finding> findings() {
    Set<String> ids = new HashSet<>();
    for (Document.Operation operation : document.operations()) {
      Node node = operation.node();
      if (operation.id().isEmpty()) {
        refuse(node, "no operationId", "name it as upstream does");
      } else if (!ids.add(operation.id())) {
        refuse(node.get("operationId"), operation.id() + " exists already", "rename one of them");
      }
      if (node.has("callbacks")) {
        refuse(node.get("callbacks"), "our templates have no callbacks", "leave them out");
      }
      operation.parameters().forEach(this::parameter);
      body(document.resolve(node.get("requestBody")));
      security(node.has("security") ? node.get("security") : document.root().get("security"));
      responses(node.get("responses"));
    }
    return findings;
  }

  private void parameter(Node reference) {
    Node parameter = document.resolve(reference);
    String in = parameter.get("in").text();
    if (!in.equals("path") && !in.equals("query")) {
      refuse(parameter, "a " + in + " parameter", "callers set headers with header(name, value)");
      return;
    }
    Node schema = document.resolve(parameter.get("schema"));
    if (parameter.has("content")) {
      refuse(parameter, "a parameter with content", "give it a schema of a plain type");
    } else if (!Set.of("string", "integer", "boolean").contains(schema.get("type").text())) {
      refuse(parameter, "a parameter of no plain type", "make it string, integer or boolean");
    }
    String style = parameter.get("style").text();
    if (!Set.of("", in.equals("path") ? "simple" : "form").contains(style)) {
      refuse(parameter.get("style"), "the style " + style, "leave it out");
    }
    if (parameter.get("allowReserved").isTrue()) {
      refuse(parameter.get("allowReserved"), "unencoded values", "leave it out");
    }
  }

  private void body(Node body) {
    Node form = body.get("content").get(FORM);
    if (form.isPresent() && body.get("content").members().size() == 1) {
      Node fields = document.resolve(form.get("schema")).get("properties");
      for (Node field : fields.members().values()) {
        if (!PLAIN.contains(document.resolve(field).get("type").text())) {
          refuse(
              field,
              "a field of no plain type",
              "make it one of " + PLAIN.stream().sorted().toList());
        }
      }
    } else {
      content(body);
    }
  }

  /** A token is all that a call can be given; one way to do with it is enough. */
  private void security(Node requirements) {
    List<Node> ways = requirements.elements();
    if (!ways.isEmpty() && ways.stream().noneMatch(this::takesToken)) {
      refuse(requirements, "an authorization that is not by a bearer token", "leave it out");
    }
  }

  private boolean takesToken(Node requirement) {
    Set<String> schemes = requirement.members().keySet();
    return schemes.isEmpty()
        || (schemes.size() == 1 && schemes.stream().allMatch(this::isTokenScheme));
  }

  private boolean isTokenScheme(String name) {
    Node scheme = document.root().get("components").get("securitySchemes").get(name);
    return scheme.get("scheme").text().equalsIgnoreCase("bearer")
        || Set.of("oauth2", "openIdConnect").contains(scheme.get("type").text());
  }

  private void content(Node carrier) {
    for (String type : carrier.get("content").members().keySet()) {
      if (!type.equals(JSON)) {
        refuse(carrier.get("content"), "a body of " + type, "only " + JSON + " is carried");
      }
    }
  }

  private void responses(Node responses) {
    List<String> successes =
        responses.members().keySet().stream().filter(code -> code.matches("[123].*")).toList();
    if (successes.size() != 1) {
      refuse(responses, successes.size() + " success responses", "an operation needs exactly one");
    } else if (successes.get(0).startsWith("1")) {
      refuse(responses, "status " + successes.get(0), "leave it out");
    }
    responses.members().values().forEach(response -> content(document.resolve(response)));
  }

  private void refuse(Node node, String problem, String remedy) {
    findings.add(new Finding(node.path(), problem, remedy));
  }
}
