package dev.oryadmin.internal.http;

import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next page token from the {@code Link} header (RFC 8288) of a list.
 *
 * <p>Only the page token is used. The URL may lack the prefix of a proxy or name another host;
 * following it would send credentials to wherever an answer points.
 *
 * <p>Reads one character at a time from left to right, so that hostile headers cost linear time and
 * no stack. Not safe for use by several threads.
 */
public final class LinkHeader {
  private static final int LONGEST = 64 * 1_024;

  /** The base of relative targets; only the query of the result is used. */
  private static final HttpUrl ANYWHERE = HttpUrl.get("http://localhost/");

  private final String text;
  private int position;

  private LinkHeader(String text) {
    this.text = text;
  }

  /** Returns the page token of the link whose relation is "next"; null if there is none. */
  public static @Nullable String nextPageToken(List<String> headers, String parameter) {
    for (String header : headers) {
      String token = header.length() > LONGEST ? null : new LinkHeader(header).next(parameter);
      if (token != null) {
        return token;
      }
    }
    return null;
  }

  private @Nullable String next(String parameter) {
    while (skipTo('<')) {
      int begin = position;
      if (!skipTo('>')) {
        return null;
      }
      String target = text.substring(begin, position - 1);
      if (isNext()) {
        String token = token(target, parameter);
        if (token != null) {
          return token;
        }
      }
    }
    return null;
  }

  private static @Nullable String token(String target, String parameter) {
    HttpUrl url = ANYWHERE.resolve(target);
    String token = url == null ? null : url.queryParameter(parameter);
    return token == null || token.isEmpty() ? null : token;
  }

  /** Moves behind the next occurrence of a character; false if there is none. */
  private boolean skipTo(char wanted) {
    int found = text.indexOf(wanted, position);
    position = found < 0 ? text.length() : found + 1;
    return found >= 0;
  }

  /**
   * Reads the parameters of a link; if there are several "rel", the first counts (RFC 8288, section
   * 3.3).
   */
  private boolean isNext() {
    String rel = null;
    while (take(';')) {
      String name = token().toLowerCase(Locale.ROOT);
      String value = take('=') ? value() : "";
      if (name.equals("rel") && rel == null) {
        rel = value;
      }
    }
    return rel != null && List.of(rel.toLowerCase(Locale.ROOT).split("\\s+")).contains("next");
  }

  /** Skips blanks, and then a character if it comes next. */
  private boolean take(char wanted) {
    skipBlanks();
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private String value() {
    return take('"') ? quoted() : token();
  }

  /** Reads the rest of a quoted string, in which a backslash escapes the next character. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        break;
      }
      boolean escape = c == '\\' && position < text.length();
      value.append(escape ? text.charAt(position++) : c);
    }
    return value.toString();
  }

  private String token() {
    skipBlanks();
    int begin = position;
    while (position < text.length() && ";,=\" \t<".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(begin, position);
  }
}
