package dev.oryadmin.testing;

import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Finds the operation for a request and lets it run, one at a time. */
final class Router {
  private final ClientAdministration administration;
  private final @Nullable DynamicRegistration registration;
  private final TokenEndpoint tokens;

  Router(
      ClientAdministration administration,
      @Nullable DynamicRegistration registration,
      TokenEndpoint tokens) {
    this.administration = administration;
    this.registration = registration;
    this.tokens = tokens;
  }

  synchronized Answer answer(ReceivedRequest request) {
    RoutePath path;
    try {
      path = RoutePath.of(request.pathWithoutQuery());
    } catch (GoException e) {
      return Answer.of(400, "text/plain; charset=utf-8", "400 Bad Request")
          .with("Connection", "close");
    }
    Answer answer = route(request, path);
    return request.method().equals("GET") ? answer.with("Cache-Control", Answer.NO_CACHE) : answer;
  }

  private Answer route(ReceivedRequest request, RoutePath sent) {
    RoutePath path = sent;
    if (request.endpoint() == Endpoint.ADMIN && !path.startsWith("/admin") && !isProbe(path)) {
      if (path.startsWith("//")) {
        return UnknownRoute.answer(request.headers().get("Accept"));
      }
      path = path.under("/admin");
    }
    RoutePath clean = path.clean();
    if (!clean.equals(path)) {
      return redirect(request, clean);
    }
    if (path.endsInSlash()) {
      return UnknownRoute.answer(request.headers().get("Accept"));
    }
    try {
      Answer answer =
          request.endpoint() == Endpoint.ADMIN
              ? admin(request, path.segments())
              : open(request, path.segments());
      return answer == null ? UnknownRoute.answer(request.headers().get("Accept")) : answer;
    } catch (Refusal refusal) {
      return Answer.refusal(refusal);
    }
  }

  private static boolean isProbe(RoutePath path) {
    return path.startsWith("/health/") || path.startsWith("/version");
  }

  private static Answer redirect(ReceivedRequest request, RoutePath target) {
    String query = request.query();
    String location = target.escaped() + (query.isEmpty() ? "" : "?" + query);
    Answer answer =
        request.method().equals("GET") || request.method().equals("HEAD")
            ? Answer.of(
                307,
                "text/html; charset=utf-8",
                "<a href=\"%s\">Temporary Redirect</a>.\n\n".formatted(location))
            : new Answer(307, Headers.of(), "");
    return answer.with("Location", location);
  }

  private @Nullable Answer admin(ReceivedRequest request, List<String> path) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    if (path.equals(List.of("version")) && method.equals("GET")) {
      return Answer.json(200, "{\"version\":\"master\"}");
    }
    if (path.size() < 2 || !path.subList(0, 2).equals(List.of("admin", "clients"))) {
      return health(method, path);
    }
    if (path.size() == 2) {
      return switch (method) {
        case "POST" -> administration.create(request.body());
        case "GET" -> administration.list(Query.parse(request.query()));
        default -> null;
      };
    }
    String id = path.get(2);
    String rest = String.join("/", path.subList(3, path.size()));
    return switch ((method + " " + rest).strip()) {
      case "GET" -> administration.get(id);
      case "PUT" -> administration.replace(id, request.body());
      case "PATCH" -> administration.patch(id, request.body());
      case "DELETE" -> administration.delete(id);
      case "PUT lifespans" -> administration.setLifespans(id, request.body());
      case "POST secrets/rotate" -> administration.rotateSecret(id);
      case "DELETE secrets/rotate" -> administration.deleteRotatedSecrets(id);
      default -> null;
    };
  }

  private @Nullable Answer open(ReceivedRequest request, List<String> path) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    if (path.equals(List.of("oauth2", "token")) && method.equals("POST")) {
      return tokens.token(request);
    }
    if (path.size() < 2 || !path.subList(0, 2).equals(List.of("oauth2", "register"))) {
      return health(method, path);
    }
    String route = method.toLowerCase(Locale.ROOT) + path.size();
    if (!List.of("post2", "get3", "put3", "delete3").contains(route)) {
      return null;
    }
    if (registration == null) {
      throw Refusal.registrationOff();
    }
    return switch (route) {
      case "post2" -> registration.create(request.body());
      case "get3" -> registration.get(path.get(2), request);
      case "put3" -> registration.replace(path.get(2), request);
      default -> registration.delete(path.get(2), request);
    };
  }

  private static @Nullable Answer health(String method, List<String> path) {
    boolean known =
        path.equals(List.of("health", "alive")) || path.equals(List.of("health", "ready"));
    return known && method.equals("GET") ? Answer.json(200, "{\"status\":\"ok\"}") : null;
  }
}
