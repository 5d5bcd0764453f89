package dev.oryadmin.examples.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens in forms, so that no other site can send them: each belongs to a cookie of the browser and
 * to one challenge. Nothing is stored. Several servers of one app need the same key. Thread-safe.
 */
final class CsrfTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  CsrfTokens(byte[] key) {
    this.key = key.clone();
  }

  static CsrfTokens withNewKey() {
    return new CsrfTokens(random());
  }

  /** Returns the fields for a form: the challenge, and a token for it. */
  Html fields(Visit visit, String challenge) {
    String cookie = visit.cookie(cookieName(visit));
    if (cookie.isEmpty()) {
      cookie = base64(random());
      visit.setCookie(cookieName(visit), cookie);
    }
    return Html.of(
        """
        <input type="hidden" name="challenge" value="{}">
        <input type="hidden" name="csrf" value="{}">
        """,
        challenge,
        token(cookie, challenge));
  }

  /**
   * Returns the challenge of a form that was sent.
   *
   * @throws BadVisitException if this browser did not get that form from here
   */
  String challenge(Visit visit) {
    String challenge = visit.challenge("challenge");
    String cookie = visit.cookie(cookieName(visit));
    byte[] sent = visit.parameter("csrf").getBytes(UTF_8);
    if (cookie.isEmpty()
        || !MessageDigest.isEqual(sent, token(cookie, challenge).getBytes(UTF_8))) {
      throw new BadVisitException(
          403, "This form is not from this browser, or too old. Cookies must be allowed.");
    }
    return challenge;
  }

  /** With https, no other host of the same domain can set it. */
  private static String cookieName(Visit visit) {
    return visit.isHttps() ? "__Host-csrf" : "csrf";
  }

  private String token(String cookie, String challenge) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(cookie.getBytes(UTF_8));
      mac.update((byte) 0);
      return base64(mac.doFinal(challenge.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
