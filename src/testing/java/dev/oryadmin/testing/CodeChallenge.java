package dev.oryadmin.testing;

import java.util.regex.Pattern;

/** Proof keys for code exchange (RFC 7636). */
final class CodeChallenge {
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]*");
  private static final int MIN_LENGTH = 43;
  private static final int MAX_LENGTH = 128;

  private CodeChallenge() {}

  /** Refuses a method that is unknown or too weak. */
  static void check(Query request) {
    if (request.first("code_challenge").isEmpty()) {
      return;
    }
    switch (request.first("code_challenge_method")) {
      case "S256" -> {}
      case "", "plain" ->
          throw Refusal.invalidRequest(
              "Clients must use code_challenge_method=S256, plain is not allowed.");
      default ->
          throw Refusal.invalidRequest(
              "The code_challenge_method is not supported, use S256 instead.");
    }
  }

  /** Refuses a code whose owner can't prove that it asked for it. */
  static void verify(IssuedTokens.Code code, String verifier) {
    boolean asked = !code.challenge.isEmpty() || !code.challengeMethod.isEmpty();
    if (!asked && verifier.isEmpty()) {
      return;
    }
    if (!asked || code.challengeSpent) {
      throw Refusal.invalidGrant("Unable to find initial PKCE data tied to this request");
    }
    code.challengeSpent = true; // one try, whatever it brings
    if (verifier.length() < MIN_LENGTH) {
      throw Refusal.invalidGrant("The PKCE code verifier must be at least 43 characters.");
    }
    if (verifier.length() > MAX_LENGTH) {
      throw Refusal.invalidGrant("The PKCE code verifier can not be longer than 128 characters.");
    }
    if (!VERIFIER.matcher(verifier).matches()) {
      throw Refusal.invalidGrant(
          "The PKCE code verifier must only contain [a-Z], [0-9], '-', '.', '_', '~'.");
    }
    if (!SigningKey.base64(SigningKey.sha256(verifier)).equals(code.challenge)) {
      throw Refusal.invalidGrant("The PKCE code challenge did not match the code verifier.");
    }
  }
}
