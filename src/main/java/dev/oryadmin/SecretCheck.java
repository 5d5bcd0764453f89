package dev.oryadmin;

import dev.oryadmin.Operation.RetrySafety;
import dev.oryadmin.Operation.Server;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Asks the token endpoint whether it takes a secret.
 *
 * <p>It does so with a refresh token that nobody ever got: whether the server then says that there
 * is no such token, or that the client may not use this grant, it has accepted the secret, and
 * nothing was issued. Safe for use by several threads.
 */
final class SecretCheck {
  private static final Operation OPERATION =
      Operation.of("oauth2TokenExchange")
          .method("POST")
          .path("/oauth2/token")
          .server(Server.PUBLIC)
          .retrySafety(RetrySafety.SAFE); // there is no such refresh token, so nothing is issued

  /** What an error of RFC 6749, section 5.2, looks like. */
  private static final Pattern OAUTH_CODE = Pattern.compile("[a-z]+(_[a-z]+)+");

  /** How often it is asked while the answer is cut off, or another's. */
  private static final int QUESTIONS = 3;

  private final Transport transport;

  SecretCheck(Transport transport) {
    this.transport = transport;
  }

  /** Returns true if there is a token endpoint to ask. */
  boolean possible() {
    return transport.settings().publicUrl() != null;
  }

  /** Returns true if there is one, and a secret may travel to it. */
  boolean permitted() {
    HttpUrl url = transport.settings().publicUrl();
    return url != null && Authorization.permits(transport.settings(), url);
  }

  /** Returns true if the client authenticates by sending its secret. */
  static boolean appliesTo(OAuth2Client client) {
    TokenEndpointAuthMethod method = client.tokenEndpointAuthMethod();
    return method == null
        || method.value().isEmpty()
        || method.equals(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
        || method.equals(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
  }

  /**
   * Returns true if the secret is one of those that count, be it the current one or an older one.
   *
   * @throws OryException if there is no clear answer
   * @throws IllegalStateException if the secret would travel unencrypted
   */
  boolean accepts(OAuth2Client client, Secret secret) {
    if (!permitted()) { // also of a secret in a form, which needs no header
      throw Authorization.unencrypted("secret", transport.baseUrl(Server.PUBLIC));
    }
    for (int asked = 1; ; asked++) {
      try {
        call(client, secret).execute();
        return true;
      } catch (UnauthorizedException e) {
        return false;
      } catch (BadRequestException e) {
        String code = e.error().name();
        // Not any 400: a port that speaks TLS answers so to plain http, whatever the secret.
        if (code != null && OAUTH_CODE.matcher(code).matches()) {
          return !code.equals("invalid_client");
        }
        if (asked == QUESTIONS) {
          throw e;
        }
      }
    }
  }

  private ApiCall<?> call(OAuth2Client client, Secret secret) {
    ApiRequest<?> request = new ApiRequest<>(transport, OPERATION, ResponseReader.NOTHING, null);
    request.form("grant_type", "refresh_token");
    request.form("refresh_token", "nobody-was-given-this-one");
    if (TokenEndpointAuthMethod.CLIENT_SECRET_POST.equals(client.tokenEndpointAuthMethod())) {
      request.form("client_id", client.clientId());
      request.form("client_secret", secret);
    } else {
      request.authorization(client.clientId(), secret);
    }
    return request.call();
  }
}
