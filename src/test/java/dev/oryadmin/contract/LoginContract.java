package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.oryadmin.GoneException;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.contract.FlowBrowser.Stop;
import dev.oryadmin.model.OAuth2LoginRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Login requests, and what an answer to one does. */
abstract class LoginContract extends FlowRules {
  @Test
  void theRequestShowsWhatWasAskedFor() {
    String id = app();
    Stop stop =
        begin(id, "audience", AUDIENCE, "login_hint", "ann", "display", "popup", "acr_values", "2");
    OAuth2LoginRequest login = ory().login().get(challenge(stop, "login"));
    assertThat(login.client().clientId()).isEqualTo(id);
    assertThat(login.requestedScope()).containsExactly("openid", "offline", "photos.read");
    assertThat(login.requestedAccessTokenAudience()).containsExactly(AUDIENCE);
    assertThat(login.skip()).isFalse();
    assertThat(login.subject()).isEmpty();
    assertThat(login.challenge()).isEqualTo(challenge(stop, "login"));
    assertThat(login.requestUrl()).contains("/oauth2/auth?", "state=" + STATE);
    assertThat(login.require(OAuth2LoginRequest.OIDC_CONTEXT).loginHint()).isEqualTo("ann");
    assertThat(login.require(OAuth2LoginRequest.OIDC_CONTEXT).display()).isEqualTo("popup");
    assertThat(login.require(OAuth2LoginRequest.OIDC_CONTEXT).acrValues()).containsExactly("2");
  }

  @Test
  void theClientInsideIsTheOneOfTheAdminApi() {
    String id =
        app(",'metadata':{'n':9007199254740993},'contacts':['c'],'logo_uri':'https://l.example'");
    JsonObject inside = request(begin(id), "login").is(200).json().getAsJsonObject("client");
    assertThat(inside).isEqualTo(read(id).json());
    assertThat(inside.has("client_secret")).isFalse();
    assertThat(inside.has("registration_access_token")).isFalse();
  }

