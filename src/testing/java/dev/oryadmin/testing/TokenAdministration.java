package dev.oryadmin.testing;

import java.util.Locale;
import okhttp3.Headers;

/** Introspection and deletion of tokens, userinfo and revocation. */
final class TokenAdministration {
  private static final String NO_TOKEN =
      "The request could not be authorized. Check that you provided valid credentials in the right"
          + " format.";

  private final IssuedTokens tokens;
  private final TokenIssuer issuer;
  private final ClientStore clients;
  private final FlowUrls urls;

  TokenAdministration(IssuedTokens tokens, TokenIssuer issuer, ClientStore clients, FlowUrls urls) {
    this.tokens = tokens;
    this.issuer = issuer;
    this.clients = clients;
    this.urls = urls;
  }

  Answer introspect(ReceivedRequest request) {
    Query form = FormFields.read(request);
    if (form == null || form.isEmpty()) {
      return TokenEndpoint.refused(Refusal.invalidRequest("The POST body can not be empty."));
    }
    IssuedTokens.Token token = tokens.active(form.first("token"));
    if (token == null
        || !form.words("scope").stream()
            .allMatch(scope -> Scopes.allow(token.grant.scopes(), scope))) {
      return TokenEndpoint.answer(200, "{\"active\":false}\n");
    }
    Grant grant = token.grant;
    JsonMembers json = JsonMembers.ordered().flag("active", true);
    if (!grant.scopes().isEmpty()) {
      json.text("scope", grant.scope());
    }
    json.text("client_id", grant.clientId())
        .text("sub", grant.subject())
        .number("exp", token.expiresAt.getEpochSecond())
        .number("iat", token.issuedAt.getEpochSecond())
        .number("nbf", token.issuedAt.getEpochSecond())
        .texts("aud", grant.audience())
        .text("iss", urls.issuer())
        .text("token_type", "Bearer")
        .text("token_use", token.refresh ? "refresh_token" : "access_token");
    JsonMembers ext = issuer.ext(grant);
    if (!ext.isEmpty()) {
      json.json("ext", ext.toString());
    }
    return new Answer(
        200, Headers.of("Content-Type", "application/json;charset=UTF-8"), json + "\n");
  }

  Answer deleteAccessTokens(Query query) {
    String client = query.first("client_id");
    if (client.isEmpty()) {
      throw Refusal.invalidRequest(
          "Query parameter 'client_id' is not defined but it should have been.");
    }
    tokens.deleteAccessTokens(grant -> grant.clientId().equals(client));
    return Answer.empty(204);
  }

  /** RFC 7009: a token that does not exist is as good as revoked. */
  Answer revoke(Query form, StoredClient client) {
    IssuedTokens.Token token = tokens.token(form.first("token"));
    if (token != null) {
      if (!token.grant.clientId().equals(client.id())) {
        return TokenEndpoint.refused(
            new Refusal(
                400,
                "unauthorized_client",
                "The client is not authorized to request a token using this method."));
      }
      tokens.delete(token.grant::equals);
    }
    return new Answer(200, Headers.of("Cache-Control", "no-store", "Pragma", "no-cache"), "");
  }

  Answer userInfo(ReceivedRequest request) {
    IssuedTokens.Token token = tokens.active(bearerToken(request));
    Grant grant = token == null || token.refresh ? null : token.grant;
    if (grant == null || grant.authorization() == null || !clients.has(grant.clientId())) {
      return Answer.refusal(new Refusal(401, "request_unauthorized", NO_TOKEN))
          .with(
              "WWW-Authenticate",
              "Bearer error=\"request_unauthorized\",error_description=\"" + NO_TOKEN + "\"");
    }
    ClientDocument client = clients.get(grant.clientId()).document();
    JsonMembers claims =
        issuer
            .idTokenClaims(client, grant, ClientField.AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN)
            .without("nonce", "at_hash", "c_hash", "exp", "sid", "jti");
    if (client.text(ClientField.USERINFO_SIGNED_RESPONSE_ALG).equals("RS256")) {
      return Answer.of(200, "application/jwt", issuer.sign(claims));
    }
    return Answer.json(200, claims.toString());
  }

  private static String bearerToken(ReceivedRequest request) {
    String header = request.headers().get("Authorization");
    if (header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return header.substring("bearer ".length());
    }
    String inBody = Query.parse(request.body()).first("access_token");
    return inBody.isEmpty() ? Query.parse(request.query()).first("access_token") : inBody;
  }
}
