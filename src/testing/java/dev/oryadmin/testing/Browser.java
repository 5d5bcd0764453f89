package dev.oryadmin.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A browser without a screen: it follows redirects and keeps cookies. Thread-safe. */
final class Browser implements AutoCloseable {
  private static final int MAX_REDIRECTS = 20;

  private final Jar jar = new Jar();
  private final Predicate<String> isOfAnApplication;
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .followSslRedirects(false)
          .cookieJar(jar)
          .build();

  Browser(Predicate<String> isOfAnApplication) {
    this.isOfAnApplication = isOfAnApplication;
  }

  BrowserPage open(String url) {
    return follow(new Request.Builder().url(url).header("Accept", "text/html").build());
  }

  BrowserPage post(String url, Map<String, String> fields) {
    FormBody.Builder form = new FormBody.Builder();
    fields.forEach(form::add);
    return follow(
        new Request.Builder().url(url).header("Accept", "text/html").post(form.build()).build());
  }

  private BrowserPage follow(Request first) {
    Request request = first;
    for (int i = 0; i < MAX_REDIRECTS; i++) {
      try (Response response = http.newCall(request).execute()) {
        String location = response.header("Location");
        String body = response.body().string();
        if (!response.isRedirect() || location == null) {
          return new BrowserPage(
              request.url().toString(), response.code(), response.headers(), body);
        }
        HttpUrl next = request.url().resolve(location);
        if (next == null || !isLoopback(next) || isOfAnApplication.test(next.toString())) {
          return new BrowserPage(location, response.code(), response.headers(), body);
        }
        boolean same = response.code() == 307 || response.code() == 308;
        request = (same ? request.newBuilder() : first.newBuilder().get()).url(next).build();
      } catch (IOException e) {
        throw new UncheckedIOException("no page at " + request.url().redact(), e);
      }
    }
    throw new UncheckedIOException(
        new IOException("more than " + MAX_REDIRECTS + " redirects from " + first.url().redact()));
  }

  private static boolean isLoopback(HttpUrl url) {
    return url.host().equals("localhost")
        || url.host().equals("::1")
        || url.host().matches("127(\\.[0-9]{1,3}){3}");
  }

  void clear() {
    jar.clear();
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
  }

  /** Like those of other browsers, they do not know of ports: pages on one machine share them. */
  private static final class Jar implements CookieJar {
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();

    @Override
    public synchronized void saveFromResponse(HttpUrl url, List<Cookie> received) {
      for (Cookie cookie : received) {
        cookies.put(cookie.name() + " " + cookie.domain() + cookie.path(), cookie);
      }
    }

    @Override
    public synchronized List<Cookie> loadForRequest(HttpUrl url) {
      List<Cookie> matching = new ArrayList<>();
      for (Cookie cookie : cookies.values()) {
        if (cookie.matches(url) && cookie.expiresAt() > System.currentTimeMillis()) {
          matching.add(cookie);
        }
      }
      return matching;
    }

    synchronized void clear() {
      cookies.clear();
    }
  }
}
