package dev.oryadmin.testing;

import static java.util.Objects.requireNonNullElse;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of login applications. */
final class LoginRequests {
  private static final Set<String> KNOWN_TO_V2_0 =
      Set.of(
          "subject",
          "remember",
          "remember_for",
          "acr",
          "amr",
          "context",
          "force_subject_identifier");

  private final FlowTokens tokens;
  private final Challenges challenges;
  private final Clock clock;
  private final HydraVersion version;

  LoginRequests(FlowTokens tokens, Challenges challenges, Clock clock, HydraVersion version) {
    this.tokens = tokens;
    this.challenges = challenges;
    this.clock = clock;
    this.version = version;
  }

  Answer get(Query query) {
    String challenge = Challenges.parameter(query, "login_challenge");
    Flow.Login login = challenges.open(challenge, Flow.Login.class, "login");
    if (tokens.isUsed(login)) {
      return Challenges.gone(login.request().url());
    }
    Flow.Request request = login.request();
    return Answer.json(
        200,
        JsonMembers.ordered()
            .text("challenge", challenge)
            .texts("requested_scope", request.scopes())
            .texts("requested_access_token_audience", request.audience())
            .flag("skip", login.skip())
            .text("subject", login.subject())
            .json("oidc_context", request.oidcContext())
            .json("client", request.client().fromDatabase().toJson(version))
            .text("request_url", request.url())
            .text("session_id", login.sessionId())
            .toString());
  }

  Answer accept(Query query, String body) {
    String challenge = Challenges.parameter(query, "login_challenge");
    Flow.LoginAccept accept = read(body);
    if (accept.subject().isEmpty()) {
      throw Refusal.invalidRequest("Field 'subject' must not be empty.");
    }
    Flow.Login login = challenges.open(challenge, Flow.Login.class, "login");
    challenges.refuseUsed(login, "login");
    Flow.Request request = login.request();
    if (login.skip() && !login.subject().equals(accept.subject())) {
      if (version.storesFlows()) {
        throw Refusal.invalidRequest(
            "Field 'subject' does not match subject from previous authentication.");
      }
      return Challenges.redirect(FlowUrls.extended(request.url(), Query.of("prompt", "login")));
    }
    Flow.LoginAnswer answer =
        new Flow.LoginAnswer(
            login,
            accept,
            null,
            login.authenticatedAt() == null ? clock.instant() : login.authenticatedAt());
    return redirect(login, answer, accept.context());
  }

  Answer reject(Query query, String body) {
    String challenge = Challenges.parameter(query, "login_challenge");
    Flow.Denial denial;
    try {
      denial = Challenges.denial(body, version);
    } catch (GoException e) {
      throw Challenges.undecodable(e);
    }
    Flow.Login login = challenges.open(challenge, Flow.Login.class, "login");
    challenges.refuseUsed(login, "login");
    return redirect(login, new Flow.LoginAnswer(login, null, denial, clock.instant()), "");
  }

  private Answer redirect(Flow.Login login, Flow.LoginAnswer answer, String context) {
    Flow.Request request = login.request();
    String verifier =
        tokens.sealAnswer(login, answer, request.client().toJson(version), request.url(), context);
    return Challenges.redirect(
        FlowUrls.extended(request.url(), Query.of("login_verifier", verifier)));
  }

  private Flow.LoginAccept read(String body) {
    try {
      AnswerDecoder json = new AnswerDecoder(body, "HandledLoginRequest", known());
      Flow.LoginAccept accept =
          new Flow.LoginAccept(
              json.text("subject"),
              json.flag("remember"),
              json.integer("remember_for"),
              json.flag("extend_session_lifespan"),
              json.text("acr"),
              json.texts("amr"),
              requireNonNullElse(json.json("context"), "null"));
      json.text("identity_provider_session_id");
      json.text("force_subject_identifier");
      json.finish();
      return accept;
    } catch (GoException e) {
      throw Challenges.undecodable(e);
    }
  }

  private @Nullable Set<String> known() {
    if (version.ignoresUnknownAnswers()) {
      return null;
    }
    Set<String> known = new HashSet<>(KNOWN_TO_V2_0);
    if (!version.storesFlows()) {
      known.add("extend_session_lifespan");
      known.add("identity_provider_session_id");
    }
    return known;
  }
}
