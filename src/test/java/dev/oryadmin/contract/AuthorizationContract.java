package dev.oryadmin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.contract.FlowBrowser.Stop;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authorization endpoint: where browsers go from there. */
abstract class AuthorizationContract extends FlowRules {
  private static final String VERIFIER = "a-code-verifier-that-is-long-enough-for-pkce-0123456789";

  @Test
  void anUnknownClientGoesToTheErrorPage() {
    Stop stop = begin("nobody-has-this-id");
    assertThat(stop.answer().status()).isEqualTo(302);
    assertThat(stop.url()).doesNotContain("app.example.com");
    assertThat(stop.parameter("error")).isEqualTo("invalid_client");
  }

  @Test
  void aForeignRedirectUriGoesToTheErrorPage() {
    Stop stop = begin(app(), "redirect_uri", "https://evil.example.com/callback");
    assertThat(stop.url()).doesNotStartWith("https://evil.example.com");
    assertThat(stop.parameter("error")).isEqualTo("invalid_request");
  }

  @ParameterizedTest(name = "{0} = {1} comes back as {2}", quoteTextArguments = false)
  @CsvSource({
    "state, short, invalid_state",
    "scope, admin, invalid_scope",
    "response_type, nonsense, unsupported_response_type",
    "audience, https://other.example.com, invalid_request",
    "prompt, none, login_required"
  })
  void errors(String name, String value, String error) {
    Stop stop = begin(app(), name, value);
    assertThat(stop.answer().status()).isEqualTo(303);
    assertThat(stop.url()).startsWith(REDIRECT_URI);
    assertThat(stop.parameter("error")).isEqualTo(error);
    assertThat(stop.parameter("state")).isEqualTo(name.equals("state") ? value : STATE);
  }

  @Test
  void aLoginIsAskedForWithAChallengeAndACookie() {
    Stop stop = begin(app());
    assertThat(stop.answer().status()).isEqualTo(302);
    assertThat(stop.has("login_challenge")).isTrue();
    assertThat(stop.answer().header("Set-Cookie"))
        .startsWith("ory_hydra_login_csrf_dev")
        .contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void aCodeComesWithStateAndScope() {
    Stop end = finished(app());
    assertThat(end.answer().status()).isEqualTo(303);
    assertThat(end.url()).startsWith(REDIRECT_URI + "?");
    assertThat(end.parameter("state")).isEqualTo(STATE);
    assertThat(end.parameter("scope")).isEqualTo("openid offline photos.read");
    assertThat(end.parameter("code")).startsWith("ory_ac_").hasSize(94);
  }

  /** Goes through a flow with a code challenge, and returns what the application sends then. */
  private Map<String, String> withCodeChallenge(String id) {
    Stop login =
        begin(
            id,
            "code_challenge",
            "zWiOpklhyE4OxOFWFBYrWja4CjLW5WhTO-SZdXwyYsE",
            "code_challenge_method",
            "S256");
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", allow(logIn(login, ""), "").parameter("code"));
    form.put("redirect_uri", REDIRECT_URI);
    return form;
  }

  @Test
  void aCodeChallengeIsMetByItsVerifier() {
    String id = app();
    Map<String, String> form = withCodeChallenge(id);
    form.put("code_verifier", VERIFIER);
    token(id, form).is(200);
  }

  @Test
  void aCodeIsLostIfItsVerifierIsMissingOnce() {
    String id = app();
    Map<String, String> form = withCodeChallenge(id);
    assertThat(token(id, form).is(400).text("error")).isEqualTo("invalid_grant");
    form.put("code_verifier", VERIFIER);
    assertThat(token(id, form).is(400).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeIsLostIfItsVerifierIsWrongOnce() {
    String id = app();
    Map<String, String> form = withCodeChallenge(id);
    form.put("code_verifier", VERIFIER.replace('a', 'b'));
    assertThat(token(id, form).is(400).text("error_description"))
        .endsWith("The PKCE code challenge did not match the code verifier.");
    form.put("code_verifier", VERIFIER);
    assertThat(token(id, form).is(400).text("error_description"))
        .endsWith("Unable to find initial PKCE data tied to this request");
  }

  @Test
  void aVerifierThatIsNotOfTheServerIsRefused() {
    Stop stop = begin(app(), "login_verifier", "made-up");
    assertThat(stop.parameter("error")).isEqualTo("access_denied");
  }

  @Test
  void theNonceIsInTheIdToken() {
    String id = app();
    Stop end = allow(logIn(begin(id, "nonce", "the-nonce-of-the-app"), ""), "");
    String idToken = exchange(id, end).is(200).text("id_token");
    assertThat(claims(idToken).get("nonce").getAsString()).isEqualTo("the-nonce-of-the-app");
  }
}
