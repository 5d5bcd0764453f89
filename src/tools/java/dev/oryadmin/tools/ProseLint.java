package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses missing descriptions, and words that would break Javadoc or the tables of the docs. */
final class ProseLint {
  /** What the spec-change tool writes where somebody has to find words. */
  static final String TO_BE_WRITTEN = "TO BE WRITTEN";

  private static final int COLUMNS = 85;
  private static final Pattern FORBIDDEN = Pattern.compile("[`<>&{}|\"\\\\*\\t\\n\\r]");

  private final Document document;
  private final List<Finding> findings = new ArrayList<>();

  ProseLint(Document document) {
    this.document = document;
  }

  List<Finding> findings() {
    Node root = document.root();
    for (Node tag : root.get("tags").elements()) {
      sentence(tag, "description");
      tag.get("x-doc").elements().forEach(this::sentence);
    }
    for (Document.Operation operation : document.operations()) {
      sentence(operation.node(), "summary");
      operation.node().get("x-doc").elements().forEach(this::sentence);
      for (Node shortcut : operation.node().get("x-shortcuts").elements()) {
        sentence(shortcut, "summary");
      }
      operation.node().get("parameters").elements().forEach(this::described);
      described(operation.node().get("requestBody"));
      operation.node().get("responses").members().values().forEach(this::described);
    }
    Node components = root.get("components");
    for (String kind : List.of("parameters", "responses", "requestBodies", "securitySchemes")) {
      components.get(kind).members().values().forEach(this::described);
    }
    document.schemas().members().values().forEach(this::schema);
    return findings;
  }

  private void described(Node node) {
    if (node.isPresent() && !node.has("$ref")) {
      sentence(node, "description");
    }
  }

  private void schema(Node schema) {
    described(schema);
    for (Node text : schema.get("x-enum-descriptions").elements()) {
      sentence(text);
    }
    if (schema.has("enum")) {
      for (String names : List.of("x-enum-varnames", "x-enum-descriptions")) {
        if (!schema.has(names)) {
          refuse(schema, "no " + names, "give one for each value");
        }
      }
    }
    for (Node property : schema.get("properties").members().values()) {
      sentence(property, "description");
      property.get("x-doc").elements().forEach(this::sentence);
    }
  }

  private void sentence(Node owner, String key) {
    if (owner.has(key)) {
      sentence(owner.get(key));
    } else {
      refuse(owner, "no " + key, "write one sentence in our own words");
    }
  }

  private void sentence(Node node) {
    String text = node.text();
    Matcher forbidden = FORBIDDEN.matcher(text);
    if (text.contains(TO_BE_WRITTEN) || text.isBlank()) {
      refuse(node, "still to be written", "write one sentence in our own words");
    } else if (forbidden.find()) {
      String sign = forbidden.group().replace("\n", "line break").replace("\t", "tab");
      refuse(node, "Javadoc and Markdown do not survive: " + sign, "use plain words");
    } else if (text.length() > COLUMNS) {
      String length = text.length() + " columns, at most " + COLUMNS;
      refuse(node, length, "shorten it, or make two sentences of it");
    } else if (!text.endsWith(".")) {
      refuse(node, "does not end with a full stop", "write one plain sentence");
    } else if (text.startsWith("@") || Character.isLowerCase(text.charAt(0))) {
      refuse(node, "does not start like a sentence", "write one plain sentence");
    }
  }

  private void refuse(Node node, String problem, String remedy) {
    findings.add(new Finding(node.path(), problem, remedy));
  }
}
