package dev.oryadmin;

import dev.oryadmin.Operation.RetrySafety;
import dev.oryadmin.Operation.Server;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.util.Set;
import java.util.UUID;
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

  /** Errors of RFC 6749, section 5.2, that come after the client is authenticated. */
  private static final Set<String> PROOFS =
      Set.of("invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope");

  private static final String REFUSAL = "invalid_client";

  /** How often it is asked while the answer is cut off, or another's. */
  private static final int QUESTIONS = 3;

  /** The token endpoint does not tell secrets that count from others. */
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
   * Returns true if the secret is one of those that count, be it the current one or an older one. A
   * made-up secret is tried first, since an endpoint that takes any secret proves nothing.
   *
   * @throws OryException if there is no clear answer
   * @throws NoProofException if the endpoint does not tell right from wrong
   * @throws IllegalStateException if the secret would travel unencrypted
   */
  boolean counts(OAuth2Client client, Secret secret) {
    checkRefusesWrongSecret(client);
    return accepts(client, secret);
  }

  /** Checks that a secret nobody knows is refused; throws as {@link #counts} does. */
  void checkRefusesWrongSecret(OAuth2Client client) {
    if (accepts(client, Secret.of(UUID.randomUUID().toString()))) {
      throw new NoProofException("does not refuse a wrong secret");
    }
  }

  /** Like {@link #counts}, of an endpoint that is known to refuse a wrong secret. */
  boolean accepts(OAuth2Client client, Secret secret) {
    if (!permitted()) { // also of a secret in a form, which needs no header
      throw Authorization.unencrypted("secret", transport.baseUrl(Server.PUBLIC));
    }
    for (int asked = 1; ; asked++) {
      try {
        call(client, secret).execute();
      } catch (UnauthorizedException | BadRequestException e) {
        // Not by the status: a proxy answers 401 as well, a port that speaks TLS 400.
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
      throw new NoProofException("answers with success to a token that nobody has");
    }
  }

  private ApiCall<?> call(OAuth2Client client, Secret secret) {
    ApiRequest<?> request = new ApiRequest<>(transport, OPERATION, ResponseReader.NOTHING);
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
