package dev.oryadmin.tools;

import java.util.List;

/**
 * The class that a tag becomes: it has the methods of its operations. Immutable.
 *
 * @param tag the name in the document
 * @param docs more sentences
 */
record JavaTag(String tag, Words description, List<Words> docs, List<JavaOperation> operations) {

  static JavaTag of(String tag, Document document, List<JavaOperation> operations) {
    String none = "The operations of {@code " + Words.escaped(tag) + "}.";
    for (Node node : document.root().get("tags").elements()) {
      if (node.get("name").text().equals(tag)) {
        List<Words> docs = node.get("x-doc").elements().stream().map(Words::of).toList();
        return new JavaTag(tag, Words.of(node.get("description"), none), docs, operations);
      }
    }
    return new JavaTag(tag, new Words("", none), List.of(), operations);
  }

  static String className(String tag) {
    return JavaName.type(tag) + "Api";
  }

  String name() {
    return className(tag);
  }

  /** The name of the method that gives it. */
  String accessor() {
    return JavaName.member(tag);
  }

  boolean hasDocs() {
    return !docs.isEmpty();
  }
}
