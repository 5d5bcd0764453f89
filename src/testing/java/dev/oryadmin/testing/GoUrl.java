package dev.oryadmin.testing;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
  static GoUrl parse(String text) throws GoException {
    int hash = text.indexOf('#');
    GoUrl url = read(text, hash < 0 ? text : text.substring(0, hash), false);
    return hash < 0 ? url : url.withFragment(text.substring(hash + 1));
  }

  /** Reads what may stand in a request line: no fragment, and no path without a slash. */
  static GoUrl parseRequestUri(String text) throws GoException {
    return read(text, text, true);
  }

  private GoUrl withFragment(String fragment) {
    return new GoUrl(scheme, opaque, userInfo, host, path, query, fragment);
  }

  private static GoUrl read(String whole, String text, boolean fromRequest) throws GoException {
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
      checkHost(whole, host);
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

  private static void checkHost(String whole, String host) throws GoException {
    String port;
    if (host.startsWith("[")) {
      int close = host.lastIndexOf(']');
      if (close < 0) {
        throw failure(whole, "missing ']' in host");
      }
      port = host.substring(close + 1);
      checkAddress(whole, host.substring(1, close));
    } else {
      int colon = host.indexOf(':');
      port = colon < 0 ? "" : host.substring(colon);
    }
    if (!port.matches("(:[0-9]*)?")) {
      throw failure(whole, "invalid port \"" + port + "\" after host");
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c < 0x80 && !isAlphanumeric(c) && (UNRESERVED + "!$&'()*+,;=:[]<>\"%").indexOf(c) < 0) {
        throw failure(whole, "invalid character \"" + c + "\" in host name");
      }
    }
    checkEscapes(whole, host);
    for (int i = host.indexOf('%'); i >= 0; i = host.indexOf('%', i + 1)) {
      if (hex(host, i) < 0x80 && hex(host, i) != '%') {
        throw failure(whole, "invalid URL escape \"" + host.substring(i, i + 3) + "\"");
      }
    }
  }

  /** What stands in brackets is an address of IPv6, maybe with a zone. */
  private static void checkAddress(String whole, String text) throws GoException {
    int zone = text.indexOf("%25");
    String address = zone < 0 ? text : text.substring(0, zone);
    boolean valid = address.contains(":") && address.matches("[0-9A-Fa-f:.]+");
    if (valid && zone != text.length() - "%25".length()) {
      try {
        InetAddress.getByName("[" + address + "]"); // a literal: nobody is asked
        return;
      } catch (UnknownHostException e) {
        // Not an address.
      }
    }
    boolean noZone = valid && zone == text.length() - "%25".length();
    throw failure(
        whole,
        "invalid host: ParseAddr(\""
            + text.replace("%25", "%")
            + "\"): "
            + (noZone ? "zone must be a non-empty string" : "unable to parse IP"));
  }

  private static void checkEscapes(String whole, String text) throws GoException {
    String bad = badEscape(text);
    if (bad != null) {
      throw failure(whole, "invalid URL escape \"" + bad + "\"");
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
    return new GoException("parse \"" + whole + "\": " + detail);
  }

  /** Undoes percent-encoding. */
  static String decode(String text, boolean plusIsSpace) throws GoException {
    String bad = badEscape(text);
    if (bad != null) {
      throw new GoException("invalid URL escape \"" + bad + "\"");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean escape = text.charAt(i) == '%';
      if (escape || (plusIsSpace && text.charAt(i) == '+')) {
        out.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
        out.write(escape ? hex(text, i) : ' ');
        i += escape ? 2 : 0;
        plain = i + 1;
      }
    }
    if (plain == 0) {
      return text; // such as a challenge, which is long
    }
    out.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
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
