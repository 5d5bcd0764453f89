package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.List;

/** What OpenID Connect clients ask for first: the configuration, and the key of tokens. */
final class Discovery {
  private final FlowUrls urls;
  private final SigningKey key;
  private final HydraVersion version;

  Discovery(FlowUrls urls, SigningKey key, HydraVersion version) {
    this.urls = urls;
    this.key = key;
    this.version = version;
  }

  Answer keys() {
    return Answer.json(200, "{\"keys\":[" + key.toJson() + "]}");
  }

  Answer configuration() {
    List<String> grants =
        new ArrayList<>(
            List.of("authorization_code", "implicit", "client_credentials", "refresh_token"));
    JsonMembers json =
        JsonMembers.ordered()
            .text("issuer", urls.issuer())
            .text("authorization_endpoint", urls.at("/oauth2/auth"));
    if (version.hasDeviceFlow()) {
      json.text("device_authorization_endpoint", urls.at("/oauth2/device/auth"));
      grants.add(CodeGrants.DEVICE);
    }
    List<String> algorithm = List.of("RS256");
    return Answer.json(
        200,
        json.text("token_endpoint", urls.at("/oauth2/token"))
            .text("jwks_uri", urls.at("/.well-known/jwks.json"))
            .texts("subject_types_supported", List.of("public"))
            .texts(
                "response_types_supported",
                List.of(
                    "code",
                    "code id_token",
                    "id_token",
                    "token id_token",
                    "token",
                    "token id_token code"))
            .texts("claims_supported", List.of("sub"))
            .texts("grant_types_supported", grants)
            .texts("response_modes_supported", List.of("query", "fragment", "form_post"))
            .text("userinfo_endpoint", urls.at("/userinfo"))
            .texts("scopes_supported", List.of("offline_access", "offline", "openid"))
            .texts(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post", "client_secret_basic", "private_key_jwt", "none"))
            .texts("userinfo_signing_alg_values_supported", List.of("none", "RS256"))
            .texts("id_token_signing_alg_values_supported", algorithm)
            .texts("id_token_signed_response_alg", algorithm)
            .texts("userinfo_signed_response_alg", algorithm)
            .flag("request_parameter_supported", true)
            .flag("request_uri_parameter_supported", true)
            .flag("require_request_uri_registration", true)
            .flag("claims_parameter_supported", false)
            .text("revocation_endpoint", urls.at("/oauth2/revoke"))
            .flag("backchannel_logout_supported", true)
            .flag("backchannel_logout_session_supported", true)
            .flag("frontchannel_logout_supported", true)
            .flag("frontchannel_logout_session_supported", true)
            .text("end_session_endpoint", urls.at("/oauth2/sessions/logout"))
            .texts("request_object_signing_alg_values_supported", List.of("none", "RS256", "ES256"))
            .texts("code_challenge_methods_supported", List.of("plain", "S256"))
            .toString());
  }
}
