package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN;
import static dev.oryadmin.testing.ClientField.GRANT_TYPES;
import static dev.oryadmin.testing.ClientField.SCOPE;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint, for the client credentials grant only: enough to see which secrets count and
 * which lifespans are in force. The tokens it hands out open nothing.
 */
final class TokenEndpoint {
  private static final GoDuration DEFAULT_LIFESPAN = new GoDuration(3_600_000_000_000L);
  private static final String CLIENT_CREDENTIALS = "client_credentials";
  private static final String UNKNOWN_CLIENT =
      "Client authentication failed (e.g., unknown client, no client authentication included, or"
          + " unsupported authentication method).";

  private final ClientStore clients;
  private final RandomValues random;

  TokenEndpoint(ClientStore clients, RandomValues random) {
    this.clients = clients;
    this.random = random;
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
      String body = Answer.refusal(refusal).body();
      return answer(refusal.status(), body == null ? "" : body.strip());
    }
  }

  private Answer grant(ReceivedRequest request) {
    Query form = Query.parse(request.body());
    StoredClient client = authenticated(request.headers().get("Authorization"), form);
    String grantType = form.first("grant_type");
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
    String scope = form.first("scope");
    List<String> allowed = List.of(client.document().text(SCOPE).split(" +", -1));
    for (String wanted : scope.split(" +", -1)) {
      if (!wanted.isEmpty() && !allowed.contains(wanted)) {
        throw new Refusal(
            400,
            "invalid_scope",
            "The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not"
                + " allowed to request scope '"
                + wanted
                + "'.");
      }
    }
    GoDuration lifespan =
        client.document().duration(CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN);
    return answer(
        200,
        "{\"access_token\":\"%s\",\"expires_in\":%d,\"scope\":%s,\"token_type\":\"bearer\"}"
            .formatted(
                random.token(),
                secondsLeft(lifespan == null ? DEFAULT_LIFESPAN : lifespan),
                JsonText.quote(scope)));
  }

  /** A moment has passed since the token was made, and what is left is cut to whole seconds. */
  private static long secondsLeft(GoDuration lifespan) {
    return (lifespan.nanos() - 1) / 1_000_000_000;
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
    if (method.equals("none") || !client.accepts(credentials.secret())) {
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

  private static Answer answer(int status, String body) {
    Headers headers =
        Headers.of(
            "Cache-Control", "no-store",
            "Content-Type", "application/json;charset=UTF-8",
            "Pragma", "no-cache");
    return new Answer(status, headers, body);
  }
}
