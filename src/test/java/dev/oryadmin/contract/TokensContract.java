package dev.oryadmin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.Secret;
import dev.oryadmin.contract.FlowBrowser.Stop;
import dev.oryadmin.model.IntrospectedOAuth2Token;
import dev.oryadmin.model.TokenUse;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** Codes and tokens: what they are worth, and for how long. */
abstract class TokensContract extends FlowRules {
  @Test
  void aCodeGivesTokens() {
    ServerAnswer tokens = tokens(app());
    assertThat(tokens.text("token_type")).isEqualTo("bearer");
    assertThat(tokens.text("scope")).isEqualTo("openid offline photos.read");
    assertThat(tokens.get("expires_in").getAsInt()).isBetween(3590, 3600);
    assertThat(tokens.text("access_token")).startsWith("ory_at_").hasSize(94);
    assertThat(tokens.text("refresh_token")).startsWith("ory_rt_").hasSize(94);
    assertThat(claims(tokens.text("id_token")).get("sub").getAsString()).isEqualTo(subject());
  }

  @Test
  void aCodeCountsOnceAndTakesItsTokensAlong() {
    String id = app();
    Stop end = finished(id);
    ServerAnswer tokens = exchange(id, end).is(200);
    assertThat(isActive(tokens.text("access_token"))).isTrue();
    assertThat(exchange(id, end).is(400).text("error")).isEqualTo("invalid_grant");
    assertThat(isActive(tokens.text("access_token"))).isFalse();
    assertThat(isActive(tokens.text("refresh_token"))).isFalse();
  }

  @Test
  void aCodeIsNotForAnotherClient() {
    Stop end = finished(app());
    assertThat(exchange(app(), end).is(400).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeThatIsMadeUpIsRefused() {
    Stop end = new Stop(finished(app()).answer(), REDIRECT_URI + "?code=ory_ac_made-up.made-up");
    assertThat(exchange(app(), end).is(400).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void aRefreshRenewsBothTokens() {
    String id = app();
    ServerAnswer first = tokens(id);
    ServerAnswer second = refresh(id, first.text("refresh_token")).is(200);
    assertThat(isActive(second.text("access_token"))).isTrue();
    assertThat(isActive(second.text("refresh_token"))).isTrue();
    assertThat(isActive(first.text("access_token"))).isFalse();
    assertThat(isActive(first.text("refresh_token"))).isFalse();
  }

  @Test
  void aUsedRefreshTokenTakesTheNewOneAlong() {
    String id = app();
    ServerAnswer first = tokens(id);
    ServerAnswer second = refresh(id, first.text("refresh_token")).is(200);
    ServerAnswer again = refresh(id, first.text("refresh_token"));
    assertThat(again.status()).isIn(400, 401);
    assertThat(isActive(second.text("refresh_token"))).isFalse();
  }

  @Test
  void anIntrospectionTellsWhoseTokenItIs() {
    String id = app();
    ServerAnswer tokens = tokens(id);
    IntrospectedOAuth2Token token =
        ory().tokens().introspect(Secret.of(tokens.text("access_token")));
    assertThat(token.active()).isTrue();
    assertThat(token.clientId()).isEqualTo(id);
    assertThat(token.sub()).isEqualTo(subject());
    assertThat(token.scope()).isEqualTo("openid offline photos.read");
    assertThat(token.tokenUse()).isEqualTo(TokenUse.ACCESS_TOKEN);
    assertThat(token.exp()).isAfter(token.iat());
    assertThat(ory().tokens().introspect(Secret.of(tokens.text("refresh_token"))).tokenUse())
        .isEqualTo(TokenUse.REFRESH_TOKEN);
  }

  @Test
  void whatIsNoTokenIsJustInactive() {
    String token = tokens(app()).text("access_token");
    for (String other : new String[] {"nonsense", token.toUpperCase(Locale.ROOT), " "}) {
      assertThat(introspected(other).json()).isEqualTo(json("{'active':false}"));
    }
    assertThat(introspected(Map.of("scope", "x")).json()).isEqualTo(json("{'active':false}"));
  }

  @Test
  void anIntrospectionAsksForAllScopes() {
    String token = tokens(app()).text("access_token");
    assertThat(introspected(Map.of("token", token, "scope", "openid photos.read")).get("active"))
        .hasToString("true");
    assertThat(introspected(Map.of("token", token, "scope", "openid admin")).json())
        .isEqualTo(json("{'active':false}"));
  }

  @Test
  void deletedAccessTokensAreRenewedByRefreshTokens() {
    String id = app();
    ServerAnswer tokens = tokens(id);
    ory().tokens().deleteAccessTokens(id);
    ory().tokens().deleteAccessTokens(id);
    assertThat(isActive(tokens.text("access_token"))).isFalse();
    assertThat(isActive(tokens.text("refresh_token"))).isTrue();
    assertThat(isActive(refresh(id, tokens.text("refresh_token")).text("access_token"))).isTrue();
  }

  @Test
  void aClientRevokesItsOwnTokens() {
    String id = app();
    ServerAnswer tokens = tokens(id);
    post(id, "/oauth2/revoke", Map.of("token", tokens.text("refresh_token"))).is(200);
    assertThat(isActive(tokens.text("access_token"))).isFalse();
    assertThat(isActive(tokens.text("refresh_token"))).isFalse();
  }

  @Test
  void userinfoSaysWhoHasLoggedIn() {
    String token = tokens(app()).text("access_token");
    Headers headers = Headers.of("Authorization", "Bearer " + token);
    ServerAnswer user = server().open("GET", "/userinfo", null, headers).is(200);
    assertThat(user.text("sub")).isEqualTo(subject());
    assertThat(user.has("sid")).isFalse();
    server().open("GET", "/userinfo", null, Headers.of("Authorization", "Bearer x")).is(401);
  }

  @Test
  void theIdTokenIsSignedByAKeyThatTheServerShows() throws Exception {
    String[] parts = tokens(app()).text("id_token").split("\\.", -1);
    JsonObject header =
        JsonParser.parseString(
                new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
            .getAsJsonObject();
    assertThat(header.get("alg").getAsString()).isEqualTo("RS256");
    ServerAnswer keys = server().open("GET", "/.well-known/jwks.json", null, Server.JSON).is(200);
    boolean valid = false;
    for (JsonElement each : keys.get("keys").getAsJsonArray()) {
      JsonObject key = each.getAsJsonObject();
      if (key.get("kid").equals(header.get("kid"))) {
        Signature signature = Signature.getInstance("SHA256withRSA");
        RSAPublicKeySpec numbers = new RSAPublicKeySpec(number(key, "n"), number(key, "e"));
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(numbers));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        valid = signature.verify(Base64.getUrlDecoder().decode(parts[2]));
      }
    }
    assertThat(valid).isTrue();
  }

  private static BigInteger number(JsonObject key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).getAsString()));
  }

  @Test
  void discoveryNamesTheIssuerOfTheTokens() {
    ServerAnswer found =
        server().open("GET", "/.well-known/openid-configuration", null, Server.JSON).is(200);
    assertThat(claims(tokens(app()).text("id_token")).get("iss")).isEqualTo(found.get("issuer"));
    assertThat(found.text("authorization_endpoint")).endsWith("/oauth2/auth");
    assertThat(found.text("token_endpoint")).endsWith("/oauth2/token");
    assertThat(found.text("jwks_uri")).endsWith("/.well-known/jwks.json");
    assertThat(found.get("id_token_signing_alg_values_supported").toString()).contains("RS256");
  }
}
