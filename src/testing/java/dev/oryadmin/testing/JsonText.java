package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON value as its text, known to be well-formed. Number text, key order, duplicate keys and
 * string escapes stay exactly as they were sent, as they do in Hydra's metadata.
 */
record JsonText(String text) {
  static final JsonText NULL = new JsonText("null");

  /** What a value is, under the name Go has for it. */
  enum Kind {
    OBJECT("object"),
    ARRAY("array"),
    STRING("string"),
    NUMBER("number"),
    BOOL("bool"),
    NULL("null");

    final String goName;

    Kind(String goName) {
      this.goName = goName;
    }
  }

  /** One member of an object. */
  record Member(String name, JsonText value) {}

  Kind kind() {
    return switch (text.charAt(0)) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOL;
      case 'n' -> Kind.NULL;
      default -> Kind.NUMBER;
    };
  }

  boolean is(Kind kind) {
    return kind() == kind;
  }

  boolean isTrue() {
    return text.equals("true");
  }

  /** Returns the members of an object in order, duplicates included. */
  List<Member> members() {
    List<Member> members = new ArrayList<>();
    List<JsonText> parts = parts();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      members.add(new Member(parts.get(i).string(), parts.get(i + 1)));
    }
    return members;
  }

  List<JsonText> elements() {
    return parts();
  }

  /** Splits a container at its own commas and colons. */
  private List<JsonText> parts() {
    List<JsonText> parts = new ArrayList<>();
    int depth = 0;
    int start = 1;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfString(i);
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (depth > 0 && (c == '}' || c == ']')) {
        depth--;
      } else if (depth == 0 && (c == ',' || c == ':' || c == '}' || c == ']')) {
        String part = text.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(new JsonText(part));
        }
        start = i + 1;
      }
    }
    return parts;
  }

  private int endOfString(int start) {
    int i = start + 1;
    while (text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** Returns the value of a string; what is not Unicode becomes U+FFFD. */
  String string() {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(GoText.isLoneByte(text, i) ? '\ufffd' : c);
        continue;
      }
      c = text.charAt(++i);
      switch (c) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> out.append(c);
      }
    }
    return withoutLoneSurrogates(out);
  }

  private static String withoutLoneSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        text.setCharAt(i, '\ufffd');
      }
    }
    return text.toString();
  }

  /** Returns this value as the server writes it: no white space, and safe inside HTML. */
  String compact() {
    StringBuilder out = new StringBuilder(text.length());
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString && c == '\\') {
        out.append(c).append(text.charAt(++i));
      } else if (c == '"') {
        inString = !inString;
        out.append(c);
      } else if (inString) {
        appendSafe(out, c);
      } else if (!JsonSyntax.isSpace(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Writes a string as JSON, the way Go's encoding/json does. */
  static String quote(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            appendSafe(out, c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static void appendSafe(StringBuilder out, char c) {
    if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }
}
