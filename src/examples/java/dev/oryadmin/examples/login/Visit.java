package dev.oryadmin.examples.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of a browser, and its answer. Not thread-safe. */
final class Visit {
  /** No form of ours is longer. */
  private static final int MAX_FORM_BYTES = 64 * 1024;

  /** No browser takes longer header fields. */
  private static final int MAX_LOCATION = 200_000;

  private final HttpExchange exchange;
  private @Nullable Map<String, List<String>> parameters;

  Visit(HttpExchange exchange) {
    this.exchange = exchange;
  }

  String path() {
    return exchange.getRequestURI().getRawPath();
  }

  String method() {
    return exchange.getRequestMethod();
  }

  boolean isPost() {
    return method().equals("POST");
  }

  private String form() {
    byte[] body;
    try {
      body = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES + 1);
    } catch (IOException e) {
      throw new BadVisitException(400, "The form has not come completely.");
    }
    if (body.length > MAX_FORM_BYTES) {
      throw new BadVisitException(413, "The form is too long.");
    }
    return new String(body, UTF_8);
  }

  private static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> parameters = new HashMap<>();
    for (String field : text.split("&", -1)) {
      String[] parts = field.split("=", 2);
      try {
        parameters
            .computeIfAbsent(URLDecoder.decode(parts[0], UTF_8), name -> new ArrayList<>())
            .add(parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
      } catch (IllegalArgumentException e) {
        throw new BadVisitException(400, "The address of this page is damaged.");
      }
    }
    return parameters;
  }

  /** Returns the first value of a parameter; empty if there is none. */
  String parameter(String name) {
    List<String> values = parameters(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  /**
   * Returns all values of a parameter: of the query of a GET, of the form of a POST.
   *
   * @throws BadVisitException if these cannot be read
   */
  List<String> parameters(String name) {
    if (parameters == null) {
      String query = exchange.getRequestURI().getRawQuery();
      parameters = parse(isPost() ? form() : query == null ? "" : query);
    }
    return parameters.getOrDefault(name, List.of());
  }

  /**
   * Returns the challenge that Hydra, or a form of ours, has sent along.
   *
   * @throws BadVisitException if there is none: somebody came here on their own
   */
  String challenge(String name) {
    String challenge = parameter(name);
    if (challenge.isBlank()) {
      throw new BadVisitException(
          400, "Nobody can begin here. Please start at the application that you want to use.");
    }
    return challenge;
  }

  /** Returns the value of a cookie; empty if there is none. */
  String cookie(String name) {
    for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String cookie : header.split(";", -1)) {
        if (cookie.strip().startsWith(name + "=")) {
          return cookie.strip().substring(name.length() + 1);
        }
      }
    }
    return "";
  }

  /** Sets a cookie that no script and no other site gets, until the browser closes. */
  void setCookie(String name, String value) {
    String secure = isHttps() ? "; Secure" : "";
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + secure);
  }

  /** Whether the browser came by https, as the proxy in front of this server says. */
  boolean isHttps() {
    return "https".equals(exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"));
  }

  /** Sends the browser to another URL, which it gets as a GET. */
  void redirect(String url) throws IOException {
    if (url.length() > MAX_LOCATION) {
      // Claims and contexts travel in the URL: hydra#3777.
      throw new BadVisitException(500, "There is too much to say for an address of a page.");
    }
    exchange.getResponseHeaders().set("Location", url);
    send(303, "", "");
  }

  void show(int status, Page page) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", page.contentSecurityPolicy());
    send(status, "text/html; charset=utf-8", page.html().markup());
  }

  /** Sends an answer. Whatever it is: nobody may keep it, frame it, or take it for another type. */
  void send(int status, String type, String content) throws IOException {
    byte[] body = content.getBytes(UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer"); // challenges are in URLs
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    if (!type.isEmpty()) {
      headers.set("Content-Type", type);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
