package dev.oryadmin.testing;

import java.util.List;

/** The answers to requests that no route takes: JSON, a page or a line of text. */
final class UnknownRoute {
  private static final String REASON =
      "The requested route does not exist. Make sure you are using the right path, domain, and"
          + " port.";
  private static final String JSON = "application/json";
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";

  private final HydraVersion version;

  UnknownRoute(HydraVersion version) {
    this.version = version;
  }

  /**
   * Answers a request that no route takes.
   *
   * @param wrongMethod whether the path is served with other methods
   */
  Answer answer(ReceivedRequest request, boolean wrongMethod) {
    String accept = request.headers().get("Accept");
    String wanted = negotiate(accept == null ? "" : accept);
    boolean admin = request.endpoint() == Endpoint.ADMIN;
    if (version == HydraVersion.LATEST) {
      return body(wanted);
    }
    if (admin && wrongMethod) {
      return version.hasOldRouter() && request.method().equals("OPTIONS")
          ? Answer.empty(200)
          : Answer.of(405, TEXT + "; charset=utf-8", "Method Not Allowed\n");
    }
    if (admin == version.isBetweenRouters()) {
      return Answer.of(404, TEXT + "; charset=utf-8", "404 page not found\n");
    }
    return body(version.isBetweenRouters() || wanted.equals(JSON) ? JSON : HTML);
  }

  private static Answer body(String type) {
    return switch (type) {
      case JSON -> json();
      case TEXT -> Answer.of(404, TEXT + "; charset=utf-8", "Error 404 - " + REASON);
      default ->
          Answer.of(
              404,
              HTML + "; charset=utf-8",
              "<!doctype html>\n<title>Error 404</title>\n<p>" + REASON + "</p>\n");
    };
  }

  private static Answer json() {
    String body =
        """
        {
          "error": {
            "code": 404,
            "message": "Not Found",
            "reason": "%s"
          }
        }
        """
            .formatted(REASON);
    return Answer.of(404, JSON + "; charset=utf-8", body);
  }

  /** Of the highest quality wins the most specific range, then the first offer. */
  private static String negotiate(String accept) {
    String best = HTML;
    double bestQuality = -1;
    int bestWildcards = 3;
    for (String offer : List.of(HTML, TEXT, JSON)) {
      for (String entry : accept.split(",", -1)) {
        String[] parts = entry.split(";", -1);
        String range = parts[0].strip();
        double quality = quality(parts);
        int wildcards = range.equals("*/*") ? 2 : range.endsWith("/*") ? 1 : 0;
        boolean matches =
            switch (wildcards) {
              case 2 -> true;
              case 1 -> offer.startsWith(range.substring(0, range.length() - 1));
              default -> offer.equals(range);
            };
        if (matches
            && quality > 0
            && quality >= bestQuality
            && (quality > bestQuality || wildcards < bestWildcards)) {
          best = offer;
          bestQuality = quality;
          bestWildcards = wildcards;
        }
      }
    }
    return best;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.matches("q=[01](\\.[0-9]*)?")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
