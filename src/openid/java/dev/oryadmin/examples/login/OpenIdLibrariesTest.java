package dev.oryadmin.examples.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.oryadmin.ApiClient;
import dev.oryadmin.examples.login.TestBrowser.Stop;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FlowUrl;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Libraries that nobody here wrote log people in, with the login app in between: at the fake, or,
 * with {@code -Dhydra.adminUrl=… -Dhydra.publicUrl=…}, at a real server that sends browsers to port
 * 3000 of this machine.
 */
class OpenIdLibrariesTest {
  private static final URI REDIRECT_URI = URI.create("https://app.example.com/callback");
  private static final String SECRET = "a-secret-of-the-app";

  private final TestBrowser browser = new TestBrowser();
  private @Nullable FakeHydra fake;
  private String publicUrl;
  private ApiClient ory;
  private LoginApp app;
  private OAuth2Client client;

  @BeforeEach
  void start() {
    String adminUrl = System.getProperty("hydra.adminUrl");
    if (adminUrl == null) {
      fake = FakeHydra.start();
      adminUrl = fake.adminUrl();
      publicUrl = fake.publicUrl();
    } else {
      publicUrl = System.getProperty("hydra.publicUrl");
    }
    ory = ApiClient.builder().adminUrl(adminUrl).publicUrl(publicUrl).build();
    app = LoginApp.start(ory, new DemoUsers(), fake == null ? 3000 : 0);
    if (fake != null) {
      fake.url(FlowUrl.LOGIN, app.url() + "/login");
      fake.url(FlowUrl.CONSENT, app.url() + "/consent");
    }
    client =
        ory.clients()
            .create(
                OAuth2Client.builder()
                    .clientName("Judge")
                    .clientSecret(SECRET)
                    .redirectUris(REDIRECT_URI.toString())
                    .grantTypes(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
                    .scope("openid offline_access email")
                    .build());
  }

  @AfterEach
  void stop() {
    ory.clients().delete(client.clientId());
    app.close();
    ory.close();
    if (fake != null) {
      fake.close();
    }
  }

  /** Logs in and allows all, and returns the URL of the application at which the browser ends. */
  private URI logIn(String authorizationUrl) {
    Stop login = browser.open(authorizationUrl);
    Stop consent =
        browser.submit(
            login, "name", DemoUsers.NAME, "password", DemoUsers.PASSWORD, "action", "login");
    Stop end =
        browser.submit(
            consent,
            "scope",
            "openid",
            "scope",
            "offline_access",
            "scope",
            "email",
            "action",
            "allow");
    assertThat(end.url()).startsWith(REDIRECT_URI.toString());
    return URI.create(end.url());
  }

  private OIDCProviderMetadata discovered() throws Exception {
    return OIDCProviderMetadata.resolve(new Issuer(issuer()));
  }

  /** What the server calls itself: it may end in a slash, and may not. */
  private String issuer() {
    Stop configuration = browser.open(publicUrl + "/.well-known/openid-configuration");
    return JsonParser.parseString(configuration.body())
        .getAsJsonObject()
        .get("issuer")
        .getAsString();
  }

  private TokenResponse exchange(OIDCProviderMetadata server, AuthorizationGrant grant)
      throws Exception {
    ClientSecretBasic login =
        new ClientSecretBasic(new ClientID(client.clientId()), new Secret(SECRET));
    TokenRequest request =
        new TokenRequest.Builder(server.getTokenEndpointURI(), login, grant).build();
    return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
  }

  @Test
  void nimbusAcceptsAllThatAFlowGives() throws Exception {
    OIDCProviderMetadata server = discovered();
    ClientID clientId = new ClientID(client.clientId());
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    AuthenticationRequest asked =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                Scope.parse("openid offline_access email"),
                clientId,
                REDIRECT_URI)
            .endpointURI(server.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build();
    AuthenticationResponse answer = AuthenticationResponseParser.parse(logIn(asked.toURI() + ""));
    assertThat(answer.indicatesSuccess()).isTrue();
    assertThat(answer.getState()).isEqualTo(state);
    AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();

    OIDCTokenResponse first =
        (OIDCTokenResponse)
            exchange(server, new AuthorizationCodeGrant(code, REDIRECT_URI, verifier));
    OIDCTokens tokens = first.getOIDCTokens();
    IDTokenValidator validator =
        new IDTokenValidator(
            new Issuer(issuer()),
            clientId,
            JWSAlgorithm.RS256,
            server.getJWKSetURI().toURL(),
            // A real server makes its keys when they are asked for first.
            new DefaultResourceRetriever(30_000, 30_000));
    IDTokenClaimsSet claims = validator.validate(tokens.getIDToken(), nonce);
    assertThat(claims.getSubject().getValue()).isEqualTo("user-ann");
    assertThat(claims.getStringClaim("email")).isEqualTo(DemoUsers.NAME);
    AccessTokenHash hash = claims.getAccessTokenHash();
    AccessTokenValidator.validate(tokens.getAccessToken(), JWSAlgorithm.RS256, hash);
    assertThatThrownBy(() -> validator.validate(tokens.getIDToken(), new Nonce()))
        .hasMessageContaining("nonce");

    UserInfoResponse user =
        UserInfoResponse.parse(
            new UserInfoRequest(server.getUserInfoEndpointURI(), tokens.getBearerAccessToken())
                .toHTTPRequest()
                .send());
    assertThat(user.toSuccessResponse().getUserInfo().getSubject()).isEqualTo(claims.getSubject());

    RefreshToken refreshToken = tokens.getRefreshToken();
    TokenResponse second = exchange(server, new RefreshTokenGrant(refreshToken));
    assertThat(((OIDCTokenResponse) second).getOIDCTokens().getRefreshToken())
        .isNotEqualTo(refreshToken);
  }

  @Test
  void nimbusIsToldThatACodeWasUsed() throws Exception {
    OIDCProviderMetadata server = discovered();
    AuthenticationRequest asked =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                Scope.parse("openid"),
                new ClientID(client.clientId()),
                REDIRECT_URI)
            .endpointURI(server.getAuthorizationEndpointURI())
            .state(new State())
            .build();
    AuthorizationCode code =
        AuthenticationResponseParser.parse(logIn(asked.toURI() + ""))
            .toSuccessResponse()
            .getAuthorizationCode();
    AuthorizationGrant grant = new AuthorizationCodeGrant(code, REDIRECT_URI);
    assertThat(exchange(server, grant).indicatesSuccess()).isTrue();
    TokenErrorResponse again = exchange(server, grant).toErrorResponse();
    assertThat(again.getErrorObject().getCode()).isEqualTo("invalid_grant");
  }