  @ParameterizedTest(name = "an unknown {0} challenge is not found", quoteTextArguments = false)
  @ValueSource(strings = {"login", "consent"})
  void unknown(String step) {
    request(step, "nobody-has-this-challenge")
        .isError(404, "Not Found", "Unable to locate the requested resource");
    assertThatThrownBy(() -> ory().login().get("nobody-has-this-challenge"))
        .isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest(name = "a {0} challenge is needed", quoteTextArguments = false)
  @ValueSource(strings = {"login", "consent"})
  void needed(String step) {
    assertThat(request(step, "").is(400).text("error")).isEqualTo("invalid_request");
  }

  @Test
  void aChallengeOfAnotherKindIsNotFound() {
    request("consent", challenge(begin(app()), "login")).is(404);
  }

  @Test
  void aSubjectIsNeeded() {
    Stop stop = begin(app());
    for (String body : new String[] {"{}", "null", "{'subject':''}", "{'subject':null}"}) {
      assertThat(answer(stop, "login", "accept", body).is(400).text("error_description"))
          .contains("Field 'subject' must not be empty.");
    }
  }

  @ParameterizedTest(name = "remember_for = {0} is refused", quoteTextArguments = false)
  @ValueSource(strings = {"1.5", "'60'", "1e3", "9223372036854775808"})
  void wholeSeconds(String seconds) {
    String body = "{'subject':'s','remember_for':" + seconds + "}";
    answer(begin(app()), "login", "accept", body).is(400);
  }

  @Test
  @Since(value = V25_4, before = "unknown properties are refused")
  void unknownPropertiesAreIgnored() {
    answer(begin(app()), "login", "accept", "{'subject':'s','brand_new':1}").is(200);
  }

  @Test
  void aUsedChallengeIsAsBeforeOrSaysWhereToGoOn() {
    Stop stop = begin(app());
    logIn(stop, "");
    if (server().generation().has(V2_2)) {
      assertThat(ory().login().get(challenge(stop, "login")).skip()).isFalse();
      answer(stop, "login", "accept", "{'subject':'" + subject() + "'}").is(200);
    } else {
      assertThatThrownBy(() -> ory().login().get(challenge(stop, "login")))
          .isInstanceOfSatisfying(
              GoneException.class, e -> assertThat(e.redirectTo()).contains("/oauth2/auth?"));
      answer(stop, "login", "accept", "{'subject':'" + subject() + "'}").is(409);
    }
  }

  @Test
  void anAcceptedRequestCanStillBeRejected() {
    Stop stop = begin(app());
    answer(stop, "login", "accept", "{'subject':'" + subject() + "'}").is(200);
    ServerAnswer rejected = answer(stop, "login", "reject", "{'error':'access_denied'}").is(200);
    assertError(browser().open(rejected.text("redirect_to")), "access_denied");
  }

  @Test
  void aRejectionTellsTheApplicationErrorDescriptionAndHint() {
    ServerAnswer rejected =
        answer(
            begin(app()),
            "login",
            "reject",
            "{'error':'login_required','error_description':'No.','error_hint':'Ask.',"
                + "'error_debug':'inside'}");
    Stop end = browser().open(rejected.is(200).text("redirect_to"));
    assertError(end, "login_required");
    assertThat(end.parameter("error_description")).isEqualTo("No. Ask.");
    assertThat(end.url()).doesNotContain("inside");
  }

  @Test
  void aRejectionWithoutWordsHasSome() {
    Stop end =
        browser().open(answer(begin(app()), "login", "reject", "{}").is(200).text("redirect_to"));
    assertError(end, "login request denied");
  }

  @Test
  void aRememberedLoginIsSkipped() {
    String id = app();
    allow(logIn(begin(id), ",'remember':true,'remember_for':3600"), "");
    OAuth2LoginRequest again = ory().login().get(challenge(begin(id), "login"));
    assertThat(again.skip()).isTrue();
    assertThat(again.subject()).isEqualTo(subject());
  }

  @Test
  void aLoginThatIsNotRememberedIsAskedForAgain() {
    String id = app();
    finished(id);
    assertThat(ory().login().get(challenge(begin(id), "login")).skip()).isFalse();
  }

  @ParameterizedTest(name = "{0} asks for a remembered login again", quoteTextArguments = false)
  @ValueSource(strings = {"prompt=login", "max_age=0"})
  void askedAgain(String parameter) {
    String id = app();
    allow(logIn(begin(id), ",'remember':true"), "");
    String[] parts = parameter.split("=", 2);
    Stop again = begin(id, parts[0], parts[1]);
    assertThat(ory().login().get(challenge(again, "login")).skip()).isFalse();
  }

  @Test
  void anotherPersonThanTheRememberedOneLogsInAnew() {
    String id = app();
    allow(logIn(begin(id), ",'remember':true"), "");
    ServerAnswer other = answer(begin(id), "login", "accept", "{'subject':'somebody-else'}");
    if (server().generation().has(V2_2)) {
      assertThat(other.is(200).text("redirect_to"))
          .contains("prompt=login")
          .doesNotContain("login_verifier");
    } else {
      other.is(400);
    }
  }

  @Test
  void aLoginBelongsToItsBrowser() {
    Stop stop = begin(app());
    ServerAnswer accepted = answer(stop, "login", "accept", "{'subject':'" + subject() + "'}");
    Stop end = new FlowBrowser(server()).open(accepted.text("redirect_to"));
    assertError(end, "request_forbidden");
  }

  @Test
  void anAlteredVerifierIsRefused() {
    ServerAnswer accepted =
        answer(begin(app()), "login", "accept", "{'subject':'" + subject() + "'}");
    Stop end =
        browser()
            .open(accepted.text("redirect_to").replaceAll("login_verifier=.", "login_verifier=!"));
    assertError(end, "access_denied");
  }
}
