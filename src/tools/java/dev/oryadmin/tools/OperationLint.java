package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses operations that our templates do not carry. */
final class OperationLint {
  private static final String JSON = "application/json";
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
      content(document.resolve(node.get("requestBody")));
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

  private void content(Node carrier) {
    for (String type : carrier.get("content").members().keySet()) {
      if (!type.equals(JSON)) {
        refuse(carrier.get("content"), "a body of " + type, "only " + JSON + " is carried");
      }
    }
  }

  private void responses(Node responses) {
    List<String> successes =
        responses.members().keySet().stream().filter(code -> code.startsWith("2")).toList();
    if (successes.size() != 1) {
      refuse(responses, successes.size() + " success responses", "an operation needs exactly one");
    }
    responses
        .members()
        .forEach(
            (code, reference) -> {
              Node response = document.resolve(reference);
              content(response);
              if (code.startsWith("1") || code.startsWith("3")) {
                refuse(reference, "status " + code, "redirects are never followed: leave it out");
              } else if (code.startsWith("2")) {
                success(response.get("content").get(JSON).get("schema"));
              }
            });
  }

  /** An answer is one model, a list of models, or empty. */
  private void success(Node schema) {
    Node answer = document.resolve(schema);
    boolean list = answer.get("type").text().equals("array");
    Node model = list ? document.resolve(answer.get("items")) : answer;
    if (schema.isPresent() && !model.get("properties").isObject()) {
      refuse(schema, "an answer that is neither a model nor a list of models", "name a model");
    }
  }

  private void refuse(Node node, String problem, String remedy) {
    findings.add(new Finding(node.path(), problem, remedy));
  }
}
