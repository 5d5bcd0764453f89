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

  private final int status;
  private final String error;
  private final String description;

  Refusal(int status, String error, String description) {
    super(error + ": " + description, null, false, false);
    this.status = status;
    this.error = error;
    // The server never sends a double quote in a description.
    this.description = description.replace('"', '\'');
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
