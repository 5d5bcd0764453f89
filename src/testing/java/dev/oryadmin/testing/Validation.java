package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.ACCESS_TOKEN_STRATEGY;
import static dev.oryadmin.testing.ClientField.ALLOWED_CORS_ORIGINS;
import static dev.oryadmin.testing.ClientField.CLIENT_SECRET;
import static dev.oryadmin.testing.ClientField.CLIENT_URI;
import static dev.oryadmin.testing.ClientField.JWKS;
import static dev.oryadmin.testing.ClientField.JWKS_URI;
import static dev.oryadmin.testing.ClientField.LOGO_URI;
import static dev.oryadmin.testing.ClientField.METADATA;
import static dev.oryadmin.testing.ClientField.POLICY_URI;
import static dev.oryadmin.testing.ClientField.POST_LOGOUT_REDIRECT_URIS;
import static dev.oryadmin.testing.ClientField.REDIRECT_URIS;
import static dev.oryadmin.testing.ClientField.SCOPE;
import static dev.oryadmin.testing.ClientField.SECTOR_IDENTIFIER_URI;
import static dev.oryadmin.testing.ClientField.SKIP_CONSENT;
import static dev.oryadmin.testing.ClientField.SKIP_LOGOUT_CONSENT;
import static dev.oryadmin.testing.ClientField.SUBJECT_TYPE;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_SIGNING_ALG;
import static dev.oryadmin.testing.ClientField.TOS_URI;
import static dev.oryadmin.testing.ClientField.USERINFO_SIGNED_RESPONSE_ALG;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The server's rules for clients, in its order, and the defaults that it fills in on the way. */
final class Validation {
  private static final Set<String> KEY_ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private final String defaultScope;
  private final HydraVersion version;

  Validation(String defaultScope, HydraVersion version) {
    this.defaultScope = defaultScope;
    this.version = version;
  }

  /** Checks a client that registers itself, which may set less. */
  void checkRegistration(ClientDocument client) {
    if (client.has(METADATA)) {
      throw Refusal.badMetadata(
          version == HydraVersion.V2_0
              ? "metadata cannot be set for dynamic client registration'"
              : "'metadata' cannot be set for dynamic client registration");
    }
    if (!client.text(ACCESS_TOKEN_STRATEGY).isEmpty()) {
      throw Refusal.badRequest("It is not allowed to choose your own access token strategy.");
    }
    for (ClientField field : List.of(SKIP_CONSENT, SKIP_LOGOUT_CONSENT)) {
      if (client.flag(field)) {
        throw new Refusal(
            400,
            "invalid_request",
            "'" + field.wireName + "' cannot be set for dynamic client registration");
      }
    }
    check(client);
  }

  void check(ClientDocument client) {
    fillIn(client, TOKEN_ENDPOINT_AUTH_METHOD, "client_secret_basic");
    checkKeys(client);
    if (version.checksTermsUri()) {
      checkPage(TOS_URI, client.text(TOS_URI));
    }
    if (version.checksOtherPages()) {
      for (ClientField field : List.of(POLICY_URI, LOGO_URI, CLIENT_URI)) {
        checkPage(field, client.text(field));
      }
    }
    int secretBytes = client.text(CLIENT_SECRET).getBytes(StandardCharsets.UTF_8).length;
    if (secretBytes > 0 && secretBytes < 6) {
      throw Refusal.badMetadata(
          "Field client_secret must contain a secret that is at least 6 characters long.");
    }
    fillIn(client, SCOPE, defaultScope);
    checkOrigins(client);
    checkSector(client.text(SECTOR_IDENTIFIER_URI));
    fillIn(client, USERINFO_SIGNED_RESPONSE_ALG, "none");
    if (!Set.of("none", "RS256").contains(client.text(USERINFO_SIGNED_RESPONSE_ALG))) {
      throw Refusal.badMetadata(
          "Field userinfo_signed_response_alg can either be 'none' or 'RS256'.");
    }
    checkRedirects(client.texts(REDIRECT_URIS));
    fillIn(client, SUBJECT_TYPE, "public");
    if (!client.text(SUBJECT_TYPE).equals("public")) {
      throw Refusal.badMetadata(
          "Subject type %s is not supported by server, only [public] are allowed."
              .formatted(client.text(SUBJECT_TYPE)));
    }
    checkLogoutRedirects(client);
    checkStrategy(client);
  }

  private static void fillIn(ClientDocument client, ClientField field, String value) {
    if (client.text(field).isEmpty()) {
      client.set(field, value);
    }
  }

  private void checkKeys(ClientDocument client) {
    boolean hasUri = !client.text(JWKS_URI).isEmpty();
    if (client.text(TOKEN_ENDPOINT_AUTH_METHOD).equals("private_key_jwt")) {
      if (!client.has(JWKS) && !hasUri) {
        throw Refusal.badMetadata(
            "When token_endpoint_auth_method is 'private_key_jwt', either jwks or jwks_uri must be"
                + " set.");
      }
      String algorithm = client.text(TOKEN_ENDPOINT_AUTH_SIGNING_ALG);
      if (!algorithm.isEmpty() && !KEY_ALGORITHMS.contains(algorithm)) {
        throw Refusal.badMetadata(
            "Only RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512 are supported as"
                + " algorithms for private key authentication.");
      }
    }
    if (client.has(JWKS) && hasUri) {
      throw Refusal.badMetadata(
          "Fields jwks and jwks_uri can not both be set, you must choose one.");
    }
    if (!version.takesSymmetricKeys()
        && client.has(JWKS)
        && JsonWebKeys.hasInvalidKey(client.text(JWKS))) {
      throw Refusal.badMetadata("Invalid JSON web key in set.");
    }
  }

