package dev.oryadmin.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was granted to whom: the consents that browsers brought back. Not thread-safe. */
final class ConsentSessions {
  /** By the login that each belongs to. */
  private final Map<String, ConsentSession> sessions = new HashMap<>();

  /** Those that spare a later question, likewise. */
  private final Map<String, ConsentSession> remembered = new HashMap<>();

  private final ClientStore clients;
  private final LoginSessions logins;
  private final Clock clock;

  ConsentSessions(ClientStore clients, LoginSessions logins, Clock clock) {
    this.clients = clients;
    this.logins = logins;
    this.clock = clock;
  }

  /** A consent that was given. */
  record ConsentSession(Flow.ConsentAnswer answer, Flow.ConsentAccept accept) {
    Flow.Consent consent() {
      return answer.consent();
    }

    String id() {
      return consent().requestId();
    }

    String subject() {
      return consent().accept().subject();
    }

    String clientId() {
      return consent().login().request().clientId();
    }

    String loginId() {
      return consent().login().id();
    }

    String loginSessionId() {
      return consent().login().sessionId();
    }

    /** It ends that long after the request, even if it was not to be remembered. */
    boolean isExpired(Instant now) {
      long seconds = accept.rememberFor();
      Instant start = consent().login().requestedAt();
      return seconds > 0
          && seconds < now.getEpochSecond() - start.getEpochSecond() + 1
          && !now.isBefore(start.plusSeconds(seconds));
    }
  }

  /** Stores a consent; returns false if there is one of the same login already. */
  boolean add(ConsentSession session) {
    if (sessions.putIfAbsent(session.loginId(), session) != null) {
      return false;
    }
    if (session.accept().remember() && !session.consent().skip()) {
      remembered.put(session.loginId(), session);
    }
    return true;
  }

  /** Returns the newest consent that the user asked to be remembered for a client. */
  @Nullable ConsentSession remembered(String clientId, String subject) {
    return remembered.values().stream()
        .filter(s -> s.clientId().equals(clientId) && s.subject().equals(subject))
        .filter(s -> !s.isExpired(clock.instant()))
        .max(Comparator.comparing(s -> s.consent().login().requestedAt()))
        .orElse(null);
  }

  /** Returns the listed consents of a subject, in an order that means nothing. */
  List<ConsentSession> of(String subject) {
    List<ConsentSession> found = new ArrayList<>();
    for (ConsentSession session : sessions.values()) {
      if (session.subject().equals(subject)
          && !session.consent().skip()
          && !session.isExpired(clock.instant())) {
        found.add(session);
      }
    }
    found.sort(Comparator.comparing(ConsentSession::loginId));
    return found;
  }

  /** Returns the clients, each once, that got a consent in a login session. */
  List<ClientDocument> clientsOf(String loginSessionId) {
    return sessions.values().stream()
        .filter(session -> session.loginSessionId().equals(loginSessionId))
        .map(ConsentSession::clientId)
        .distinct()
        .sorted()
        .filter(clients::has)
        .map(id -> clients.get(id).document())
        .toList();
  }

  /** Deletes consents and returns their ids. */
  Set<String> delete(Predicate<ConsentSession> which) {
    Set<String> ids = new HashSet<>();
    for (ConsentSession session : List.copyOf(sessions.values())) {
      if (which.test(session)) {
        sessions.remove(session.loginId());
        remembered.remove(session.loginId());
        ids.add(session.id());
      }
    }
    return ids;
  }

  /** Writes a consent as it is listed: with the client as it is now. */
  String json(ConsentSession session, HydraVersion version) {
    Flow.Consent consent = session.consent();
    Flow.ConsentAccept accept = session.accept();
    String context = accept.context();
    String shown = context == null ? consent.accept().context() : context;
    JsonMembers json = JsonMembers.ordered();
    if (version.hasConsentRequestIds()) {
      json.text("consent_request_id", session.id());
    }
    json.texts("grant_scope", accept.scopes())
        .texts("grant_access_token_audience", accept.audience())
        .json(
            "session",
            JsonMembers.ordered()
                .json("access_token", accept.accessToken().stored().toString())
                .json("id_token", accept.idToken().stored().toString())
                .toString())
        .flag("remember", accept.remember())
        .number("remember_for", accept.rememberFor())
        .text("handled_at", GoTime.format(session.answer().handledAt()));
    if (!version.storesFlows()) {
      json.json("context", shown);
    }
    String challenge = version.hasConsentRequestIds() ? "" : session.id();
    String loginSession = logins.has(session.loginSessionId()) ? session.loginSessionId() : "";
    ClientDocument client = clients.get(session.clientId()).document();
    return json.json(
            "consent_request",
            ConsentRequests.json(consent, challenge, loginSession, client, shown, version)
                // What was null in the device flow is empty once it is stored.
                .replace("\"oidc_context\":null", "\"oidc_context\":{}"))
        .toString();
  }

  void clear() {
    sessions.clear();
    remembered.clear();
  }
}
