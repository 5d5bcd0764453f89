package dev.oryadmin.testing;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where ids, secrets and tokens come from; with a seed, the same ones each time. Thread-safe. */
final class RandomValues {
  static final String TOKEN_PREFIX = "ory_at_";

  private static final String SECRET_ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.~-";
  private static final int SECRET_LENGTH = 26;
  private static final String USER_CODE_ALPHABET =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int USER_CODE_LENGTH = 8;

  private final Random random;

  RandomValues(@Nullable Long seed) {
    this.random = seed == null ? new SecureRandom() : new Random(seed);
  }

  String clientId() {
    byte[] bytes = bytes(16);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = high << 8 | (bytes[i] & 0xff);
      low = low << 8 | (bytes[i + 8] & 0xff);
    }
    return new UUID(high, low).toString();
  }

  String clientSecret() {
    StringBuilder secret = new StringBuilder(SECRET_LENGTH);
    for (int i = 0; i < SECRET_LENGTH; i++) {
      secret.append(SECRET_ALPHABET.charAt(random.nextInt(SECRET_ALPHABET.length())));
    }
    return secret.toString();
  }

  /** Returns a token of the shape {@code ory_at_…43 characters….…43 characters…}. */
  String token() {
    return TOKEN_PREFIX + base64(bytes(32)) + "." + base64(bytes(32));
  }

  /** Returns a token of the same shape for another purpose. */
  String token(String prefix) {
    return prefix + token().substring(TOKEN_PREFIX.length());
  }

  /** Returns 32 hexadecimal digits, which are a UUID without its dashes. */
  String hex() {
    return clientId().replace("-", "");
  }

  /** Returns so many characters that need no escape in a URL. */
  String urlSafe(int length) {
    return base64(bytes((length * 3 + 3) / 4)).substring(0, length);
  }

  /** Returns a code that a person types: letters and digits that look like no other. */
  String userCode() {
    StringBuilder code = new StringBuilder(USER_CODE_LENGTH);
    for (int i = 0; i < USER_CODE_LENGTH; i++) {
      code.append(USER_CODE_ALPHABET.charAt(random.nextInt(USER_CODE_ALPHABET.length())));
    }
    return code.toString();
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