  private void checkPage(ClientField field, String uri) {
    if (uri.isEmpty()) {
      return;
    }
    GoUrl url;
    try {
      url = GoUrl.parseRequestUri(uri, version);
    } catch (GoException e) {
      throw Refusal.badMetadata("Field " + field.wireName + " must be a valid URI.");
    }
    if (!isWeb(url)) {
      throw Refusal.badMetadata(
          version == HydraVersion.V25_4
              ? field.wireName + " " + uri + " must use https:// or http:// as HTTP scheme."
              : uri
                  + " must use https:// or http:// as HTTP scheme for field "
                  + field.wireName
                  + ".");
    }
  }

  private static boolean isWeb(GoUrl url) {
    return url.scheme().equals("https") || url.scheme().equals("http");
  }

  private void checkOrigins(ClientDocument client) {
    if (client.texts(ALLOWED_CORS_ORIGINS).isEmpty()) {
      return;
    }
    List<String> origins = new ArrayList<>();
    for (String origin : client.texts(ALLOWED_CORS_ORIGINS)) {
      GoUrl url;
      try {
        url = GoUrl.parse(origin, version);
      } catch (GoException e) {
        throw Refusal.badMetadata(
            "Origin URL %s from allowed_cors_origins could not be parsed: %s"
                .formatted(origin, e.text()));
      }
      if (!isWeb(url)) {
        throw Refusal.badMetadata(
            "Origin URL " + origin + " must use https:// or http:// as HTTP scheme.");
      }
      if (!url.userInfo().isEmpty()) {
        throw Refusal.badMetadata(
            "Origin URL " + origin + " has HTTP user and/or password set which is not allowed.");
      }
      if (!url.path().replaceAll("/+$", "").isEmpty()
          || !url.query().isEmpty()
          || !url.fragment().isEmpty()) {
        throw Refusal.badMetadata(
            "Origin URL %s must have an empty path, query, and fragment but one of the parts is not empty."
                .formatted(origin));
      }
      String host = url.host().isEmpty() ? "" : "//" + url.host();
      origins.add(url.scheme() + ":" + (url.opaque().isEmpty() ? host : url.opaque()));
    }
    client.set(ALLOWED_CORS_ORIGINS, origins);
  }

  /** The real server fetches the document; this one reaches nobody, so none is ever good. */
  private void checkSector(String uri) {
    if (uri.isEmpty()) {
      return;
    }
    try {
      GoUrl.parse(uri, version);
    } catch (GoException e) {
      throw Refusal.badMetadata(
          "Value of sector_identifier_uri could not be parsed because " + e.text() + ".");
    }
    throw Refusal.badMetadata("");
  }

  private void checkRedirects(List<String> uris) {
    for (String uri : uris) {
      if (uri.contains("#")) {
        throw Refusal.badRedirectUri("Redirect URIs must not contain fragments (#).");
      }
      try {
        GoUrl.parseRequestUri(uri, version);
      } catch (GoException e) {
        throw Refusal.badRedirectUri("Unable to parse redirect URL: " + uri);
      }
    }
  }

  private void checkLogoutRedirects(ClientDocument client) {
    for (String uri : client.texts(POST_LOGOUT_REDIRECT_URIS)) {
      GoUrl logout;
      try {
        logout = GoUrl.parseRequestUri(uri, version);
      } catch (GoException e) {
        throw Refusal.badMetadata("Unable to parse post_logout_redirect_uri: " + uri);
      }
      boolean known = false;
      for (String redirect : client.texts(REDIRECT_URIS)) {
        known |= sharesOrigin(logout, redirect);
      }
      if (!known) {
        throw Refusal.badMetadata(
            "post_logout_redirect_uri '%s' must match the domain, port, scheme of at least one of the registered redirect URIs but did not%s"
                .formatted(
                    version.hasOldRouter() ? uri : quoted(uri), version.hasOldRouter() ? "'" : ""));
      }
    }
  }

  /** As Go quotes it inside a text; quotation marks then become apostrophes. */
  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private boolean sharesOrigin(GoUrl logout, String redirect) {
    try {
      GoUrl url = GoUrl.parseRequestUri(redirect, version);
      return url.scheme().equals(logout.scheme()) && url.host().equals(logout.host());
    } catch (GoException e) {
      return false;
    }
  }

  private static void checkStrategy(ClientDocument client) {
    String strategy = client.text(ACCESS_TOKEN_STRATEGY);
    String canonical = strategy.toLowerCase(Locale.ROOT);
    if (!Set.of("", "jwt", "opaque").contains(canonical)) {
      throw Refusal.badMetadata(
          "invalid access token strategy: expected one of [jwt, opaque] but got " + canonical);
    }
    client.set(ACCESS_TOKEN_STRATEGY, canonical);
  }
}
