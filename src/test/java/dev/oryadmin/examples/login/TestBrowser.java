package dev.oryadmin.examples.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser that knows links, forms and cookies, and no scripts. It stops before URLs that begin
 * with https, where the applications of these tests are said to be.
 */
final class TestBrowser {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">");

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();

  /**
   * Where it stopped.
   *
   * @param status of the page; of the redirect to it, if it was not opened
   */
  record Stop(String url, int status, HttpHeaders headers, String body) {
    /** Returns a parameter of the URL; empty if there is none. */
    String parameter(String name) {
      Matcher value = Pattern.compile("[?&]" + name + "=([^&#]*)").matcher(url);
      return value.find() ? URLDecoder.decode(value.group(1), UTF_8) : "";
    }

    /** Returns the value of a hidden field of its form. */
    String hidden(String name) {
      return HIDDEN
          .matcher(body)
          .results()
          .filter(field -> field.group(1).equals(name))
          .map(field -> field.group(2))
          .findFirst()
          .orElseThrow(() -> new AssertionError(status + " without " + name + ": " + body));
    }

    /** Returns where its form is sent. */
    String action() {
      Matcher action = ACTION.matcher(body);
      assertThat(action.find()).as("%s %s", status, body).isTrue();
      return URI.create(url).resolve(action.group(1)).toString();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  Stop open(String url) {
    return follow(HttpRequest.newBuilder(URI.create(url)).build());
  }

  /** Sends the form of a page: its hidden fields, and these names and values. */
  Stop submit(Stop page, String... namesAndValues) {
    List<String> all =
        new ArrayList<>(
            List.of("challenge", page.hidden("challenge"), "csrf", page.hidden("csrf")));
    all.addAll(List.of(namesAndValues));
    return post(page.action(), all.toArray(String[]::new));
  }

  /** Sends a form of these names and values, and nothing else. */
  Stop post(String url, String... namesAndValues) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(namesAndValues[i] + "=" + encoded(namesAndValues[i + 1]));
    }
    return follow(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", fields)))
            .build());
  }

  private Stop follow(HttpRequest first) {
    HttpRequest request = first;
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> answer = send(request);
      String location = answer.headers().firstValue("Location").orElse("");
      if (location.isEmpty() || location.startsWith("https:")) {
        String url = location.isEmpty() ? request.uri().toString() : location;
        return new Stop(url, answer.statusCode(), answer.headers(), answer.body());
      }
      request = HttpRequest.newBuilder(request.uri().resolve(location)).build();
    }
    throw new AssertionError("too many redirects: " + request.uri());
  }

  /** Sends one request, with the cookies of this browser. */
  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  static String query(Map<String, String> parameters) {
    List<String> fields = new ArrayList<>();
    parameters.forEach((name, value) -> fields.add(name + "=" + encoded(value)));
    return String.join("&", fields);
  }
}
