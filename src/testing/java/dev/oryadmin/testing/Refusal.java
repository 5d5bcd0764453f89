package dev.oryadmin.testing;

/** A request that is answered with an error of the flat shape. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final String BAD_REQUEST =
      "The request was malformed or contained invalid parameters";
  private static final String BAD_METADATA =
      "The value of one of the Client Metadata fields is invalid and the server has rejected this"
          + " request. Note that an Authorization Server MAY choose to substitute a valid value for"
          + " any requested parameter of a Client's Metadata.";

  private static final String INVALID_REQUEST =
      "The request is missing a required parameter, includes an invalid parameter value, includes a"
          + " parameter more than once, or is otherwise malformed.";
  private static final String INVALID_GRANT =
      "The provided authorization grant (e.g., authorization code, resource owner credentials) or"
          + " refresh token is invalid, expired, revoked, does not match the redirection URI used"
          + " in the authorization request, or was issued to another client.";
  private static final String INVALID_CLIENT =
      "Client authentication failed (e.g., unknown client, no client authentication included, or"
          + " unsupported authentication method).";

  private final int status;
  private final String error;
  private final String description;

  Refusal(int status, String error, String description) {
    // The server never sends a double quote in a description of its own.
    this(status, error, description.replace('"', '\''), true);
  }

  /**
   * Creates one with a description that others wrote.
   *
   * @param verbatim true
   */
  Refusal(int status, String error, String description, boolean verbatim) {
    super(error + ": " + description, null, false, false);
    this.status = status;
    this.error = error;
    this.description = description;
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }

  String description() {
    return description;
  }

  /** A mistake in a flow; the hint says which. */
  static Refusal invalidRequest(String hint) {
    return new Refusal(
        400, "invalid_request", hint.isEmpty() ? INVALID_REQUEST : INVALID_REQUEST + " " + hint);
  }

  static Refusal accessDenied(String hint) {
    return new Refusal(
        403,
        "access_denied",
        "The resource owner or authorization server denied the request. " + hint);
  }

  static Refusal forbidden(String hint) {
    return new Refusal(403, "request_forbidden", "The request is not allowed. " + hint);
  }

  static Refusal expired(String what) {
    return new Refusal(
        401,
        "request_unauthorized",
        "The request could not be authorized. The "
            + what
            + " request has expired, please try "
            + (what.equals("logout") ? "the flow again." : "again."));
  }

  static Refusal invalidGrant(String hint) {
    return new Refusal(
        400, "invalid_grant", hint.isEmpty() ? INVALID_GRANT : INVALID_GRANT + " " + hint);
  }

  static Refusal invalidScope(String scope) {
    return new Refusal(
        400,
        "invalid_scope",
        "The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not"
            + " allowed to request scope '"
            + scope
            + "'.");
  }

  static Refusal invalidClient(String hint) {
    return new Refusal(
        401, "invalid_client", hint.isEmpty() ? INVALID_CLIENT : INVALID_CLIENT + " " + hint);
  }

  static Refusal loginRequired(String hint) {
    return new Refusal(
        400,
        "login_required",
        "The Authorization Server requires End-User authentication. " + hint);
  }

  static Refusal consentRequired(String hint) {
    return new Refusal(
        400, "consent_required", "The Authorization Server requires End-User consent. " + hint);
  }

  static Refusal unsupportedResponseType(String hint) {
    return new Refusal(
        400,
        "unsupported_response_type",
        "The authorization server does not support obtaining a token using this method. " + hint);
  }

  static Refusal notFound() {
    return new Refusal(404, "Not Found", "Unable to locate the requested resource");
  }

  /** A mistake that the server can't name, with a status of the client's. */
  static Refusal unnamed() {
    return new Refusal(400, "error", "The error is unrecognizable");
  }

  static Refusal badRequest(String description) {
    return new Refusal(400, BAD_REQUEST, description);
  }

  static Refusal idChosen() {
    return badRequest(
        "It is no longer possible to set an OAuth2 Client ID as a user. The system will generate"
            + " a unique ID for you.");
  }

  static Refusal undecodable(String detail) {
    return badRequest("Unable to decode the request body: " + detail);
  }

  /** A value that breaks a rule for clients; without a hint the client learns no more. */
  static Refusal badMetadata(String hint) {
    return new Refusal(
        400, "invalid_client_metadata", hint.isEmpty() ? BAD_METADATA : BAD_METADATA + " " + hint);
  }

  static Refusal badRedirectUri(String hint) {
    return new Refusal(
        400, "invalid_redirect_uri", "The value of one or more redirect_uris is invalid. " + hint);
  }

  static Refusal noSuchClient() {
    return new Refusal(404, "Unable to locate the resource", "");
  }

  static Refusal duplicate() {
    return new Refusal(
        409,
        "Unable to insert or update resource because a resource with that value exists already",
        "");
  }

  /** What every failure to apply a patch looks like. */
  static Refusal unrecognizable() {
    return new Refusal(500, "error", "The error is unrecognizable");
  }

  static Refusal registrationOff() {
    return new Refusal(
        404, "The requested resource could not be found", "Dynamic registration is not enabled.");
  }

  static Refusal badCredentials() {
    return new Refusal(
        401,
        "The request could not be authorized",
        "The requested OAuth 2.0 client does not exist or you provided incorrect credentials.");
  }
}
