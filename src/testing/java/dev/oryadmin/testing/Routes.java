package dev.oryadmin.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which methods the server has for a path, as it tells who asks with another one. */
final class Routes {
  private final Flows flows;
  private final HydraVersion version;

  Routes(Flows flows, HydraVersion version) {
    this.flows = flows;
    this.version = version;
  }

  /**
   * Returns the methods of a path.
   *
   * @param path its decoded segments
   * @return null if there are none; an empty set if there are some that nobody tells
   */
  @Nullable Set<String> methods(Endpoint endpoint, List<String> path) {
    if (path.get(path.size() - 1).isEmpty() || path.contains("/")) {
      return null;
    }
    if (isProbe(endpoint, path)) {
      return Set.of("GET");
    }
    if (endpoint == Endpoint.PUBLIC) {
      return open(path);
    }
    if (path.size() < 2 || !path.subList(0, 2).equals(List.of("admin", "clients"))) {
      return flows.isAdminRoute(String.join("/", path)) ? Set.of() : null;
    }
    return switch (path.size()) {
      case 2 -> Set.of("GET", "POST");
      case 3 -> Set.of("DELETE", "GET", "PATCH", "PUT");
      case 4 -> path.get(3).equals("lifespans") ? Set.of("PUT") : null;
      default -> null;
    };
  }

  /** Returns whether a path is one of the server's health and version. */
  boolean isProbe(Endpoint endpoint, List<String> path) {
    boolean prefixed =
        endpoint == Endpoint.ADMIN && !version.hasOldRouter() && path.get(0).equals("admin");
    List<String> probe = prefixed ? path.subList(1, path.size()) : path;
    return probe.equals(List.of("health", "alive"))
        || probe.equals(List.of("health", "ready"))
        || (endpoint == Endpoint.ADMIN && probe.equals(List.of("version")));
  }

  private static @Nullable Set<String> open(List<String> path) {
    if (path.size() < 2 || !path.get(0).equals("oauth2")) {
      return null;
    }
    return switch (path.get(1) + " " + path.size()) {
      case "register 2" -> Set.of("POST");
      case "token 2" -> Set.of("OPTIONS", "POST");
      case "register 3" -> Set.of("DELETE", "GET", "PUT");
      default -> null;
    };
  }

  /** Returns the value of {@code Allow}, in the order of the server. */
  String allow(Set<String> methods) {
    Set<String> all = new TreeSet<>(methods);
    if (version.hasOldRouter()) {
      all.add("OPTIONS");
    } else if (methods.contains("GET")) {
      all.add("HEAD");
    }
    return String.join(", ", all);
  }
}
