package dev.oryadmin.testing;

import java.util.List;
import java.util.Set;

/** The answers to requests that no route takes: JSON, a page or a line of text. */
final class UnknownRoute {
  private static final String REASON =
      "The requested route does not exist. Make sure you are using the right path, domain, and"
          + " port.";
  private static final String JSON = "application/json";
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";

  private final Routes routes;
  private final HydraVersion version;

  UnknownRoute(Routes routes, HydraVersion version) {
    this.routes = routes;
    this.version = version;
  }

  /**
   * Answers a request that no route takes.
   *
   * @param path its decoded segments
   */
  Answer answer(ReceivedRequest request, List<String> path) {
    Set<String> methods = routes.methods(request.endpoint(), path);
    String accept = request.headers().get("Accept");
    String wanted = negotiate(accept == null ? "" : accept);
    boolean admin = request.endpoint() == Endpoint.ADMIN;
    boolean old = version.hasOldRouter();
    boolean root = path.equals(List.of("admin")) && version == HydraVersion.V26_2;
    if (version == HydraVersion.LATEST || (admin && root)) {
      return body(wanted);
    }
    if (methods != null && (admin || old)) {
      boolean asked = old && request.method().equals("OPTIONS");
      Answer answer = asked ? Answer.empty(200) : text(405, "Method Not Allowed\n");
      return methods.isEmpty() ? answer : answer.with("Allow", routes.allow(methods));
    }
    if (admin != old) {
      return text(404, "404 page not found\n");
    }
    return body(wanted);
  }

  private static Answer text(int status, String words) {
    return Answer.of(status, TEXT + "; charset=utf-8", words)
        .with("X-Content-Type-Options", "nosniff");
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
            !hasParameters(parts)
                && switch (wildcards) {
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

  /** A type with parameters, such as a charset, is another one than those on offer. */
  private static boolean hasParameters(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].strip().startsWith("q=")) {
        return true;
      }
    }
    return false;
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
