package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.CLIENT_URI;
import static dev.oryadmin.model.OAuth2Client.OWNER;

import dev.oryadmin.model.AccessTokenStrategy;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.JsonWebKey;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import dev.oryadmin.model.ResponseType;
import dev.oryadmin.model.SigningAlgorithm;
import dev.oryadmin.model.SubjectType;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.time.Duration;

/** One example for each page on a model or an open value set. */
public final class ModelExamples {
  private ModelExamples() {}

  public static OAuth2Client oAuth2Client() {
    // region oAuth2Client
    OAuth2Client shop =
        OAuth2Client.builder()
            .clientName("shop")
            .grantTypes(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
            .redirectUris("https://shop.example/callback")
            .owner(null)
            .build();
    String json = shop.toJson(); // has "owner":null, and no unset property

    OAuth2Client read = OAuth2Client.fromJson(json); // equal to shop
    System.out.println(read.redirectUris().get(0));
    System.out.println(read.has(OWNER)); // true: present, as null
    System.out.println(read.has(CLIENT_URI)); // false: it is absent

    OAuth2Client changed = read.toBuilder().unset(OWNER).scope("openid").build();
    // endregion
    return changed;
  }

  public static OAuth2ClientTokenLifespans oAuth2ClientTokenLifespans() {
    // region oAuth2ClientTokenLifespans
    OAuth2ClientTokenLifespans lifespans =
        OAuth2ClientTokenLifespans.builder()
            .authorizationCodeGrantAccessTokenLifespan(Duration.ofMinutes(5))
            .refreshTokenGrantRefreshTokenLifespan(Duration.ofDays(30))
            .build();
    System.out.println(lifespans.toJson()); // the second one is "720h0m0s"
    // endregion
    return lifespans;
  }

  public static OAuth2Client jsonWebKeySet() {
    // region jsonWebKeySet
    JsonWebKeySet keys =
        JsonWebKeySet.fromJson(
            """
            {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "2026-11",
                       "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
            """);
    OAuth2Client shop =
        OAuth2Client.builder()
            .tokenEndpointAuthMethod(TokenEndpointAuthMethod.PRIVATE_KEY_JWT)
            .jwks(keys)
            .build();
    // endregion
    return shop;
  }

  public static JsonWebKeySet jsonWebKey() {
    // region jsonWebKey
    JsonWebKey key =
        JsonWebKey.builder()
            .kty("OKP")
            .crv("Ed25519")
            .kid("2026-11")
            .use("sig")
            .x("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            .build();
    JsonWebKeySet keys = JsonWebKeySet.builder().keys(key).build();
    // endregion
    return keys;
  }

  public static OAuth2Client openSets() {
    OAuth2Client.Builder client = OAuth2Client.builder();
    // region grantType
    client.grantTypes(GrantType.AUTHORIZATION_CODE, GrantType.of("urn:example:grant"));
    // endregion
    // region responseType
    client.responseTypes(ResponseType.CODE, ResponseType.CODE_ID_TOKEN);
    // endregion
    // region tokenEndpointAuthMethod
    client.tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
    // endregion
    // region subjectType
    client.subjectType(SubjectType.PAIRWISE);
    // endregion
    // region accessTokenStrategy
    client.accessTokenStrategy(AccessTokenStrategy.JWT);
    // endregion
    // region signingAlgorithm
    client.tokenEndpointAuthSigningAlg(SigningAlgorithm.ES256);
    // endregion
    return client.build();
  }
}
