package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.AUDIENCE;
import static dev.oryadmin.testing.ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN;
import static dev.oryadmin.testing.ClientField.GRANT_TYPES;
import static dev.oryadmin.testing.ClientField.SCOPE;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Headers;

/**
 * The token endpoint, for the client credentials grant only: enough to see which secrets count and
 * which lifespans are in force. The tokens it hands out open nothing.
 */
final class TokenEndpoint {
  private static final GoDuration DEFAULT_LIFESPAN = new GoDuration(3_600_000_000_000L);
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
  private final RandomValues random;

  TokenEndpoint(ClientStore clients, RandomValues random) {
    this.authentication = new ClientAuthentication(clients);
    this.random = random;
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
    Query form = form(request);
    List<String> grantTypes = words(form.first("grant_type"));
    if (grantTypes.isEmpty()) {
      throw invalidRequest("Request parameter 'grant_type' is missing");
    }
    if (grantTypes.size() != 1 || !GRANTS.contains(grantTypes.get(0))) {
      throw invalidRequest(
          "Make sure that the various parameters are correct, be aware of case sensitivity and trim"
              + " your parameters. Make sure that the client you are using has exactly whitelisted"
              + " the redirect_uri you specified.");
    }
    StoredClient client = authentication.of(request.header("Authorization"), form);
    if (!grantTypes.get(0).equals(CLIENT_CREDENTIALS)) {
      throw new Refusal(
          400,
          "unsupported_grant_type",
          "The authorization grant type is not supported by the authorization server.");
    }
    checkScopes(client.document(), words(form.first("scope")));
    checkAudience(client.document(), words(form.first("audience")));
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
    String scope = String.join(" ", words(form.first("scope")));
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

  private static List<String> words(String text) {
    return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static void checkScopes(ClientDocument client, List<String> scopes) {
    List<String> allowed = words(client.text(SCOPE));
    for (String wanted : scopes) {
      if (allowed.stream().noneMatch(scope -> covers(scope, wanted))) {
        throw new Refusal(
            400,
            "invalid_scope",
            "The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not"
                + " allowed to request scope '"
                + wanted
                + "'.");
      }
    }
  }

  /** A scope may have a star for a part, which at its end stands for all that follow. */
  private static boolean covers(String scope, String wanted) {
    String[] pattern = scope.split("\\.", -1);
    String[] parts = wanted.split("\\.", -1);
    int last = pattern.length - 1;
    if (pattern.length > parts.length
        || (pattern.length < parts.length && !pattern[last].equals("*"))) {
      return false;
    }
    for (int i = 0; i <= last; i++) {
      boolean star = pattern[i].equals("*") && !parts[i].isEmpty();
      if (!star && !pattern[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }

  private static void checkAudience(ClientDocument client, List<String> audience) {
    for (String wanted : audience) {
      if (!client.texts(AUDIENCE).contains(wanted)) {
        throw invalidRequest(
            "Requested audience '%s' has not been whitelisted by the OAuth 2.0 Client."
                .formatted(wanted));
      }
    }
  }

  /** A moment has passed since the token was made, and what is left is cut to whole seconds. */
  private static long secondsLeft(GoDuration lifespan) {
    return (lifespan.nanos() - 1) / 1_000_000_000;
  }

  static Refusal invalidRequest(String hint) {
    return new Refusal(
        400,
        "invalid_request",
        "The request is missing a required parameter, includes an invalid parameter value, includes"
            + " a parameter more than once, or is otherwise malformed. "
            + hint);
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
