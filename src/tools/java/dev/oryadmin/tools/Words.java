package dev.oryadmin.tools;

/**
 * A text of an API document, for Javadoc and for a page. Immutable.
 *
 * @param text the text on one line; empty if there is none
 * @param instead what Javadoc says if there is no text
 */
record Words(String text, String instead) {
  static Words of(Node node, String instead) {
    return new Words(node.text().strip().replaceAll("\\s+", " "), instead);
  }

  static Words of(Node node) {
    return of(node, "");
  }

  /** The description of something that has a name. */
  static Words described(Node node, String name) {
    return of(node.get("description"), "Not described: " + escaped(name) + ".");
  }

  /** The text without anything that would end a comment, begin a tag or be taken for markup. */
  String javadoc() {
    return text.isEmpty() ? instead : escaped(text);
  }

  /** As {@link #javadoc} would have it. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("\\", "&#92;")
        .replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("*/", "*&#47;")
        .replace("/*", "&#47;*");
  }

  /** The text on a page, also in the cell of a table. */
  String cell() {
    return text.replace("|", "\\|");
  }
}
