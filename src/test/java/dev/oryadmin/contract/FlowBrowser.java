package dev.oryadmin.contract;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.Headers;

/**
 * A browser: it keeps cookies, and follows redirects within the server until one leads to a page of
 * an application. Not thread-safe.
 */
final class FlowBrowser {
  private static final Pattern OF_THE_SERVER =
      Pattern.compile("/oauth2/(auth|sessions/logout|device/verify)");

  private final Server server;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  FlowBrowser(Server server) {
    this.server = server;
  }

  /**
   * Where it stopped.
   *
   * @param answer the redirect that it did not follow, or the page
   */
  record Stop(ServerAnswer answer, String url) {
    /** Returns a parameter of the URL; empty if there is none. */
    String parameter(String name) {
      Matcher value = Pattern.compile("[?&#]" + name + "=([^&#]*)").matcher(url);
      return value.find() ? URLDecoder.decode(value.group(1), StandardCharsets.UTF_8) : "";
    }

    boolean has(String name) {
      return !parameter(name).isEmpty();
    }
  }

  /** Opens a URL of the server. */
  Stop open(String url) {
    String next = url;
    for (int i = 0; i < 10; i++) {
      URI uri = URI.create(next);
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      ServerAnswer answer = server.open("GET", uri.getRawPath() + query, null, headers());
      keepCookies(answer);
      String location = answer.header("Location");
      if (location.isEmpty()) {
        return new Stop(answer, next);
      }
      URI target = uri.resolve(location);
      boolean asks = target.getRawQuery() != null && target.getRawQuery().contains("_challenge=");
      if (asks || !OF_THE_SERVER.matcher(target.getRawPath() + "").matches()) {
        return new Stop(answer, location);
      }
      next = target.toString();
    }
    throw new AssertionError("too many redirects: " + next.replaceAll("\\?.*", ""));
  }

  private Headers headers() {
    String line =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    Headers.Builder headers = new Headers.Builder().add("Accept", "text/html");
    return (line.isEmpty() ? headers : headers.add("Cookie", line)).build();
  }

  private void keepCookies(ServerAnswer answer) {
    for (String line : answer.headers().values("Set-Cookie")) {
      String[] cookie = line.split(";", 2)[0].split("=", 2);
      if (line.contains("Max-Age=0") || cookie[1].isEmpty()) {
        cookies.remove(cookie[0]);
      } else {
        cookies.put(cookie[0], cookie[1]);
      }
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
