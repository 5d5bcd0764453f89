package dev.oryadmin.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What the operations on challenges have in common. */
final class Challenges {
  /** {@code ttl.login_consent_request}. */
  static final Duration LIFETIME = Duration.ofMinutes(30);

  private static final Set<String> DENIAL =
      Set.of("error", "error_description", "error_hint", "error_debug", "status_code");

  private final FlowTokens tokens;
  private final Clock clock;
  private final HydraVersion version;

  Challenges(FlowTokens tokens, Clock clock, HydraVersion version) {
    this.tokens = tokens;
    this.clock = clock;
    this.version = version;
  }

  /** Reads the parameter of a challenge, which may also be called just that. */
  static String parameter(Query query, String name) {
    String challenge = query.has(name) ? query.first(name) : query.first("challenge");
    if (challenge.isEmpty()) {
      throw Refusal.invalidRequest(
          "Query parameter 'challenge' is not defined but should have been.");
    }
    return challenge;
  }

  /**
   * Finds the step of a challenge.
   *
   * @throws Refusal if there is none of that kind, or if it has expired
   */
  <T> T open(String challenge, Class<T> kind, String what) {
    T step = tokens.open(challenge, kind);
    if (step == null) {
      throw Refusal.notFound();
    }
    if (!version.storesFlows() && isExpired(step)) {
      throw Refusal.expired(what);
    }
    return step;
  }

  boolean isExpired(Object step) {
    return !clock.instant().isBefore(requestedAt(step).plus(LIFETIME));
  }

  private static Instant requestedAt(Object step) {
    if (step instanceof Flow.Login login) {
      return login.requestedAt();
    }
    if (step instanceof Flow.Consent consent) {
      return consent.login().requestedAt();
    }
    if (step instanceof Flow.DevicePage page) {
      return page.requestedAt();
    }
    if (step instanceof Flow.Logout logout) {
      return logout.requestedAt();
    }
    throw new IllegalArgumentException("not a step: " + step.getClass());
  }

  /** Refuses to answer anew what the browser has brought back, on servers that remember it. */
  void refuseUsed(Object step, String what) {
    if (version.storesFlows() && tokens.isUsed(step)) {
      throw new Refusal(
          409,
          "Conflict",
          "Unable to process the requested resource because of conflict in the current state The "
              + what
              + " request was already used and can no longer be changed.");
    }
  }

  static Answer redirect(String url) {
    return Answer.json(200, JsonMembers.ordered().text("redirect_to", url).toString());
  }

  static Answer gone(String url) {
    return Answer.json(410, JsonMembers.ordered().text("redirect_to", url).toString());
  }

  static Refusal undecodable(GoException e) {
    return Refusal.invalidRequest("Unable to decode body because: " + e.text());
  }

  static Flow.Denial denial(String body, HydraVersion version) throws GoException {
    AnswerDecoder json =
        new AnswerDecoder(
            body, "RequestDeniedError", version.ignoresUnknownAnswers() ? null : DENIAL);
    Flow.Denial denial =
        new Flow.Denial(
            json.text("error"),
            json.text("error_description"),
            json.text("error_hint"),
            json.integer("status_code"));
    json.text("error_debug");
    json.finish();
    return denial;
  }
}
