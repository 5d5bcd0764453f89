package dev.oryadmin.testing;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What stands before the admin server on Ory Network, and asks for an API key. */
record Gateway(String apiKey) {

  /** Returns the answer to a request that may not pass; its shape is not the one of Hydra. */
  @Nullable Answer refuse(ReceivedRequest request) {
    String authorization = request.headers().get("Authorization");
    if (request.endpoint() == Endpoint.PUBLIC
        || (authorization != null
            && authorization.equalsIgnoreCase("Bearer " + apiKey)
            && authorization.endsWith(apiKey))) {
      return null;
    }
    String body =
        "{\"error\":{\"code\":401,\"status\":\"Unauthorized\",\"request\":\"rid-%08x\",\"message\":\"Access credentials are invalid\"}}"
            .formatted(request.hashCode());
    return new Answer(401, Headers.of("Content-Type", "application/json; charset=utf-8"), body);
  }

  /** One URL serves both: the path tells which server is meant. */
  static Endpoint endpoint(String path) {
    return path.startsWith("/admin") ? Endpoint.ADMIN : Endpoint.PUBLIC;
  }

  /** Shows nothing: its only component is a secret. */
  @Override
  public String toString() {
    return "Gateway";
  }
}
