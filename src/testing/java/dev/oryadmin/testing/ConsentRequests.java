package dev.oryadmin.testing;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of consent applications. */
final class ConsentRequests {
  private static final Set<String> KNOWN_TO_V2_0 =
      Set.of(
          "grant_scope",
          "grant_access_token_audience",
          "remember",
          "remember_for",
          "session",
          "handled_at");

  private final FlowTokens tokens;
  private final Challenges challenges;
  private final Clock clock;
  private final HydraVersion version;

  ConsentRequests(FlowTokens tokens, Challenges challenges, Clock clock, HydraVersion version) {
    this.tokens = tokens;
    this.challenges = challenges;
    this.clock = clock;
    this.version = version;
  }

  Answer get(Query query) {
    String challenge = Challenges.parameter(query, "consent_challenge");
    Flow.Consent consent = challenges.open(challenge, Flow.Consent.class, "consent");
    Flow.Login login = consent.login();
    if (tokens.isUsed(consent)) {
      return Challenges.gone(login.request().url());
    }
    return Answer.json(
        200,
        json(
            consent,
            challenge,
            login.sessionId(),
            login.request().client(),
            consent.accept().context(),
            version));
  }

  /** Writes a consent request, as it stands by itself or in a consent session. */
  static String json(
      Flow.Consent consent,
      String challenge,
      String loginSessionId,
      ClientDocument client,
      String context,
      HydraVersion version) {
    Flow.Request request = consent.login().request();
    JsonMembers json = JsonMembers.ordered().text("challenge", challenge);
    if (version.hasConsentRequestIds()) {
      json.text("consent_request_id", consent.requestId());
    }
    return json.texts("requested_scope", request.scopes())
        .texts("requested_access_token_audience", request.audience())
        .flag("skip", consent.skip())
        .text("subject", consent.accept().subject())
        .json("oidc_context", request.oidcContext())
        .json("client", client.fromDatabase().toJson(version))
        .text("request_url", request.url())
        .text("login_challenge", consent.login().id())
        .text("login_session_id", loginSessionId)
        .text("acr", consent.accept().acr())
        .texts("amr", consent.accept().amr())
        .json("context", context)
        .toString();
  }

  Answer accept(Query query, String body) {
    String challenge = Challenges.parameter(query, "consent_challenge");
    Flow.ConsentAccept accept = read(body);
    Flow.Consent consent = challenges.open(challenge, Flow.Consent.class, "consent");
    challenges.refuseUsed(consent, "consent");
    return redirect(
        consent,
        new Flow.ConsentAnswer(consent, accept, null, clock.instant()),
        accept.accessToken().text().text() + accept.idToken().text().text());
  }

  Answer reject(Query query, String body) {
    String challenge = Challenges.parameter(query, "consent_challenge");
    Flow.Denial denial;
    try {
      denial = Challenges.denial(body, version);
    } catch (GoException e) {
      throw Refusal.unnamed();
    }
    Flow.Consent consent = challenges.open(challenge, Flow.Consent.class, "consent");
    challenges.refuseUsed(consent, "consent");
    return redirect(consent, new Flow.ConsentAnswer(consent, null, denial, clock.instant()), "");
  }

  private Answer redirect(Flow.Consent consent, Flow.ConsentAnswer answer, String session) {
    Flow.Request request = consent.login().request();
    String verifier =
        tokens.sealAnswer(
            consent,
            answer,
            request.client().toJson(version),
            request.url(),
            consent.accept().context(),
            session);
    return Challenges.redirect(
        FlowUrls.extended(request.url(), Query.of("consent_verifier", verifier)));
  }

  private Flow.ConsentAccept read(String body) {
    try {
      AnswerDecoder json = new AnswerDecoder(body, "AcceptOAuth2ConsentRequest", known());
      if (!version.ignoresUnknownAnswers() && !json.text("handled_at").isEmpty()) {
        GoTime.parse(json.text("handled_at"));
      }
      Flow.ConsentAccept accept =
          new Flow.ConsentAccept(
              set(json.texts("grant_scope")),
              set(json.texts("grant_access_token_audience")),
              json.flag("remember"),
              json.integer("remember_for"),
              json.json("context"),
              json.data("session", "access_token"),
              json.data("session", "id_token"));
      json.finish();
      return accept;
    } catch (GoException e) {
      throw Refusal.unnamed();
    }
  }

  /** Returns the texts, each once, without the empty one. */
  private static List<String> set(List<String> texts) {
    Set<String> set = new LinkedHashSet<>(texts);
    set.remove("");
    return List.copyOf(set);
  }

  private @Nullable Set<String> known() {
    if (version.ignoresUnknownAnswers()) {
      return null;
    }
    Set<String> known = new HashSet<>(KNOWN_TO_V2_0);
    if (!version.storesFlows()) {
      known.add("context");
    }
    return known;
  }
}
