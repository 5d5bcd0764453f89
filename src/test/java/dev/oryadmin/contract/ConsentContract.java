package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.oryadmin.contract.FlowBrowser.Stop;
import dev.oryadmin.model.OAuth2ConsentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consent requests, and what an answer to one grants. */
abstract class ConsentContract extends FlowRules {
  private OAuth2ConsentRequest consent(Stop stop) {
    return ory().consent().get(challenge(stop, "consent"));
  }

  @Test
  void theRequestShowsWhoLoggedInAndHow() {
    String id = app();
    Stop stop =
        logIn(begin(id, "audience", AUDIENCE), ",'acr':'gold','amr':['pwd'],'context':{'a':1}");
    OAuth2ConsentRequest consent = consent(stop);
    assertThat(consent.subject()).isEqualTo(subject());
    assertThat(consent.acr()).isEqualTo("gold");
    assertThat(consent.amr()).containsExactly("pwd");
    assertThat(consent.context()).hasToString("{\"a\":1}");
    assertThat(consent.client().clientId()).isEqualTo(id);
    assertThat(consent.requestedScope()).containsExactly("openid", "offline", "photos.read");
    assertThat(consent.requestedAccessTokenAudience()).containsExactly(AUDIENCE);
    assertThat(consent.skip()).isFalse();
  }

  @Test
  void theContextKeepsItsDigits() {
    Stop stop = logIn(begin(app()), ",'context':{'b':9007199254740993,'a':1.10}");
    assertThat(request(stop, "consent").body()).contains("{\"b\":9007199254740993,\"a\":1.10}");
  }

  @Test
  @Since(value = V25_4, before = "a consent request has no id")
  void theRequestHasAnIdForRevocation() {
    assertThat(request(logIn(begin(app()), ""), "consent").text("consent_request_id"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void whatIsGrantedIsNotChecked() {
    String id = app();
    Stop end =
        accepted(
            logIn(begin(id), ""),
            "consent",
            "{'grant_scope':['openid','admin'],'grant_access_token_audience':['https://x.y']}");
    ServerAnswer token = introspected(exchange(id, end).is(200).text("access_token"));
    assertThat(token.text("scope")).isEqualTo("openid admin");
    assertThat(token.get("aud")).isEqualTo(json("['https://x.y']"));
  }

  @Test
  void nothingGrantedIsATokenWithoutScope() {
    String id = app();
    Stop end = accepted(logIn(begin(id), ""), "consent", "{}");
    ServerAnswer tokens = exchange(id, end).is(200);
    assertThat(tokens.text("scope")).isEmpty();
    assertThat(tokens.has("id_token")).isFalse();
    assertThat(tokens.has("refresh_token")).isFalse();
    assertThat(introspected(tokens.text("access_token")).has("scope")).isFalse();
  }

  @Test
  void theAudienceIsGrantedOnlyIfItIsSaid() {
    String id = app();
    Stop end = allow(logIn(begin(id, "audience", AUDIENCE), ""), "");
    assertThat(introspected(exchange(id, end).text("access_token")).get("aud")).hasToString("[]");
  }

  private JsonObject idToken(String claims) {
    String id = app();
    Stop end = allow(logIn(begin(id), ""), ",'session':{'id_token':" + claims + "}");
    return claims(exchange(id, end).is(200).text("id_token"));
  }

  @Test
  void claimsReachTheIdToken() {
    JsonObject claims = idToken("{'email':'ann@example.org','roles':['a',{'b':null}]}");
    assertThat(claims.get("email").getAsString()).isEqualTo("ann@example.org");
    assertThat(claims.get("roles")).hasToString("[\"a\",{\"b\":null}]");
    assertThat(claims.get("sub").getAsString()).isEqualTo(subject());
  }

  @Test
  void claimsOfTheProtocolCanNotBeSet() {
    JsonObject claims = idToken("{'sub':'x','iss':'y','aud':['z'],'exp':1,'acr':'high'}");
    assertThat(claims.get("sub").getAsString()).isEqualTo(subject());
    assertThat(claims.get("iss").getAsString()).startsWith("http");
    assertThat(claims.get("aud").toString()).doesNotContain("z\"");
    assertThat(claims.get("exp").getAsLong()).isGreaterThan(1_000_000_000);
    assertThat(claims.toString()).doesNotContain("high");
  }

  @ParameterizedTest(name = "a claim of {0} comes back as {1}", quoteTextArguments = false)
  @CsvSource({"9007199254740993, 9007199254740992", "1.10, 1.1", "1e3, 1000"})
  void digits(String sent, String back) {
    // Older servers write great numbers with an exponent.
    assertThat(idToken("{'n':" + sent + "}").get("n").getAsBigDecimal()).isEqualByComparingTo(back);
  }

  @Test
  void dataOfTheAccessTokenIsInItsIntrospection() {
    String id = app();
    Stop end = allow(logIn(begin(id), ""), ",'session':{'access_token':{'tier':'gold','sub':'x'}}");
    ServerAnswer token = introspected(exchange(id, end).is(200).text("access_token"));
    assertThat(token.get("ext")).isEqualTo(json("{'tier':'gold','sub':'x'}"));
    assertThat(token.text("sub")).isEqualTo(subject());
  }

  @Test
  void aRejectionWithoutWordsHasSome() {
    ServerAnswer rejected = answer(logIn(begin(app()), ""), "consent", "reject", "{}").is(200);
    assertError(browser().open(rejected.text("redirect_to")), "consent request denied");
  }

  @Test
  void bodiesThatCanNotBeReadAreNotExplained() {
    Stop stop = logIn(begin(app()), "");
    for (String body : new String[] {"{'grant_scope':'x'}", "{'remember':'yes'}", "[]"}) {
      answer(stop, "consent", "accept", body).isError(400, "error", "The error is unrecognizable");
    }
  }

  @Test
  void aRememberedConsentIsSkippedForTheseScopesAndFewer() {
    String id = app();
    accepted(
        logIn(begin(id), ",'remember':true"),
        "consent",
        "{'grant_scope':['openid','photos.read'],'remember':true,'remember_for':3600}");
    assertThat(consent(logIn(begin(id, "scope", "openid"), "")).skip()).isTrue();
    assertThat(consent(logIn(begin(id, "scope", "openid offline"), "")).skip()).isFalse();
    assertThat(consent(logIn(begin(id, "scope", "openid", "prompt", "consent"), "")).skip())
        .isFalse();
  }

  @Test
  @Since(value = V2_2, before = "there is no skip_consent in v2.0")
  void aClientThatSkipsConsentIsAskedForAllTheSame() {
    OAuth2ConsentRequest consent = consent(logIn(begin(app(",'skip_consent':true")), ""));
    assertThat(consent.skip()).isFalse();
    assertThat(consent.client().skipConsent()).isTrue();
  }

  @Test
  void aVerifierCountsOnce() {
    Stop stop = logIn(begin(app()), "");
    String next =
        answer(stop, "consent", "accept", "{'grant_scope':['openid']}").text("redirect_to");
    assertThat(browser().open(next).has("code")).isTrue();
    assertError(
        browser().open(next),
        server().generation().has(V2_2) ? "access_denied" : "invalid_request");
  }

  @Test
  void aConsentBelongsToItsBrowser() {
    Stop stop = logIn(begin(app()), "");
    String next =
        answer(stop, "consent", "accept", "{'grant_scope':['openid']}").text("redirect_to");
    assertError(new FlowBrowser(server()).open(next), "request_forbidden");
  }
}
