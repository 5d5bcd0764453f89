package dev.oryadmin.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A URL taken apart like Go's net/url does, which lets through more than java.net.URI. */
record GoUrl(
    String scheme,
    String opaque,
    String userInfo,
    String host,
    String path,
    String query,
    String fragment) {
  private static final String UNRESERVED = "-_.~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Reads any reference, relative ones too; a fragment is split off. */
  static GoUrl parse(String text, HydraVersion version) throws GoException {
    int hash = text.indexOf('#');
    GoUrl url = read(hash < 0 ? text : text.substring(0, hash), false, version);
    if (hash < 0) {
      return url;
    }
    checkEscapes(text, text.substring(hash + 1));
    return url.withFragment(text.substring(hash + 1));
  }

  /** Reads what may stand in a request line: no fragment, and no path without a slash. */
  static GoUrl parseRequestUri(String text, HydraVersion version) throws GoException {
    return read(text, true, version);
  }

  private GoUrl withFragment(String fragment) {
    return new GoUrl(scheme, opaque, userInfo, host, path, query, fragment);
  }

  private static GoUrl read(String text, boolean fromRequest, HydraVersion version)
      throws GoException {
    String whole = text;
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw failure(whole, "net/url: invalid control character in URL");
    }
    if (text.isEmpty() && fromRequest) {
      throw failure(whole, "empty url");
    }
    if (text.equals("*")) {
      return new GoUrl("", "", "", "", "*", "", "");
    }
    int colon = endOfScheme(whole, text);
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? text : text.substring(colon + 1);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark + 1);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new GoUrl(scheme, rest, "", "", "", query, "");
      }
      if (fromRequest) {
        throw failure(whole, "invalid URI for request");
      }
      int slash = rest.indexOf('/');
      if ((slash < 0 ? rest : rest.substring(0, slash)).contains(":")) {
        throw failure(whole, "first path segment in URL cannot contain colon");
      }
    }
    String userInfo = "";
    String host = "";
    boolean hasAuthority =
        rest.startsWith("//") && (!scheme.isEmpty() || (!fromRequest && !rest.startsWith("///")));
    if (hasAuthority) {
      int end = rest.indexOf('/', 2);
      String authority = end < 0 ? rest.substring(2) : rest.substring(2, end);
      rest = end < 0 ? "" : rest.substring(end);
      int at = authority.lastIndexOf('@');
      userInfo = at < 0 ? "" : authority.substring(0, at);
      host = authority.substring(at + 1);
      boolean oneColon = version.takesOneColonInHosts() && scheme.matches("https?");
      checkHost(whole, host, oneColon);
      host = withUpperCaseEscapes(host);
      if (!userInfo.matches("[A-Za-z0-9\\-._:~!$&'()*+,;=%@]*")) {
        throw failure(whole, "net/url: invalid userinfo");
      }
    }
    checkEscapes(whole, userInfo);
    checkEscapes(whole, rest);
    return new GoUrl(scheme, "", userInfo, host, rest, query, "");
  }

  private static int endOfScheme(String whole, String text) throws GoException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        if (i == 0) {
          throw failure(whole, "missing protocol scheme");
        }
        return i;
      }
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || "+-.".indexOf(c) >= 0))) {
        return -1;
      }
    }
    return -1;
  }

  private static void checkHost(String whole, String host, boolean oneColon) throws GoException {
    if (host.lastIndexOf('[') > 0) {
      throw failure(whole, "invalid IP-literal");
    }
    boolean literal = host.startsWith("[");
    int close = host.lastIndexOf(']');
    if (literal && close < 0) {
      throw failure(whole, "missing ']' in host");
    }
    int colon = oneColon ? host.indexOf(':') : host.lastIndexOf(':');
    String port = literal ? host.substring(close + 1) : colon < 0 ? "" : host.substring(colon);
    if (!port.matches("(:[0-9]*)?")) {
      throw failure(whole, "invalid port " + GoText.literal(port) + " after host");
    }
    if (literal) {
      String address = host.substring(1, close);
      int zone = address.indexOf("%25");
      checkCharacters(whole, zone < 0 ? address : address.substring(0, zone));
      checkEscapes(whole, zone < 0 ? "" : address.substring(zone));
      String wrong = GoAddress.mistake(address.replace("%25", "%"));
      if (wrong != null) {
        throw failure(whole, wrong);
      }
    } else {
      checkCharacters(whole, host);
    }
  }

  /** Only what is not ASCII may be escaped in a host, and the percent sign. */
  private static void checkCharacters(String whole, String host) throws GoException {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%') {
        String escape = host.substring(i, Math.min(i + 3, host.length()));
        boolean good = escape.length() == 3 && (hex(host, i) >= 0x80 || hex(host, i) == '%');
        if (!good) {
          throw failure(whole, "invalid URL escape " + GoText.literal(escape));
        }
        i += 2;
      } else if (c < 0x80
          && !isAlphanumeric(c)
          && (UNRESERVED + "!$&'()*+,;=:[]<>\"").indexOf(c) < 0) {
        throw failure(
            whole, "invalid character " + GoText.literal(String.valueOf(c)) + " in host name");
      }
    }
  }

  /** A host as the server writes it: what is not ASCII is escaped. */
  private static String withUpperCaseEscapes(String host) {
    StringBuilder out = new StringBuilder(host.length());
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) == '%') {
        out.append(host.substring(i, i + 3).toUpperCase(Locale.ROOT));
        i += 2;
      } else if (host.charAt(i) < 0x80) {
        out.append(host.charAt(i));
      } else {
        int end = host.offsetByCodePoints(i, 1);
        out.append(encode(host.substring(i, end), "", false));
        i = end - 1;
      }
    }
    return out.toString();
  }

  private static void checkEscapes(String whole, String text) throws GoException {
    String bad = badEscape(text);
    if (bad != null) {
      throw failure(whole, "invalid URL escape " + GoText.literal(bad));
    }
  }

  private static @Nullable String badEscape(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length() || hex(text, i) < 0) {
        return text.substring(i, Math.min(i + 3, text.length()));
      }
    }
    return null;
  }

  private static int hex(String text, int percent) {
    int high = Character.digit(text.charAt(percent + 1), 16);
    int low = Character.digit(text.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static GoException failure(String whole, String detail) {
    return new GoException("parse " + GoText.literal(whole) + ": " + detail);
  }

  /** Undoes percent-encoding. */
  static String decode(String text, boolean plusIsSpace) throws GoException {
    String bad = badEscape(text);
    if (bad != null) {
      throw new GoException("invalid URL escape " + GoText.literal(bad));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean escape = text.charAt(i) == '%';
      if (escape || (plusIsSpace && text.charAt(i) == '+')) {
        out.writeBytes(GoText.encode(text.substring(plain, i)));
        out.write(escape ? hex(text, i) : ' ');
        i += escape ? 2 : 0;
        plain = i + 1;
      }
    }
    if (plain == 0) {
      return GoText.withoutLoneBytes(text); // such as a challenge, which is long
    }
    out.writeBytes(GoText.encode(text.substring(plain)));
    return GoText.withoutLoneBytes(GoText.decode(out.toByteArray()));
  }

  /** Encodes one path segment, like url.PathEscape. */
  static String encodeSegment(String text) {
    return encode(text, UNRESERVED + "$&+=:@", false);
  }

  /** Encodes a path with its slashes, like URL.EscapedPath. */
  static String encodePath(String text) {
    return encode(text, UNRESERVED + "$&+,/:;=@", false);
  }

  /** Encodes a name or value of a query, like url.QueryEscape. */
  static String encodeQuery(String text) {
    return encode(text, UNRESERVED, true);
  }

  private static String encode(String text, String kept, boolean spaceAsPlus) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isAlphanumeric(c) || kept.indexOf(c) >= 0) {
        out.append(c);
      } else if (c == ' ' && spaceAsPlus) {
        out.append('+');
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Shortens a path like Go's path.Clean: no empty segments, no dots, no slash at the end. */
  static String cleanPath(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return "/" + String.join("/", segments);
  }
}
