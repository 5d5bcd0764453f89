package dev.oryadmin.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Page tokens: the id after which a page starts and an expiry time, encrypted. They can't be made
 * up, live for an hour, and no two are equal.
 */
final class PageTokens {
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;

  private final Clock clock;
  private final RandomValues random;
  private final HydraVersion version;
  private final SecretKeySpec key;

  PageTokens(Clock clock, RandomValues random, HydraVersion version) {
    this.clock = clock;
    this.random = random;
    this.version = version;
    this.key = new SecretKeySpec(random.bytes(16), "AES");
  }

  String after(String id) {
    byte[] nonce = random.bytes(NONCE_LENGTH);
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + name.length)
            .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
            .put(name)
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      byte[] token = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, token, nonce.length, sealed.length);
      return Base64.getUrlEncoder().encodeToString(token);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM failed to encrypt", e);
    }
  }

  /** Returns the id after which the page of a token starts. */
  String read(String token) {
    ByteBuffer plain;
    try {
      byte[] bytes = decode(GoUrl.decode(token, true)); // the server unescapes it once more
      if (bytes.length < NONCE_LENGTH + TAG_BITS / Byte.SIZE) {
        if (version.isBetweenRouters() && bytes.length < 24) {
          throw new ConnectionLost("v25.4 reads 24 bytes of a page token without asking");
        }
        throw refused("invalid pagination token");
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE_LENGTH);
      byte[] sealed = Arrays.copyOfRange(bytes, NONCE_LENGTH, bytes.length);
      plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed));
    } catch (GoException e) {
      throw refused(e.text());
    } catch (IllegalArgumentException e) {
      throw refused(
          version.isBetweenRouters()
              ? "decode token: illegal base64 data at input byte 0"
              : "invalid pagination token");
    } catch (GeneralSecurityException e) {
      throw refused("invalid pagination token");
    }
    if (!clock.instant().isBefore(Instant.ofEpochSecond(plain.getLong()))) {
      throw refused("page token expired, do not persist page tokens");
    }
    return StandardCharsets.UTF_8.decode(plain).toString();
  }

  /** Go wants the padding. */
  private static byte[] decode(String token) {
    if (token.length() % 4 != 0) {
      throw new IllegalArgumentException("not padded");
    }
    return Base64.getUrlDecoder().decode(token);
  }

  static Refusal refused(String detail) {
    return Refusal.badRequest("Unable to parse pagination parameters: " + detail);
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
