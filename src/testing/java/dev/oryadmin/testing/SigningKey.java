package dev.oryadmin.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * The RSA key that signs tokens, as RS256. To search for primes would take a second; these are the
 * greatest ones below 2^1024, of which each fake takes two. The key is no secret, and must not be
 * one: what it signs proves nothing outside of a test. Thread-safe.
 */
final class SigningKey {
  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

  /** How far below 2^1024 the greatest primes are. */
  private static final int[] PRIMES = {105, 179, 1397, 3177, 5025, 5409, 6083, 6369};

  private final String id;
  private final BigInteger modulus;
  private final PrivateKey key;

  private SigningKey(String id, BigInteger p, BigInteger q) {
    this.id = id;
    this.modulus = p.multiply(q);
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger q1 = q.subtract(BigInteger.ONE);
    BigInteger d = EXPONENT.modInverse(p1.multiply(q1));
    try {
      this.key =
          KeyFactory.getInstance("RSA")
              .generatePrivate(
                  new RSAPrivateCrtKeySpec(
                      modulus, EXPONENT, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  static SigningKey choose(RandomValues random) {
    byte[] dice = random.bytes(2);
    int first = (dice[0] & 0xff) % PRIMES.length;
    int second = (first + 1 + (dice[1] & 0xff) % (PRIMES.length - 1)) % PRIMES.length;
    return new SigningKey(random.clientId(), prime(first), prime(second));
  }

  private static BigInteger prime(int index) {
    return BigInteger.TWO.pow(1024).subtract(BigInteger.valueOf(PRIMES[index]));
  }

  /** Returns the public half, as a JSON Web Key. */
  String toJson() {
    return JsonMembers.ordered()
        .text("use", "sig")
        .text("kty", "RSA")
        .text("kid", id)
        .text("alg", "RS256")
        .text("n", base64(unsigned(modulus)))
        .text("e", base64(unsigned(EXPONENT)))
        .toString();
  }

  /** Returns a JSON Web Token with these claims. */
  String sign(JsonMembers claims) {
    String header =
        JsonMembers.sorted().text("alg", "RS256").text("kid", id).text("typ", "JWT").toString();
    String content = base64(utf8(header)) + "." + base64(utf8(claims.toString()));
    return content + "." + base64(signature(content));
  }

  /**
   * Reads the claims of a token that this key signed; that it may have expired does not matter.
   *
   * @throws Refusal if it did not
   */
  JsonMembers verify(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw Refusal.invalidRequest("go-jose/go-jose: compact JWS format must have three parts");
    }
    try {
      // The same content has one signature only.
      byte[] signature = signature(parts[0] + "." + parts[1]);
      if (!Arrays.equals(signature, Base64.getUrlDecoder().decode(parts[2]))) {
        throw Refusal.invalidRequest("go-jose/go-jose: error in cryptographic primitive");
      }
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      JsonMembers members = JsonMembers.sorted();
      for (JsonText.Member member : JsonSyntax.only(claims).members()) {
        members.json(member.name(), member.value().text());
      }
      return members;
    } catch (IllegalArgumentException | GoException e) {
      throw Refusal.invalidRequest("illegal base64 data at input byte 0");
    }
  }

  private byte[] signature(String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(utf8(content));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA256withRSA failed", e);
    }
  }

  /** Returns the left half of a hash: what at_hash and c_hash are. */
  static String halfHash(String token) {
    return base64(Arrays.copyOf(sha256(token), 16));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
