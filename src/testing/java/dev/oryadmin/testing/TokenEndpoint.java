package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN;
import static dev.oryadmin.testing.ClientField.GRANT_TYPES;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The token endpoint: who a client is, and what it gets for a grant. */
final class TokenEndpoint {
  private static final String CLIENT_CREDENTIALS = "client_credentials";

  /** Those for which the server looks at who the client is. */
  private static final Set<String> GRANTS =
      Set.of(
          CLIENT_CREDENTIALS,
          "authorization_code",
          "refresh_token",
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          "urn:ietf:params:oauth:grant-type:device_code");

  private final ClientAuthentication authentication;
  private final TokenIssuer issuer;
  private final CodeGrants codes;

  TokenEndpoint(ClientStore clients, TokenIssuer issuer, CodeGrants codes) {
    this.authentication = new ClientAuthentication(clients);
    this.issuer = issuer;
    this.codes = codes;
  }

  Answer token(ReceivedRequest request) {
    try {
      return grant(request);
    } catch (Refusal refusal) {
      return refused(refusal);
    }
  }

  /** Refuses as this endpoint does, and those that resemble it. */
  static Answer refused(Refusal refusal) {
    String body = Answer.refusal(refusal).body();
    return answer(refusal.status(), body == null ? "" : body.strip());
  }

  /** Does something for a client that proves who it is. */
  Answer forClient(ReceivedRequest request, BiFunction<Query, StoredClient, Answer> action) {
    Query form = Query.parse(request.body());
    try {
      if (form.isEmpty()) {
        throw Refusal.invalidRequest("The POST body can not be empty.");
      }
      return action.apply(form, authenticated(request.headers().get("Authorization"), form));
    } catch (Refusal refusal) {
      return refused(refusal);
    }
  }

  private Answer grant(ReceivedRequest request) {
    Query form = form(request);
    List<String> grantTypes = form.words("grant_type");
    if (grantTypes.isEmpty()) {
      throw invalidRequest("Request parameter 'grant_type' is missing");
    }
    String grantType = grantTypes.get(0);
    if (grantTypes.size() != 1 || !GRANTS.contains(grantType)) {
      throw invalidRequest(
          "Make sure that the various parameters are correct, be aware of case sensitivity and trim"
              + " your parameters. Make sure that the client you are using has exactly whitelisted"
              + " the redirect_uri you specified.");
    }
    StoredClient client = authenticated(request.header("Authorization"), form);
    String answer = codes.exchange(grantType, client.document(), form);
    if (answer != null) {
      return answer(200, answer);
    }
    if (!grantType.equals(CLIENT_CREDENTIALS)) {
      throw new Refusal(
          400,
          "unsupported_grant_type",
          "The authorization grant type is not supported by the authorization server.");
    }
    Scopes.check(client.document(), form.words("scope"));
    Scopes.checkAudience(client.document(), form.words("audience"));
    if (client.document().text(TOKEN_ENDPOINT_AUTH_METHOD).equals("none")) {
      throw new Refusal(
          400,
          "invalid_grant",
          "The provided authorization grant (e.g., authorization code, resource owner credentials)"
              + " or refresh token is invalid, expired, revoked, does not match the redirection URI"
              + " used in the authorization request, or was issued to another client. The OAuth 2.0"
              + " Client is marked as public and is thus not allowed to use authorization grant"
              + " 'client_credentials'.");
    }
    if (!client.document().texts(GRANT_TYPES).contains(CLIENT_CREDENTIALS)) {
      throw new Refusal(
          400,
          "unauthorized_client",
          "The client is not authorized to request a token using this method. The OAuth 2.0 Client"
              + " is not allowed to use authorization grant 'client_credentials'.");
    }
    String scope = String.join(" ", form.words("scope"));
    Grant grant =
        new Grant(
            UUID.randomUUID().toString(),
            client.id(),
            client.id(),
            form.words("scope"),
            form.words("audience"),
            SessionData.NONE,
            null);
    TokenIssuer.Access access =
        issuer.access(client.document(), grant, CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN);
    return answer(
        200,
        "{\"access_token\":\"%s\",\"expires_in\":%d,\"scope\":%s,\"token_type\":\"bearer\"}"
            .formatted(access.text(), access.seconds(), JsonText.quote(scope)));
  }

  private StoredClient authenticated(@Nullable String authorization, Query form) {
    return authentication.of(authorization, form);
  }

  static Refusal invalidRequest(String hint) {
    return Refusal.invalidRequest(hint);
  }

  /** Only a body that is declared to be a form is read as one. */
  private static Query form(ReceivedRequest request) {
    String declared = request.header("Content-Type");
    String type =
        (declared == null ? "" : declared.split(";", 2)[0]).strip().toLowerCase(Locale.ROOT);
    if (type.equals("multipart/form-data")) {
      throw invalidRequest(
          "Unable to parse HTTP body, make sure to send a properly formatted form request body.");
    }
    Query form =
        Query.parse(type.equals("application/x-www-form-urlencoded") ? request.body() : "");
    if (form.isEmpty()) {
      throw invalidRequest("The POST body can not be empty.");
    }
    return form;
  }

  static Answer answer(int status, String body) {
    Headers headers =
        Headers.of(
            "Cache-Control", "no-store",
            "Content-Type", "application/json;charset=UTF-8",
            "Pragma", "no-cache");
    return new Answer(status, headers, body);
  }
}
