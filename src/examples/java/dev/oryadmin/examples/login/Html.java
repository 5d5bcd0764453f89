package dev.oryadmin.examples.login;

import java.util.List;

/**
 * Markup. A text gets into it only through {@link #of}, which escapes it, so that no page can
 * forget to. Immutable.
 */
record Html(String markup) {
  static final Html NOTHING = new Html("");

  /**
   * Puts parts into a template, one at each {@code {}}: markup as it is, all else escaped.
   *
   * @throws IllegalArgumentException if there are more or fewer parts than places
   */
  static Html of(String template, Object... parts) {
    String[] pieces = template.split("\\{}", -1);
    if (pieces.length != parts.length + 1) {
      throw new IllegalArgumentException(parts.length + " parts for: " + template);
    }
    StringBuilder markup = new StringBuilder(pieces[0]);
    for (int i = 0; i < parts.length; i++) {
      Object part = parts[i];
      markup.append(part instanceof Html html ? html.markup : escape(part.toString()));
      markup.append(pieces[i + 1]);
    }
    return new Html(markup.toString());
  }

  static Html join(List<Html> parts) {
    StringBuilder markup = new StringBuilder();
    parts.forEach(part -> markup.append(part.markup));
    return new Html(markup.toString());
  }

  /** Makes text safe between tags and in quoted attributes. */
  private static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(c) && c != '\n' ? ' ' : c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return markup;
  }
}
