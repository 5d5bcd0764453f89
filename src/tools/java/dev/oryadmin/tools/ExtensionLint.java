package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses extensions that our templates do not know, and operations that lack those they need. */
final class ExtensionLint {
  static final Set<String> KNOWN =
      Set.of(
          "x-arguments",
          "x-checked",
          "x-clear",
          "x-codeSamples",
          "x-default",
          "x-deprecated",
          "x-deviations",
          "x-doc",
          "x-enum-descriptions",
          "x-enum-varnames",
          "x-exception",
          "x-find",
          "x-identifier",
          "x-method",
          "x-name",
          "x-omit",
          "x-omit-empty",
          "x-ory-ratelimit-bucket",
          "x-page-token",
          "x-paged",
          "x-patch",
          "x-retry-safety",
          "x-sensitive",
          "x-server",
          "x-shortcuts",
          "x-since",
          "x-throws",
          "x-type");
  private static final List<String> SERVERS = List.of("ADMIN", "PUBLIC");
  private static final List<String> RETRY_SAFETY =
      List.of("SAFE", "IDEMPOTENT", "DELETION", "TOKEN_DELETION", "ONCE");

  private final Document document;
  private final List<Finding> findings = new ArrayList<>();

  ExtensionLint(Document document) {
    this.document = document;
  }

  List<Finding> findings() {
    walk(document.root());
    List<String> tags =
        document.root().get("tags").elements().stream().map(tag -> tag.get("name").text()).toList();
    for (Document.SpecOperation operation : document.operations()) {
      operation(operation.node(), tags);
    }
    for (Node response : document.root().get("components").get("responses").members().values()) {
      if (!response.get("x-exception").text().matches("[A-Z][A-Za-z]*Exception")) {
        refuse(response, "no x-exception", "name the exception that callers get");
      }
    }
    return findings;
  }

  private void operation(Node operation, List<String> tags) {
    choice(operation, "x-server", SERVERS);
    choice(operation, "x-retry-safety", RETRY_SAFETY);
    if (!operation.get("x-method").text().matches("[a-z][A-Za-z0-9]*")) {
      refuse(operation, "x-method is no name of a Java method", "choose a short one");
    }
    List<String> own = operation.get("tags").texts();
    if (own.size() != 1 || !tags.containsAll(own)) {
      refuse(operation, "not exactly one tag of " + tags, "the tag chooses the API class");
    }
    Node body = operation.get("requestBody");
    if (body.isPresent() && !body.get("x-name").text().matches("[a-z][A-Za-z0-9]*")) {
      refuse(body, "x-name is no name of a Java parameter", "choose a short one");
    }
    omitted(operation);
  }

  private void choice(Node operation, String name, List<String> values) {
    if (!values.contains(operation.get(name).text())) {
      refuse(operation, name + " is none of " + String.join(", ", values), "choose one");
    }
  }

  /** What an operation never sends must exist, or a secret might be sent after all. */
  private void omitted(Node operation) {
    if (!operation.has("x-omit")) {
      return;
    }
    Node schema = operation.get("requestBody").get("content").get("application/json").get("schema");
    List<String> constants =
        document.resolve(schema).get("properties").members().keySet().stream()
            .map(JavaName::constant)
            .toList();
    for (Node constant : operation.get("x-omit").elements()) {
      if (!constants.contains(constant.text())) {
        refuse(constant, "no property has the constant " + constant.text(), "correct the name");
      }
    }
  }

  private void walk(Node node) {
    node.members()
        .forEach(
            (name, member) -> {
              if (name.startsWith("x-") && !KNOWN.contains(name)) {
                refuse(member, "no template knows " + name, "correct the name or teach them");
              }
              if (!name.equals("x-deviations")) {
                walk(member);
              }
            });
    node.elements().forEach(this::walk);
  }

  private void refuse(Node node, String problem, String remedy) {
    findings.add(new Finding(node.path(), problem, remedy));
  }
}
