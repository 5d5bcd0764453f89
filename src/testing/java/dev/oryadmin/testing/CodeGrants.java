package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.GRANT_TYPES;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the token endpoint gives for codes, refresh tokens and device codes. */
final class CodeGrants {
  static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

  private final IssuedTokens tokens;
  private final TokenIssuer issuer;
  private final Clock clock;
  private final HydraVersion version;

  CodeGrants(IssuedTokens tokens, TokenIssuer issuer, Clock clock, HydraVersion version) {
    this.tokens = tokens;
    this.issuer = issuer;
    this.clock = clock;
    this.version = version;
  }

  /** Returns the body of the answer, or null for a type of grant that is not one of these. */
  @Nullable String exchange(String type, ClientDocument client, Query form) {
    return switch (type) {
      case "authorization_code" -> {
        checkAllowed(client, type);
        yield code(client, form);
      }
      case "refresh_token" -> {
        checkAllowed(client, type);
        yield refresh(client, form);
      }
      case DEVICE -> {
        if (!version.hasDeviceFlow()) {
          yield null;
        }
        checkAllowed(client, type);
        yield device(client, form);
      }
      default -> null;
    };
  }

  private static void checkAllowed(ClientDocument client, String type) {
    List<String> allowed =
        AuthorizationEndpoint.orElse(client.texts(GRANT_TYPES), "authorization_code");
    if (!allowed.contains(type)) {
      throw new Refusal(
          400,
          "unauthorized_client",
          "The client is not authorized to request a token using this method. The OAuth 2.0 Client"
              + " is not allowed to use authorization grant '"
              + type
              + "'.");
    }
  }

  private String code(ClientDocument client, Query form) {
    IssuedTokens.Code code = tokens.code(form.first("code"));
    if (code == null) {
      throw Refusal.invalidGrant("");
    }
    Grant grant = code.grant;
    if (code.used) {
      // Somebody else may have the code: all that it gave is taken back.
      tokens.delete(grant::equals);
      throw Refusal.invalidGrant("The authorization code has already been used.");
    }
    if (!clock.instant().isBefore(code.expiresAt)) {
      throw Refusal.invalidGrant("");
    }
    if (!grant.clientId().equals(client.text(ClientField.CLIENT_ID))) {
      throw Refusal.invalidGrant(
          "The OAuth 2.0 Client ID from this request does not match the one from the authorize"
              + " request.");
    }
    if (!code.redirectUri.isEmpty() && !code.redirectUri.equals(form.first("redirect_uri"))) {
      throw Refusal.invalidGrant(
          "The 'redirect_uri' from this request does not match the one from the authorize"
              + " request.");
    }
    CodeChallenge.verify(code, form.first("code_verifier"));
    code.used = true;
    return issuer.answer(client, grant, "authorization_code_grant");
  }

  private String refresh(ClientDocument client, Query form) {
    IssuedTokens.Token token = tokens.token(form.first("refresh_token"));
    if (token == null || !token.refresh) {
      throw Refusal.invalidGrant("The refresh token is malformed or not valid.");
    }
    Grant grant = token.grant;
    if (token.used) {
      tokens.delete(grant::equals);
      throw Refusal.invalidGrant("The refresh token was already used.");
    }
    if (!clock.instant().isBefore(token.expiresAt)) {
      throw Refusal.invalidGrant("The refresh token expired.");
    }
    if (!grant.clientId().equals(client.text(ClientField.CLIENT_ID))) {
      throw Refusal.invalidGrant(
          "The OAuth 2.0 Client ID from this request does not match the ID during the initial"
              + " token issuance.");
    }
    Scopes.check(client, grant.scopes());
    Scopes.checkAudience(client, grant.audience());
    token.used = true;
    tokens.deleteAccessTokens(grant::equals);
    return issuer.answer(client, grant, "refresh_token_grant");
  }

  private String device(ClientDocument client, Query form) {
    IssuedTokens.Device device = tokens.device(form.first("device_code"));
    if (device == null
        || device.used
        || !device.clientId.equals(client.text(ClientField.CLIENT_ID))) {
      throw Refusal.invalidGrant("");
    }
    Grant grant = device.grant;
    if (grant == null) {
      // Also after the user said no, and when the code has expired (hydra#4110).
      throw new Refusal(
          400,
          "authorization_pending",
          "The authorization request is still pending as the end user hasn't yet completed the"
              + " user-interaction steps.");
    }
    device.used = true;
    return issuer.answer(client, grant, "device_authorization_grant");
  }
}