  private OAuth2LoginAuthenticationToken springLogin(
      ClientRegistration registration, OAuth2AuthorizationRequest asked) {
    Map<String, String> answer = parameters(logIn(asked.getAuthorizationRequestUri()));
    OAuth2AuthorizationResponse response =
        OAuth2AuthorizationResponse.success(answer.get("code"))
            .redirectUri(REDIRECT_URI.toString())
            .state(answer.get("state"))
            .build();
    return new OAuth2LoginAuthenticationToken(
        registration, new OAuth2AuthorizationExchange(asked, response));
  }

  private static Map<String, String> parameters(URI url) {
    Stop stop = new Stop(url.toString(), 303, HttpHeaders.of(Map.of(), (a, b) -> true), "");
    return Map.of("code", stop.parameter("code"), "state", stop.parameter("state"));
  }

  @Test
  void springSecurityLogsSomebodyIn() {
    ClientRegistration registration =
        ClientRegistrations.fromIssuerLocation(issuer())
            .registrationId("hydra")
            .clientId(client.clientId())
            .clientSecret(SECRET)
            .redirectUri(REDIRECT_URI.toString())
            .scope(Set.of("openid", "offline_access", "email"))
            .build();
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(
            new InMemoryClientRegistrationRepository(registration), "/oauth2/authorization");
    OAuth2AuthorizationRequest asked = resolver.resolve(new MockHttpServletRequest(), "hydra");
    AuthenticationProvider spring =
        new OidcAuthorizationCodeAuthenticationProvider(
            new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService());
    OAuth2LoginAuthenticationToken login = springLogin(registration, asked);

    OAuth2LoginAuthenticationToken done =
        (OAuth2LoginAuthenticationToken) spring.authenticate(login);
    OidcUser user = (OidcUser) done.getPrincipal();
    assertThat(done.isAuthenticated()).isTrue();
    assertThat(user.getSubject()).isEqualTo("user-ann");
    assertThat(user.getEmail()).isEqualTo(DemoUsers.NAME);
    assertThat(done.getAccessToken().getScopes()).contains("openid", "offline_access", "email");
    assertThat(done.getRefreshToken()).isNotNull();

    // The same code again.
    assertThatThrownBy(() -> spring.authenticate(login))
        .isInstanceOf(OAuth2AuthenticationException.class)
        .hasMessageContaining("invalid_grant");
  }
}
