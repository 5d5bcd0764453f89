package dev.oryadmin.testing;

import java.time.temporal.ChronoUnit;

/** The operations of logout applications. */
final class LogoutRequests {
  private final FlowTokens tokens;
  private final Challenges challenges;
  private final FlowUrls urls;
  private final HydraVersion version;

  LogoutRequests(FlowTokens tokens, Challenges challenges, FlowUrls urls, HydraVersion version) {
    this.tokens = tokens;
    this.challenges = challenges;
    this.urls = urls;
    this.version = version;
  }

  Answer get(Query query) {
    String challenge = parameter(query);
    Flow.Logout logout = open(challenge, "Unable to locate the resource");
    if (tokens.isHidden(logout)) {
      throw new Refusal(404, "Unable to locate the resource", "");
    }
    if (tokens.isUsed(logout)) {
      return Challenges.gone(logout.url());
    }
    JsonMembers json =
        JsonMembers.ordered()
            .text("challenge", challenge)
            .text("subject", logout.subject())
            .text("sid", logout.sessionId())
            .text("request_url", logout.url())
            .flag("rp_initiated", logout.byApplication());
    if (version.hasDeviceFlow()) {
      boolean shown = version.hasStatelessLogouts() || !logout.byApplication();
      json.json("expires_at", shown ? time(logout, Challenges.LIFETIME.toSeconds()) : "null")
          .json("requested_at", shown ? time(logout, 0) : "null");
    }
    ClientDocument client = logout.client();
    return Answer.json(
        200,
        json.json("client", client == null ? "null" : client.fromDatabase().toJson(version))
            .toString());
  }

  private static String time(Flow.Logout logout, long plusSeconds) {
    return JsonText.quote(
        GoTime.format(
            logout.requestedAt().truncatedTo(ChronoUnit.SECONDS).plusSeconds(plusSeconds)));
  }

  Answer accept(Query query) {
    Flow.Logout logout = open(parameter(query), "Unable to locate the resource");
    String verifier =
        version.hasStatelessLogouts()
            ? tokens.seal(new Flow.LogoutAnswer(logout), logout.url())
            : tokens.sealOnce(logout, new Flow.LogoutAnswer(logout));
    return Challenges.redirect(
        urls.at("/oauth2/sessions/logout") + "?" + Query.of("logout_verifier", verifier));
  }

  Answer reject(Query query) {
    Flow.Logout logout = open(parameter(query), "Not Found");
    if (!version.hasStatelessLogouts()) {
      tokens.hide(logout);
    }
    return Answer.empty(204);
  }

  private static String parameter(Query query) {
    return query.has("logout_challenge")
        ? query.first("logout_challenge")
        : query.first("challenge");
  }

  private Flow.Logout open(String challenge, String notFound) {
    Flow.Logout logout = tokens.open(challenge, Flow.Logout.class);
    if (version.hasStatelessLogouts()) {
      if (looksStored(challenge) || (logout != null && challenges.isExpired(logout))) {
        throw Refusal.expired("logout");
      }
      if (logout == null) {
        throw new Refusal(
            404,
            "Not Found",
            Refusal.notFound().description() + " Failed to decrypt the logout challenge.");
      }
    } else if (logout == null) {
      throw new Refusal(
          404, notFound, notFound.equals("Not Found") ? Refusal.notFound().description() : "");
    }
    return logout;
  }

  /** Older servers gave out UUIDs; after an update they are taken for expired ones. */
  static boolean looksStored(String token) {
    return token.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }
}
