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

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
