package dev.oryadmin.testing;

import org.jspecify.annotations.Nullable;

/** The requests that a rate limit counts: a bucket of Ory Network, or all requests. Immutable. */
public enum RateLimitBucket {
  /** All requests. */
  ANY,
  /** Writes on the admin server, except rotation: {@code hydra-admin-low}. */
  ADMIN_LOW,
  /** The list of clients: {@code hydra-admin-medium}. */
  ADMIN_MEDIUM,
  /** Reading one client, and rotation: {@code hydra-admin-high}. */
  ADMIN_HIGH,
  /** Writes of dynamic registration: {@code hydra-public-low}. */
  PUBLIC_LOW;

  /** Returns the bucket of a request, other than {@link #ANY}; null if it has none. */
  static @Nullable RateLimitBucket of(ReceivedRequest request) {
    String path = request.pathWithoutQuery();
    boolean read = request.method().equals("GET") || request.method().equals("HEAD");
    if (path.startsWith("/oauth2/register")) {
      return read ? null : PUBLIC_LOW;
    }
    if (!path.startsWith("/admin/clients")) {
      return null;
    }
    if (path.endsWith("/secrets/rotate")) {
      return ADMIN_HIGH;
    }
    if (!read) {
      return ADMIN_LOW;
    }
    return path.matches("/admin/clients/?") ? ADMIN_MEDIUM : ADMIN_HIGH;
  }
}
