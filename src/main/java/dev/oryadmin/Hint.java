package dev.oryadmin;

import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The most likely cause of an error that the server itself does not explain. */
final class Hint {
  private Hint() {}

  static @Nullable String of(Operation operation, HttpUrl url, int status, ErrorBody body) {
    String text = body.text().toLowerCase(Locale.ROOT);
    if (status == 400 && text.contains("http request to an https server")) {
      return "the server speaks TLS on this port: use https:// in the URL";
    }
    if ((status == 404 && !body.flat()) || status == 405) {
      return route(operation, url);
    }
    if (status == 502 && text.contains("unrecognizable")) {
      return "the server expects a TLS proxy in front: set the header X-Forwarded-Proto to https";
    }
    if (status >= 300 && status < 400) {
      return "redirects are not followed: check the path of the base URL";
    }
    if (operation.method().equals("PATCH") && status == 500) {
      return "Hydra answers 500 to any patch that it can't apply; nothing was changed";
    }
    return null;
  }

  private static String route(Operation operation, HttpUrl url) {
    String path = url.encodedPath();
    String base =
        url.scheme()
            + "://"
            + url.host()
            + ":"
            + url.port()
            + path.substring(0, prefix(operation, path));
    if (base.endsWith("/admin") || base.endsWith("/oauth2/register")) {
      return "no such route: leave the path out of the base URL " + base;
    }
    return operation.server() == Operation.Server.ADMIN
        ? "no such route: check that adminUrl, %s, is the admin server and not too old for this operation"
            .formatted(base)
        : "no such route: check that publicUrl, %s, is the public server".formatted(base);
  }

  /** Returns the length of the prefix that the base URL added to a path. */
  private static int prefix(Operation operation, String path) {
    String fixed = operation.path().replaceFirst("\\{.*", "");
    return Math.max(0, path.lastIndexOf(fixed));
  }
}
