package dev.oryadmin.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FlowUrl;
import dev.oryadmin.testing.HydraVersion;
import dev.oryadmin.testing.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flows of the fake, where no recording shows them. */
class FakeFlowsTest {
  private final FakeHydra hydra = FakeHydra.start();
  private final CodeFlow app = new CodeFlow(hydra);

  @AfterEach
  void close() {
    hydra.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionPlaysTheCodeFlow(HydraVersion version) {
    try (FakeHydra old = FakeHydra.builder().version(version).start()) {
      CodeFlow flow = new CodeFlow(old);
      JsonObject tokens = flow.tokens();
      assertThat(claims(tokens).get("sub").getAsString()).isEqualTo("user-1");
      assertThat(flow.isActive(tokens.get("access_token").getAsString())).isTrue();
      JsonObject fresh =
          JsonParser.parseString(
                  flow.token(
                          Map.of(
                              "grant_type",
                              "refresh_token",
                              "refresh_token",
                              tokens.get("refresh_token").getAsString()))
                      .body())
              .getAsJsonObject();
      assertThat(flow.isActive(fresh.get("access_token").getAsString())).isTrue();
      assertThat(flow.isActive(tokens.get("access_token").getAsString())).isFalse();
    }
  }

  @Test
  void applicationCanServeTheLoginPage() {
    hydra.url(FlowUrl.LOGIN, hydra.publicUrl() + "/oauth2/fallbacks/error?page=own");
    Page page = hydra.browse(app.url(Map.of()));
    assertThat(page.url()).startsWith(hydra.publicUrl() + "/oauth2/fallbacks/error?");
    assertThat(page.parameter("page")).isEqualTo("own");
    assertThat(page.parameter("login_challenge")).hasSizeGreaterThan(500);
  }

  @Test
  void browserStopsAtTheApplication() {
    Page page =
        app.finish(Map.of(), "{'subject':'user-1'}", "{'grant_scope':['openid','photos.read']}");
    assertThat(page.url()).startsWith(CodeFlow.REDIRECT_URI + "?");
    assertThat(page.status()).isEqualTo(303);
    assertThat(page.parameter("scope")).isEqualTo("openid photos.read");
    assertThat(page.parameter("state")).isEqualTo("state-of-the-app");
    assertThat(page).hasToString("303 " + CodeFlow.REDIRECT_URI);
  }

  @Test
  void missingCodeReportsTheErrorOfTheFlow() {
    Page login = hydra.browse(app.url(Map.of()));
    Page end =
        hydra.browse(
            app.answer(login, "login", "reject", "{'error':'access_denied','error_hint':'No.'}"));
    assertThatThrownBy(() -> end.parameter("code"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no parameter code")
        .hasMessageContaining("access_denied:  No.");
  }

  @Test
  void rememberedLoginAndConsentAreSkipped() {
    app.tokens();
    Page login = hydra.browse(app.url(Map.of()));
    assertThat(get(login, "login").get("skip").getAsBoolean()).isTrue();
    assertThat(get(login, "login").get("subject").getAsString()).isEqualTo("user-1");
    Page consent = app.login(login, "{'subject':'user-1'}");
    assertThat(get(consent, "consent").get("skip").getAsBoolean()).isTrue();
  }

  @Test
  void resetDeletesSessionsCookiesAndTokens() {
    String token = app.tokens().get("access_token").getAsString();
    hydra.reset();
    CodeFlow other = new CodeFlow(hydra);
    assertThat(other.isActive(token)).isFalse();
    Page login = hydra.browse(other.url(Map.of()));
    assertThat(get(login, "login").get("skip").getAsBoolean()).isFalse();
  }

  private JsonObject get(Page page, String step) {
    String challenge = CodeFlow.encoded(page.parameter(step + "_challenge"));
    String path = "/admin/oauth2/auth/requests/%s?%s_challenge=%s".formatted(step, step, challenge);
    return JsonParser.parseString(app.admin("GET", path, "").body()).getAsJsonObject();
  }

  @Test
  void reusedCodeRevokesItsTokens() {
    Page page = app.finish(Map.of(), "{'subject':'u'}", "{'grant_scope':['openid','offline']}");
    JsonObject tokens = app.exchange(page.parameter("code"));
    RawHttp.Answer again =
        app.token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                page.parameter("code"),
                "redirect_uri",
                CodeFlow.REDIRECT_URI));
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("invalid_grant", "already been used");
    assertThat(app.isActive(tokens.get("access_token").getAsString())).isFalse();
    assertThat(app.isActive(tokens.get("refresh_token").getAsString())).isFalse();
  }

  @Test
  void reusedRefreshTokenRevokesTheNewOne() {
    String first = app.tokens().get("refresh_token").getAsString();
    Map<String, String> refresh = Map.of("grant_type", "refresh_token", "refresh_token", first);
    String second =
        JsonParser.parseString(app.token(refresh).body())
            .getAsJsonObject()
            .get("refresh_token")
            .getAsString();
    assertThat(app.isActive(second)).isTrue();
    RawHttp.Answer again = app.token(refresh);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("invalid_grant", "already used");
    assertThat(app.isActive(second)).isFalse();
  }

  @Test
  void challengesAndTokensExpireWithTheClock() {
    String token = app.tokens().get("access_token").getAsString();
    Page login = hydra.browse(app.url(Map.of("prompt", "login")));
    hydra.advance(Duration.ofMinutes(31));
    String path = "/admin/oauth2/auth/requests/login?login_challenge=";
    RawHttp.Answer expired = app.admin("GET", path + login.parameter("login_challenge"), "");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.body()).contains("The login request has expired");
    assertThat(app.isActive(token)).isTrue();
    hydra.advance(Duration.ofMinutes(30));
    assertThat(app.isActive(token)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a-verifier-that-is-too-short",
        "another-code-verifier-that-is-long-enough-0123456789",
        "a code verifier with characters that are not allowed"
      })
  void codeExchangeNeedsThePkceVerifier(String verifier) {
    Page page =
        app.finish(
            Map.of(
                "code_challenge",
                "zWiOpklhyE4OxOFWFBYrWja4CjLW5WhTO-SZdXwyYsE",
                "code_challenge_method",
                "S256"),
            "{'subject':'u'}",
            "{'grant_scope':['openid']}");
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", page.parameter("code"));
    form.put("redirect_uri", CodeFlow.REDIRECT_URI);
    form.put("code_verifier", verifier);
    assertThat(app.token(form).body()).contains("invalid_grant", "PKCE");
    form.put("code_verifier", "a-code-verifier-that-is-long-enough-for-pkce-0123456789");
    assertThat(app.token(form).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a b", "%zz", "\u0000", "../..", "<script>", "é€", "{}", "'\"\\"})
  void malformedChallengesAreUnknown(String challenge) {
    for (String step : List.of("login", "consent", "logout")) {
      String path =
          "/admin/oauth2/auth/requests/%s?%s_challenge=%s"
              .formatted(step, step, CodeFlow.encoded(challenge));
      assertThat(app.admin("GET", path, "").status()).isEqualTo(404);
    }
  }

  @Test
  void namesInErrorPagesAreEscaped() {
    Page page =
        hydra.browse(
            hydra.publicUrl()
                + "/oauth2/fallbacks/error?error_description="
                + CodeFlow.encoded("<script>alert(1)</script>"));
    assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script>");
  }

  private static JsonObject claims(JsonObject tokens) {
    String[] parts = tokens.get("id_token").getAsString().split("\\.", -1);
    return JsonParser.parseString(
            new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }
}
