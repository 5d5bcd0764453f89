package dev.oryadmin.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The URLs of the pages that browsers are sent to, and of the server itself. Thread-safe. */
final class FlowUrls {
  private final Map<FlowUrl, String> urls = new ConcurrentHashMap<>();
  private final Supplier<String> publicUrl;

  FlowUrls(Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  void set(FlowUrl page, String url) {
    urls.put(page, url);
  }

  /** Returns the URL of a page. */
  String get(FlowUrl page) {
    String url = urls.get(page);
    if (url != null) {
      return url;
    }
    return page == FlowUrl.REGISTRATION ? get(FlowUrl.LOGIN) : at(page.fallback);
  }

  /** Returns the URL of a page with these parameters besides its own. */
  String get(FlowUrl page, Query parameters) {
    return extended(get(page), parameters);
  }

  /** Returns the URL of a path of the public server. */
  String at(String path) {
    return publicUrl.get() + path;
  }

  /** Returns what the server calls itself in tokens. */
  String issuer() {
    return publicUrl.get() + "/";
  }

  /** Adds parameters to a URL; all of its parameters are sorted then. */
  static String extended(String url, Query parameters) {
    int hash = url.indexOf('#');
    String rest = hash < 0 ? url : url.substring(0, hash);
    int mark = rest.indexOf('?');
    Query query = Query.parse(mark < 0 ? "" : rest.substring(mark + 1)).with(parameters);
    String base = mark < 0 ? rest : rest.substring(0, mark);
    return base + (query.isEmpty() ? "" : "?" + query);
  }
}
