package dev.oryadmin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.oryadmin.Property;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2LoginRequest;
import dev.oryadmin.model.OpenIDConnectContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Kratos embeds in its login and registration flows reads into the model of Hydra's own. */
class KratosLoginTest {
  /** A login flow, as Kratos answers {@code GET /self-service/login/flows}. */
  private static final String FLOW =
      """
      {"id":"0f1c8f0e-5d53-4c43-9d1f-2f6d2f3d7a10","type":"browser","state":"choose_method",
       "oauth2_login_challenge":"the-challenge",
       "oauth2_login_request":{
         "challenge":"the-challenge",
         "client":{"client_id":"shop","client_name":"Shop","created_at":"2026-11-25T21:25:52Z",
           "authorization_code_grant_access_token_lifespan":"1h0m0s",
           "implicit_grant_id_token_lifespan":null,
           "jwks":{},"metadata":{"tier":9007199254740993},"brand_new":[1.10]},
         "oidc_context":{"login_hint":"ann","ui_locales":["de"],"id_token_hint_claims":{"a":1}},
         "request_url":"http://127.0.0.1:4444/oauth2/auth?client_id=shop",
         "requested_access_token_audience":[],
         "requested_scope":["openid","offline"],
         "session_id":"6f7d8f5c-9b0f-4f5a-a8cf-0f8a1f3f5b11",
         "skip":false,"subject":"","from_the_future":null}}
      """;

  private final OAuth2LoginRequest login =
      OAuth2LoginRequest.fromJson(
          JsonParser.parseString(FLOW).getAsJsonObject().get("oauth2_login_request"));

  @Test
  void allOfItIsRead() {
    assertThat(login.challenge()).isEqualTo("the-challenge");
    assertThat(login.client().clientName()).isEqualTo("Shop");
    assertThat(login.client().authorizationCodeGrantAccessTokenLifespan()).hasHours(1);
    assertThat(login.client().createdAt()).isNotNull();
    assertThat(login.requestedScope()).containsExactly("openid", "offline");
    assertThat(login.requestedAccessTokenAudience()).isEmpty();
    assertThat(login.skip()).isFalse();
    OpenIDConnectContext asked = login.require(OAuth2LoginRequest.OIDC_CONTEXT);
    assertThat(asked.loginHint()).isEqualTo("ann");
    assertThat(asked.uiLocales()).containsExactly("de");
  }

  @Test
  void nothingOfItIsLost() {
    assertThat(login.toJson())
        .contains("\"brand_new\":[1.10]", "\"from_the_future\":null", "9007199254740993");
    assertThat(JsonParser.parseString(login.toJson()))
        .isEqualTo(JsonParser.parseString(FLOW).getAsJsonObject().get("oauth2_login_request"));
    assertThat(login.toString()).doesNotContain("the-challenge", "shop&", "request_url=http");
  }

  @Test
  void itMayBeMissingOrEmpty() {
    // Kratos' document asks for none of its properties.
    OAuth2LoginRequest empty = OAuth2LoginRequest.fromJson("{}");
    assertThat(empty.requestedScope()).isEmpty();
    assertThat(empty.has(OAuth2LoginRequest.CLIENT)).isFalse();
    OAuth2LoginRequest nulls =
        OAuth2LoginRequest.fromJson("{\"oidc_context\":null,\"requested_scope\":null}");
    assertThat(nulls.oidcContext()).isNull();
    assertThat(nulls.requestedScope()).isEmpty();
  }

  @Test
  void kratosOwnClientKnowsNoPropertyThatIsNotHere() {
    assertThat(names(OAuth2LoginRequest.PROPERTIES))
        .containsAll(sh.ory.kratos.model.OAuth2LoginRequest.openapiFields);
    assertThat(names(OAuth2Client.PROPERTIES))
        .containsAll(sh.ory.kratos.model.OAuth2Client.openapiFields);
    assertThat(names(OpenIDConnectContext.PROPERTIES))
        .containsAll(sh.ory.kratos.model.OAuth2ConsentRequestOpenIDConnectContext.openapiFields);
  }

  private static List<String> names(List<? extends Property<?, ?>> properties) {
    return properties.stream().map(property -> property.name()).toList();
  }
}
