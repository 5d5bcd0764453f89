package dev.oryadmin;

import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What an error most likely means, where the server's own words don't say it. */
final class Hint {
  private Hint() {}

  static @Nullable String of(Operation operation, HttpUrl url, int status, ErrorBody body) {
    String text = body.text().toLowerCase(Locale.ROOT);
    if (status == 400 && text.contains("http request to an https server")) {
      return "the server speaks TLS on this port: use https:// in the URL";
    }
    if (status == 404 && !body.flat()) {
      return route(operation, url);
    }
    if (status == 502 && text.contains("unrecognizable")) {
      return "the server expects TLS to end before it: set the header X-Forwarded-Proto to https";
    }
    if (status >= 300 && status < 400) {
      return "redirects are not followed: check the path of the base URL";
    }
    if (operation.method().equals("PATCH") && status == 500) {
      return "Hydra answers so to any patch it can't apply; nothing was changed";
    }
    return null;
  }

  private static String route(Operation operation, HttpUrl url) {
    String base = url.scheme() + "://" + url.host() + ":" + url.port();
    return operation.server() == Operation.Server.ADMIN
        ? "no such route: is "
            + base
            + " in adminUrl the admin server? Or is the server too old for this operation?"
        : "no such route: is " + base + " in publicUrl the public server?";
  }
}
