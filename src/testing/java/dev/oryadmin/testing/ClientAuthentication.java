package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a client proves who it is, checked in the order of the server. */
final class ClientAuthentication {
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String UNKNOWN_CLIENT =
      "Client authentication failed (e.g., unknown client, no client authentication included, or"
          + " unsupported authentication method).";

  private final ClientStore clients;

  ClientAuthentication(ClientStore clients) {
    this.clients = clients;
  }

  /** Id and secret of a Basic header, still form-encoded. */
  private record Basic(String id, String secret) {
    @Override
    public String toString() {
      return "Basic[" + id + "]";
    }
  }

  /**
   * Returns the client that a request comes from.
   *
   * @param authorization the header of that name; null if there is none
   */
  StoredClient of(@Nullable String authorization, Query form) {
    checkAssertion(form);
    Basic basic = basic(authorization);
    String id = basic == null ? form.first("client_id") : decoded(basic.id(), "id");
    String secret = basic == null ? form.first("client_secret") : decoded(basic.secret(), "secret");
    if (basic == null && id.isEmpty()) {
      throw TokenEndpoint.invalidRequest(
          "Client credentials missing or malformed in both HTTP Authorization header and HTTP POST"
              + " body.");
    }
    if (!clients.has(id)) {
      throw unknownClient("");
    }
    StoredClient client = clients.get(id);
    String method = client.document().text(TOKEN_ENDPOINT_AUTH_METHOD);
    boolean posted = !form.first("client_id").isEmpty() && !form.first("client_secret").isEmpty();
    if (posted && !method.equals("client_secret_post")) {
      throw wrongMethod(method, "client_secret_post");
    }
    if (basic != null && !basic.secret().isEmpty() && !method.equals("client_secret_basic")) {
      throw wrongMethod(method, "client_secret_basic");
    }
    if (!method.equals("none") && !client.accepts(secret)) {
      throw unknownClient("");
    }
    return client;
  }

  /** A signed assertion is never accepted here: nobody signs one for a fake. */
  private static void checkAssertion(Query form) {
    String type = form.first("client_assertion_type");
    if (type.isEmpty()) {
      return;
    }
    if (!type.equals(ASSERTION_TYPE)) {
      throw TokenEndpoint.invalidRequest("Unknown client_assertion_type '" + type + "'.");
    }
    if (form.first("client_assertion").isEmpty()) {
      throw TokenEndpoint.invalidRequest(
          "The client_assertion request parameter must be set when using client_assertion_type of"
              + " '"
              + ASSERTION_TYPE
              + "'.");
    }
    throw unknownClient(" Unable to verify the integrity of the 'client_assertion' value.");
  }

  /** A header that is not Basic, or is not readable, counts as none. */
  private static @Nullable Basic basic(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring("basic ".length()));
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : new Basic(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** RFC 6749, section 2.3.1: id and secret are form-encoded before they are joined. */
  private static String decoded(String text, String what) {
    try {
      return GoUrl.decode(text, true);
    } catch (GoException e) {
      throw TokenEndpoint.invalidRequest(
          "The client %s in the HTTP authorization header could not be decoded from 'application/x-www-form-urlencoded'."
              .formatted(what));
    }
  }

  private static Refusal wrongMethod(String method, String requested) {
    return unknownClient(
        (" The OAuth 2.0 Client supports client authentication method '%s', but method '%s' was"
                + " requested. You must configure the OAuth 2.0 client's"
                + " 'token_endpoint_auth_method' value to accept '%s'.")
            .formatted(method, requested, requested));
  }

  private static Refusal unknownClient(String detail) {
    return new Refusal(401, "invalid_client", UNKNOWN_CLIENT + detail);
  }
}
