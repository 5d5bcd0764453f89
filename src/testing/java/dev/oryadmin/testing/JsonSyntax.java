package dev.oryadmin.testing;

import java.util.BitSet;

/**
 * Finds the first JSON value in a text, with the complaints of Go's encoding/json. It walks without
 * recursion, so that depth costs no stack.
 */
final class JsonSyntax {
  private static final int MAX_DEPTH = 10_000;

  private final String text;
  private int at;

  private JsonSyntax(String text) {
    this.text = text;
  }

  /** Returns the first value of a text; what follows it is not looked at. */
  static JsonText first(String text) throws GoException {
    JsonSyntax syntax = new JsonSyntax(text);
    return syntax.value();
  }

  /** Returns the value of a text that holds nothing else. */
  static JsonText only(String text) throws GoException {
    JsonSyntax syntax = new JsonSyntax(text);
    JsonText value = syntax.value();
    if (syntax.skipSpace()) {
      throw syntax.invalid("after top-level value");
    }
    return value;
  }

  private JsonText value() throws GoException {
    if (!skipSpace()) {
      throw new GoException("EOF");
    }
    int start = at;
    BitSet objects = new BitSet();
    int depth = 0;
    boolean needsValue = true;
    while (true) {
      if (needsValue) {
        char c = peek();
        if (c == '{' || c == '[') {
          objects.set(depth++, c == '{');
          if (depth > MAX_DEPTH) {
            throw invalid("exceeded max depth");
          }
          at++;
          if (peek() != (c == '{' ? '}' : ']')) {
            if (c == '{') {
              key();
            }
            continue;
          }
          at++;
          depth--;
        } else {
          scalar(c);
        }
        needsValue = false;
      } else if (depth == 0) {
        return new JsonText(text.substring(start, at));
      } else {
        boolean inObject = objects.get(depth - 1);
        char c = peek();
        if (c == ',') {
          at++;
          if (inObject) {
            key();
          }
          needsValue = true;
        } else if (c == (inObject ? '}' : ']')) {
          at++;
          depth--;
        } else {
          throw invalid(inObject ? "after object key:value pair" : "after array element");
        }
      }
    }
  }

  private void key() throws GoException {
    if (peek() != '"') {
      throw invalid("looking for beginning of object key string");
    }
    string();
    if (peek() != ':') {
      throw invalid("after object key");
    }
    at++;
  }

  private void scalar(char c) throws GoException {
    switch (c) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw invalid("looking for beginning of value");
    }
  }

  private void literal(String word) throws GoException {
    for (int i = 0; i < word.length(); i++, at++) {
      if (current() != word.charAt(i)) {
        throw invalid("in literal " + word + " (expecting " + quote(word.charAt(i)) + ")");
      }
    }
  }

  private void string() throws GoException {
    at++;
    while (true) {
      char c = current();
      if (c == '"') {
        at++;
        return;
      }
      if (c < ' ') {
        throw invalid("in string literal");
      }
      at++;
      if (c == '\\') {
        escape();
      }
    }
  }

  private void escape() throws GoException {
    char c = current();
    if ("bfnrt\\/\"".indexOf(c) >= 0) {
      at++;
    } else if (c == 'u') {
      at++;
      for (int i = 0; i < 4; i++, at++) {
        if (!isHex(current())) {
          throw invalid("in \\u hexadecimal character escape");
        }
      }
    } else {
      throw invalid("in string escape code");
    }
  }

  private void number() throws GoException {
    if (current() == '-') {
      at++;
      if (!isDigit(current())) {
        throw invalid("in numeric literal");
      }
    }
    if (current() == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      if (!isDigit(current())) {
        throw invalid("after decimal point in numeric literal");
      }
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (current() == '+' || current() == '-') {
        at++;
      }
      if (!isDigit(current())) {
        throw invalid("in exponent of numeric literal");
      }
      digits();
    }
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  /** Returns the next character that is not white space, without going past it. */
  private char peek() throws GoException {
    skipSpace();
    return current();
  }

  private char current() throws GoException {
    if (at >= text.length()) {
      throw new GoException("unexpected EOF");
    }
    return text.charAt(at);
  }

  private boolean skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 0x80;
  }

  private GoException invalid(String context) {
    return new GoException("invalid character " + quote(text.charAt(at)) + " " + context);
  }

  /** Go reads bytes: of any other character it names the first byte, as if it were Latin-1. */
  private String quote(char c) {
    return switch (c) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case '\t' -> "'\\t'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\b' -> "'\\b'";
      case '\f' -> "'\\f'";
      case 0x07 -> "'\\a'";
      case 0x0b -> "'\\v'";
      default -> {
        if (c < ' ' || c == 0x7f) {
          yield String.format("'\\x%02x'", (int) c);
        }
        if (c < 0x80) {
          yield "'" + c + "'";
        }
        byte[] bytes = GoText.encode(Character.toString(text.codePointAt(at)));
        yield "'" + (char) (bytes[0] & 0xff) + "'";
      }
    };
  }
}
