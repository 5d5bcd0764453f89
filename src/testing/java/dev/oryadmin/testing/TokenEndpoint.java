package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN;
import static dev.oryadmin.testing.ClientField.GRANT_TYPES;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The token endpoint: who a client is, and what it gets for a grant. */
final class TokenEndpoint {
  private static final String CLIENT_CREDENTIALS = "client_credentials";
  private static final String UNKNOWN_CLIENT =
      "Client authentication failed (e.g., unknown client, no client authentication included, or"
          + " unsupported authentication method).";

  private final ClientStore clients;
  private final TokenIssuer issuer;
  private final CodeGrants codes;

  TokenEndpoint(ClientStore clients, TokenIssuer issuer, CodeGrants codes) {
    this.clients = clients;
    this.issuer = issuer;
    this.codes = codes;
  }

  /** How a client proves who it is. */
  private record Credentials(String method, String id, String secret) {
    @Override
    public String toString() {
      return "Credentials[" + method + "]";
    }
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
    Query form = Query.parse(request.body());
    StoredClient client = authenticated(request.headers().get("Authorization"), form);
    String grantType = form.first("grant_type");
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
    if (!client.document().texts(GRANT_TYPES).contains(grantType)) {
      throw new Refusal(
          400,
          "unauthorized_client",
          "The client is not authorized to request a token using this method. The OAuth 2.0 Client"
              + " is not allowed to use authorization grant 'client_credentials'.");
    }
    if (client.document().text(TOKEN_ENDPOINT_AUTH_METHOD).equals("none")) {
      throw unknownClient("");
    }
    String scope = form.first("scope");
    Scopes.check(client.document(), form.words("scope"));
    Scopes.checkAudience(client.document(), form.words("audience"));
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
    Credentials credentials = credentials(authorization, form);
    if (!clients.has(credentials.id())) {
      throw unknownClient("");
    }
    StoredClient client = clients.get(credentials.id());
    String method = client.document().text(TOKEN_ENDPOINT_AUTH_METHOD);
    if (!method.equals(credentials.method())) {
      throw unknownClient(
          (" The OAuth 2.0 Client supports client authentication method '%s', but method '%s' was"
                  + " requested. You must configure the OAuth 2.0 client's"
                  + " 'token_endpoint_auth_method' value to accept '%s'.")
              .formatted(method, credentials.method(), credentials.method()));
    }
    if (!method.equals("none") && !client.accepts(credentials.secret())) {
      throw unknownClient("");
    }
    return client;
  }

  /** RFC 6749, section 2.3.1: id and secret are form-encoded before they are joined. */
  private static Credentials credentials(@Nullable String authorization, Query form) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      String secret = form.first("client_secret");
      return new Credentials(
          secret.isEmpty() ? "none" : "client_secret_post", form.first("client_id"), secret);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring("basic ".length()));
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon >= 0) {
        return new Credentials(
            "client_secret_basic",
            GoUrl.decode(pair.substring(0, colon), true),
            GoUrl.decode(pair.substring(colon + 1), true));
      }
    } catch (IllegalArgumentException | GoException e) {
      // Not base64, or not form-encoded: nobody the server knows.
    }
    throw unknownClient("");
  }

  private static Refusal unknownClient(String detail) {
    return new Refusal(401, "invalid_client", UNKNOWN_CLIENT + detail);
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
