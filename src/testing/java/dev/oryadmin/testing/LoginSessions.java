package dev.oryadmin.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is logged in, and in which browser. Not thread-safe. */
final class LoginSessions {
  private final Map<String, LoginSession> sessions = new HashMap<>();
  private final FlowTokens tokens;
  private final Clock clock;

  LoginSessions(FlowTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * A login, remembered or not.
   *
   * @param expiresAt until when it is remembered
   */
  record LoginSession(
      String id, String subject, Instant authenticatedAt, boolean remember, Instant expiresAt) {}

  /** What the value of a session cookie stands for. */
  private record Cookie(String sessionId) {}

  void put(LoginSession session) {
    sessions.put(session.id(), session);
  }

  boolean has(String id) {
    return sessions.containsKey(id);
  }

  @Nullable LoginSession remembered(String id) {
    LoginSession session = sessions.get(id);
    return session != null && session.remember() && clock.instant().isBefore(session.expiresAt())
        ? session
        : null;
  }

  /** Returns the remembered session of a browser. */
  @Nullable LoginSession of(Cookies cookies) {
    String id = id(cookies);
    return id == null ? null : remembered(id);
  }

  /** Returns the session that a browser's cookie names, whether it still exists or not. */
  @Nullable String id(Cookies cookies) {
    String value = cookies.get(Cookies.SESSION);
    Cookie cookie = value == null ? null : tokens.open(value, Cookie.class);
    return cookie == null ? null : cookie.sessionId();
  }

  /** Returns a new value of the session cookie. */
  String cookie(String sessionId) {
    return tokens.sealCookie(new Cookie(sessionId));
  }

  @Nullable LoginSession delete(String id) {
    return sessions.remove(id);
  }

  void deleteAll(String subject) {
    sessions.values().removeIf(session -> session.subject().equals(subject));
  }

  void clear() {
    sessions.clear();
  }
}
