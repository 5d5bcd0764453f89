package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.contract.FlowBrowser.Stop;
import dev.oryadmin.model.OAuth2LogoutRequest;
import org.junit.jupiter.api.Test;

/** Logout requests, by an application or by the person alone, and what ends. */
abstract class LogoutContract extends FlowRules {
  private static final String BACK = "https://app.example.com/bye";

  private String appWithLogout() {
    return app(",'post_logout_redirect_uris':['" + BACK + "']");
  }

  /** Logs the person in for long, and returns the ID token. */
  private String idToken(String id) {
    Stop end = allow(logIn(begin(id), ",'remember':true"), "");
    return exchange(id, end).is(200).text("id_token");
  }

  private Stop logOut(String... namesAndValues) {
    StringBuilder url = new StringBuilder("/oauth2/sessions/logout?x=y");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      url.append('&').append(namesAndValues[i]).append('=');
      url.append(FlowBrowser.encoded(namesAndValues[i + 1]));
    }
    return browser().open(url.toString());
  }

  private boolean isLoggedIn(String id) {
    return ory().login().get(challenge(begin(id), "login")).skip();
  }

  @Test
  void withoutALoginThereIsNothingToAsk() {
    assertThat(logOut().url()).doesNotContain("logout_challenge");
  }

  @Test
  void anApplicationsRequestShowsTheApplication() {
    String id = appWithLogout();
    String hint = idToken(id);
    Stop stop = logOut("id_token_hint", hint);
    OAuth2LogoutRequest logout = ory().logout().get(challenge(stop, "logout"));
    assertThat(logout.subject()).isEqualTo(subject());
    assertThat(logout.sid()).isEqualTo(claims(hint).get("sid").getAsString());
    assertThat(logout.rpInitiated()).isTrue();
    assertThat(logout.require(OAuth2LogoutRequest.CLIENT).clientId()).isEqualTo(id);
    assertThat(logout.requestUrl()).startsWith("/oauth2/sessions/logout?");
  }

  @Test
  void aPersonsOwnRequestShowsNoApplication() {
    idToken(app());
    OAuth2LogoutRequest logout = ory().logout().get(challenge(logOut(), "logout"));
    assertThat(logout.subject()).isEqualTo(subject());
    assertThat(logout.client()).isNull();
    assertThat(logout.rpInitiated()).isFalse();
  }

  @Test
  void anAcceptedLogoutEndsTheLoginAndGoesBack() {
    String id = appWithLogout();
    Stop stop =
        logOut(
            "id_token_hint", idToken(id), "post_logout_redirect_uri", BACK, "state", "on-the-way");
    assertThat(isLoggedIn(id)).isTrue();
    Stop end = accepted(stop, "logout", "");
    assertThat(end.url()).startsWith(BACK);
    assertThat(end.parameter("state")).isEqualTo("on-the-way");
    assertThat(isLoggedIn(id)).isFalse();
  }

  @Test
  void tokensOutliveTheLogout() {
    String id = app();
    Stop end = allow(logIn(begin(id), ",'remember':true"), "");
    ServerAnswer tokens = exchange(id, end).is(200);
    accepted(logOut("id_token_hint", tokens.text("id_token")), "logout", "");
    assertThat(isLoggedIn(id)).isFalse();
    assertThat(isActive(tokens.text("access_token"))).isTrue();
  }

  @Test
  void aRejectedLogoutEndsNothing() {
    String id = app();
    Stop stop = logOut("id_token_hint", idToken(id));
    answer(stop, "logout", "reject", "").is(204);
    assertThat(isLoggedIn(id)).isTrue();
  }

  @Test
  void aLogoutMayBeAcceptedTwice() {
    Stop stop = logOut("id_token_hint", idToken(app()));
    answer(stop, "logout", "accept", "").is(200);
    answer(stop, "logout", "accept", "").is(200);
  }

  @Test
  void aUsedChallengeIsAsBeforeOrSaysWhereToGoOn() {
    Stop stop = logOut("id_token_hint", idToken(app()));
    accepted(stop, "logout", "");
    request(stop, "logout").is(server().generation().has(ROTATION) ? 200 : 410);
  }

  @Test
  void anUnknownChallengeIsNotFound() {
    request("logout", "nobody-has-this-challenge").is(404);
  }

  @Test
  void aForeignPageAfterLogoutGoesToTheErrorPage() {
    String hint = idToken(appWithLogout());
    Stop stop =
        logOut("id_token_hint", hint, "post_logout_redirect_uri", "https://evil.example.com/");
    assertThat(stop.url()).doesNotStartWith("https://evil").doesNotContain("logout_challenge");
    assertThat(stop.parameter("error")).isEqualTo("invalid_request");
  }

  @Test
  void aHintThatIsNoTokenGoesToTheErrorPage() {
    assertThat(logOut("id_token_hint", "nonsense").has("error")).isTrue();
  }

  @Test
  void aPageToldInTheBrowserIsLoadedInAFrame() {
    String id = app(",'frontchannel_logout_uri':'https://app.example.com/front'");
    Stop end = accepted(logOut("id_token_hint", idToken(id)), "logout", "");
    assertThat(end.answer().status()).isEqualTo(200);
    assertThat(end.answer().body()).contains("<iframe", "https://app.example.com/front?");
  }
}
