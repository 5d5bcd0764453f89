package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.contract.FlowBrowser.Stop;
import dev.oryadmin.model.OAuth2ConsentSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consents and logins that the server keeps, and what ends with them. */
abstract class SessionsContract extends FlowRules {
  private static final String CONSENTS = "/admin/oauth2/auth/sessions/consent";
  private static final String LOGINS = "/admin/oauth2/auth/sessions/login";

  private List<OAuth2ConsentSession> consents() {
    List<OAuth2ConsentSession> all = new ArrayList<>();
    ory().sessions().listConsents(subject()).forEach(all::add);
    return all;
  }

  @Test
  void aFinishedConsentIsListed() {
    String id = app();
    Stop login = begin(id, "audience", AUDIENCE);
    allow(
        logIn(login, ""),
        ",'grant_access_token_audience':['"
            + AUDIENCE
            + "'],'remember':true,'remember_for':3600,"
            + "'session':{'id_token':{'email':'a@b.c'},'access_token':{'tier':1}}");
    OAuth2ConsentSession session = consents().get(0);
    assertThat(consents()).hasSize(1);
    assertThat(session.grantScope()).containsExactly("openid", "offline", "photos.read");
    assertThat(session.grantAccessTokenAudience()).containsExactly(AUDIENCE);
    assertThat(session.remember()).isTrue();
    assertThat(session.rememberFor()).hasMinutes(60);
    assertThat(session.require(OAuth2ConsentSession.SESSION).idToken())
        .isEqualTo(json("{'email':'a@b.c'}"));
    assertThat(session.require(OAuth2ConsentSession.SESSION).accessToken())
        .isEqualTo(json("{'tier':1}"));
    assertThat(session.require(OAuth2ConsentSession.CONSENT_REQUEST).client().clientId())
        .isEqualTo(id);
    assertThat(session.require(OAuth2ConsentSession.CONSENT_REQUEST).subject())
        .isEqualTo(subject());
  }

  @Test
  @Since(value = V2_2, before = "a consent is listed as soon as it is accepted")
  void anUnfinishedConsentIsNotListed() {
    answer(logIn(begin(app()), ""), "consent", "accept", "{'grant_scope':['openid']}").is(200);
    assertThat(consents()).isEmpty();
  }

  @Test
  void aSubjectIsNeededForAList() {
    server().admin("GET", CONSENTS, null).is(400);
    server().admin("GET", CONSENTS + "?subject=", null).is(400);
  }

  @Test
  void anUnknownPersonHasNoConsents() {
    ServerAnswer none = server().admin("GET", CONSENTS + "?subject=" + subject(), null).is(200);
    assertThat(none.body().strip()).isEqualTo("[]");
  }

  @Test
  void lettersOfASubjectCountInTheirCase() {
    finished(app());
    String other = CONSENTS + "?subject=" + subject().toUpperCase(Locale.ROOT);
    assertThat(server().admin("GET", other, null).is(200).array()).isEmpty();
  }

  @Test
  @Since(value = V25_4, before = "links to the next page skip sessions")
  void pagesLeadThroughAllConsents() {
    for (int i = 0; i < 3; i++) {
      finished(app());
    }
    List<String> ids = new ArrayList<>();
    ory()
        .sessions()
        .listConsents(subject(), query -> query.pageSize(1))
        .forEach(session -> ids.add(session.consentRequestId() + ""));
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void revokedConsentsTakeTheirTokensAlong() {
    String id = app();
    String other = app();
    ServerAnswer tokens = tokens(id);
    ServerAnswer others = tokens(other);
    ory().sessions().revokeConsents(subject(), id);
    ory().sessions().revokeConsents(subject(), id);
    assertThat(isActive(tokens.text("access_token"))).isFalse();
    assertThat(isActive(tokens.text("refresh_token"))).isFalse();
    assertThat(isActive(others.text("access_token"))).isTrue();
    assertThat(consents()).hasSize(1);
    ory().sessions().revokeAllConsents(subject());
    assertThat(isActive(others.text("access_token"))).isFalse();
    assertThat(consents()).isEmpty();
  }

  @Test
  void aRevokedConsentTakesItsCodeAlong() {
    String id = app();
    Stop end = finished(id);
    ory().sessions().revokeAllConsents(subject());
    assertThat(exchange(id, end).is(400).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  @Since(value = V25_4, before = "a consent has no id")
  void oneConsentIsRevokedByItsId() {
    finished(app());
    finished(app());
    ory().sessions().revokeConsent(consents().get(0).consentRequestId() + "");
    assertThat(consents()).hasSize(1);
  }

  @ParameterizedTest(name = "a revocation by {0} is refused", quoteTextArguments = false)
  @ValueSource(strings = {"", "subject=s", "client=c", "all=true", "subject=s&all=TRUE"})
  void refused(String query) {
    server().admin("DELETE", CONSENTS + "?" + query, null).is(400);
  }

  @Test
  @Since(value = V25_4, before = "it revokes the consents of the client only")
  void aRevocationByClientAndAllIsRefused() {
    server().admin("DELETE", CONSENTS + "?subject=s&client=c&all=true", null).is(400);
  }

  @Test
  void revokedLoginsAreAskedForAgain() {
    String id = app();
    Stop end = allow(logIn(begin(id), ",'remember':true"), "");
    ServerAnswer tokens = exchange(id, end).is(200);
    ory().sessions().revokeLogins(subject());
    ory().sessions().revokeLogins(subject());
    assertThat(ory().login().get(challenge(begin(id), "login")).skip()).isFalse();
    assertThat(isActive(tokens.text("access_token"))).isTrue();
    assertThat(consents()).hasSize(1);
  }

  @Test
  @Since(value = V2_2, before = "logins are revoked by subject only")
  void oneLoginIsRevokedByItsId() {
    String id = app();
    allow(logIn(begin(id), ",'remember':true"), "");
    String sid = ory().login().get(challenge(begin(id), "login")).sessionId() + "";
    ory().sessions().revokeLogin(sid);
    assertThat(ory().login().get(challenge(begin(id), "login")).skip()).isFalse();
  }

  @Test
  void aRevocationOfLoginsNeedsToKnowWhose() {
    server().admin("DELETE", LOGINS, null).is(400);
  }
}
