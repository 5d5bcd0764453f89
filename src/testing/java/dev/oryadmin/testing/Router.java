package dev.oryadmin.testing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the operation for a request and lets it run, one at a time. */
final class Router {
  private final ClientAdministration administration;
  private final @Nullable DynamicRegistration registration;
  private final Flows flows;
  private final Routes routes;
  private final UnknownRoute unknown;
  private final HydraVersion version;

  Router(
      ClientAdministration administration,
      @Nullable DynamicRegistration registration,
      Flows flows,
      HydraVersion version) {
    this.administration = administration;
    this.registration = registration;
    this.flows = flows;
    this.routes = new Routes(flows, version);
    this.unknown = new UnknownRoute(routes, version);
    this.version = version;
  }

  synchronized Answer answer(ReceivedRequest request) {
    RoutePath path;
    try {
      boolean ofServer = request.method().equals("OPTIONS") && request.path().equals("*");
      if (!request.path().startsWith("/") && !ofServer) {
        throw new GoException("no path");
      }
      path = RoutePath.of(request.pathWithoutQuery(), version);
    } catch (GoException e) {
      return Answer.of(400, "text/plain; charset=utf-8", "400 Bad Request")
          .with("Connection", "close");
    }
    if (version.hasOldRouter()) {
      return oldRoute(request, path);
    }
    Answer answer = route(request, path);
    return request.method().equals("GET") ? uncached(answer) : answer;
  }

  private static Answer uncached(Answer answer) {
    return answer.has("Cache-Control") ? answer : answer.with("Cache-Control", Answer.NO_CACHE);
  }

  private Answer route(ReceivedRequest request, RoutePath sent) {
    RoutePath path = sent;
    boolean admin = request.endpoint() == Endpoint.ADMIN;
    if (admin && !path.startsWith("/admin")) {
      path = path.under("/admin");
    }
    RoutePath clean = path.clean(version);
    if (!clean.equals(path) || (!admin && path.escaped().equals("/"))) {
      return redirect(request, clean);
    }
    List<String> segments = path.segments(version);
    // A segment that is a slash, sent as %2F, ends the path for the server.
    boolean ends = path.endsInSlash() || segments.contains("/");
    Answer answer = ends ? null : serve(request, segments);
    return answer == null ? unknown.answer(request, segments) : answer;
  }

  /** Servers before v25.4 clean a path only if nothing is served there, and something else is. */
  private Answer oldRoute(ReceivedRequest request, RoutePath path) {
    List<String> segments = path.segments(version);
    boolean endsInSlash = segments.get(segments.size() - 1).isEmpty(); // also one sent as %2F
    Answer answer = endsInSlash ? null : serve(request, segments);
    if (answer != null) {
      return routes.isProbe(request.endpoint(), segments) ? answer : uncached(answer);
    }
    RoutePath shorter = path.withoutSecondSlash();
    if (shorter != null
        && isServed(request, new RoutePath(shorter.escaped() + "x").segments(version))) {
      return redirect(request, shorter); // an empty id will do for that
    }
    RoutePath clean = path.clean(version);
    if (!clean.equals(path) && isServed(request, clean.segments(version))) {
      return redirect(request, clean);
    }
    boolean served = routes.methods(request.endpoint(), segments) != null;
    if (request.endpoint() == Endpoint.ADMIN && !served && !path.startsWith("/admin")) {
      RoutePath prefixed = new RoutePath("/admin" + path.escaped());
      if (isServed(request, prefixed.segments(version))) {
        String location = located(request, prefixed.clean(version));
        return uncached(Answer.empty(307).with("Location", "http://" + location));
      }
      return unknown.answer(request, prefixed.segments(version));
    }
    return unknown.answer(request, segments);
  }

  private boolean isServed(ReceivedRequest request, List<String> segments) {
    Set<String> methods = routes.methods(request.endpoint(), segments);
    return methods != null && (methods.isEmpty() || methods.contains(request.method()));
  }

  private @Nullable Answer serve(ReceivedRequest request, List<String> segments) {
    try {
      return request.endpoint() == Endpoint.ADMIN
          ? admin(request, segments)
          : open(request, segments);
    } catch (Refusal refusal) {
      return Answer.refusal(refusal);
    }
  }

  private static String located(ReceivedRequest request, RoutePath target) {
    String query = request.query();
    return target.escaped() + (query.isEmpty() ? "" : "?" + query);
  }

  private Answer redirect(ReceivedRequest request, RoutePath target) {
    String location = located(request, target);
    boolean read = request.method().equals("GET") || request.method().equals("HEAD");
    int status = version.hasOldRouter() && read ? 301 : 307;
    String phrase = status == 301 ? "Moved Permanently" : "Temporary Redirect";
    return Answer.redirect(request.method(), status, phrase, location);
  }

  private String method(ReceivedRequest request) {
    boolean headIsGet = request.method().equals("HEAD") && !version.hasOldRouter();
    return headIsGet ? "GET" : request.method();
  }

  /** A path without the prefix under which newer servers have their probes, too. */
  private List<String> probe(List<String> path) {
    boolean prefixed = !version.hasOldRouter() && path.size() > 1 && path.get(0).equals("admin");
    return prefixed ? path.subList(1, path.size()) : path;
  }

  private @Nullable Answer admin(ReceivedRequest request, List<String> path) {
    String method = method(request);
    if (probe(path).equals(List.of("version")) && method.equals("GET")) {
      return Answer.json(200, "{\"version\":\"" + version.serverName() + "\"}");
    }
    if (path.size() < 2 || !path.subList(0, 2).equals(List.of("admin", "clients"))) {
      Answer answer = flows.admin(method, String.join("/", path), request);
      return answer == null ? health(method, probe(path)) : answer;
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
    if (rest.equals("secrets/rotate") && !version.hasRotation()) {
      return null;
    }
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
    String method = method(request);
    if (path.size() < 2 || !path.subList(0, 2).equals(List.of("oauth2", "register"))) {
      Answer answer = flows.open(method, String.join("/", path), request);
      return answer == null ? health(method, path) : answer;
    }
    String route = method + " " + path.size();
    if (!List.of("POST 2", "GET 3", "PUT 3", "DELETE 3").contains(route)) {
      return null;
    }
    if (registration == null) {
      throw Refusal.registrationOff();
    }
    return switch (route) {
      case "POST 2" -> registration.create(request.body());
      case "GET 3" -> registration.get(path.get(2), request);
      case "PUT 3" -> registration.replace(path.get(2), request);
      default -> registration.delete(path.get(2), request);
    };
  }

  private static @Nullable Answer health(String method, List<String> path) {
    boolean known =
        path.equals(List.of("health", "alive")) || path.equals(List.of("health", "ready"));
    return known && method.equals("GET") ? Answer.json(200, "{\"status\":\"ok\"}") : null;
  }
}
