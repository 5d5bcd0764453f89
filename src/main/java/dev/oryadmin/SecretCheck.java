package dev.oryadmin;

import dev.oryadmin.Operation.RetrySafety;
import dev.oryadmin.Operation.Server;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;

/**
 * Asks the token endpoint whether a secret is valid.
 *
 * <p>It sends a refresh token that was never issued. If the server answers that there is no such
 * token, or that the client may not use this grant, then it has accepted the secret, and has issued
 * nothing. Safe for use by several threads.
 */
final class SecretCheck {
  private static final Operation OPERATION =
      Operation.of("oauth2TokenExchange")
          .method("POST")
          .path("/oauth2/token")
          .server(Server.PUBLIC)
          .retrySafety(RetrySafety.SAFE); // there is no such refresh token, so nothing is issued

  /**
   * Errors of RFC 6749, section 5.2, that the server sends only after it has authenticated the
   * client.
   */
  private static final Set<String> PROOFS =
      Set.of("invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope");

  private static final String REFUSAL = "invalid_client";

  /** The number of attempts while answers are incomplete or come from somebody else. */
  private static final int QUESTIONS = 3;

  /** The token endpoint does not distinguish valid secrets from others. */
  static final class NoProofException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoProofException(String what) {
      super("the token endpoint " + what + ": is publicUrl the public server?");
    }
  }

  private final Transport transport;

  SecretCheck(Transport transport) {
    this.transport = transport;
  }

  /** Returns true if the URL of the token endpoint is known. */
  boolean possible() {
    return transport.settings().publicUrl() != null;
  }

  /** Returns true if its URL is known and secrets may be sent there. */
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
   * Returns true if the secret is valid, be it the current one or a previous one. A made-up secret
   * is tried first, because an endpoint that accepts any secret proves nothing.
   *
   * @throws OryException if there is no clear answer
   * @throws NoProofException if the endpoint accepts a wrong secret
   * @throws IllegalStateException if the secret would be sent unencrypted
   */
  boolean counts(OAuth2Client client, Secret secret) {
    checkRefusesWrongSecret(client);
    return accepts(client, secret);
  }

  /** Checks that a made-up secret is refused; throws as {@link #counts} does. */
  void checkRefusesWrongSecret(OAuth2Client client) {
    if (accepts(client, Secret.of(UUID.randomUUID().toString()))) {
      throw new NoProofException("does not refuse a wrong secret");
    }
  }

  /** Like {@link #counts}, for an endpoint that is known to refuse a wrong secret. */
  boolean accepts(OAuth2Client client, Secret secret) {
    if (!permitted()) { // also for a secret in a form, without a header
      throw Authorization.unencrypted("secret", transport.baseUrl(Server.PUBLIC));
    }
    for (int asked = 1; ; asked++) {
      try {
        call(client, secret).execute();
      } catch (UnauthorizedException | BadRequestException e) {
        // The status does not tell: a proxy also answers 401, and a TLS port 400.
        String code = e.error().name();
        if (REFUSAL.equals(code)) {
          return false;
        }
        if (code != null && PROOFS.contains(code)) {
          return true;
        }
        if (asked == QUESTIONS) {
          throw e;
        }
        continue;
      }
      throw new NoProofException("accepts a token that was never issued");
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
