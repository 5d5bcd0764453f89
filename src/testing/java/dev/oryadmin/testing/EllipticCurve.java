package dev.oryadmin.testing;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A curve that keys may lie on. */
final class EllipticCurve {
  private static final Map<String, String> NAMES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  private final java.security.spec.EllipticCurve curve;
  private final BigInteger prime;

  private EllipticCurve(ECParameterSpec parameters) {
    this.curve = parameters.getCurve();
    this.prime = ((ECFieldFp) curve.getField()).getP();
  }

  /** Returns the curve of a name of RFC 7518, or null. */
  static @Nullable EllipticCurve named(String name) {
    String standard = NAMES.get(name);
    if (standard == null) {
      return null;
    }
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(standard));
      return new EllipticCurve(parameters.getParameterSpec(ECParameterSpec.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no curve " + standard, e);
    }
  }

  /** Returns how many bytes a coordinate has. */
  int size() {
    return (prime.bitLength() + 7) / 8;
  }

  boolean has(BigInteger x, BigInteger y) {
    if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
      return false;
    }
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
    return y.pow(2).subtract(right).mod(prime).signum() == 0;
  }
}
