package dev.oryadmin.testing;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One JSON Web Key as go-jose reads, checks and writes it. */
final class JsonWebKey {
  private static final Set<String> TEXTS =
      Set.of("use", "kty", "kid", "crv", "alg", "x5u", "x5t", "x5t#S256");
  private static final Set<String> NUMBERS =
      Set.of("k", "x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi");
  private static final int SHA_1 = 20;
  private static final int SHA_256 = 32;
  private static final int ED25519 = 32;

  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, byte[]> numbers = new TreeMap<>();
  private final List<String> chain = new ArrayList<>();

  /** What is written, in the order of go-jose. */
  private final Map<String, String> written = new LinkedHashMap<>();

  private JsonWebKey() {}

  /** Returns a key in the form in which it is stored. */
  static String normal(JsonText json) throws GoException {
    JsonWebKey key = new JsonWebKey();
    key.read(json);
    List<Certificate> certificates = key.certificates();
    key.check(certificates);
    return key.write();
  }

  /** Takes the members that go-jose knows; the first that is wrong is told. */
  private void read(JsonText json) throws GoException {
    if (json.is(JsonText.Kind.NULL)) {
      return;
    }
    if (!json.is(JsonText.Kind.OBJECT)) {
      throw new GoException(
          "json: cannot unmarshal "
              + json.kind().goName
              + " into Go value of type jose.rawJSONWebKey");
    }
    Set<String> names = new HashSet<>();
    for (JsonText.Member member : json.members()) {
      String name = member.name();
      JsonText value = member.value();
      if (!names.add(name)) {
        throw new GoException("json: duplicate key '" + name + "' in object");
      }
      if (value.is(JsonText.Kind.NULL)) {
        continue;
      }
      if (TEXTS.contains(name) && value.is(JsonText.Kind.STRING)) {
        texts.put(name, value.string());
      } else if (NUMBERS.contains(name)) {
        if (!value.is(JsonText.Kind.STRING)) {
          throw mismatch(value, "string");
        }
        numbers.put(name, GoBase64.url(value.string()));
      } else if (name.equals("x5c") && value.is(JsonText.Kind.ARRAY)) {
        for (JsonText item : value.elements()) {
          if (item.is(JsonText.Kind.STRING) || item.is(JsonText.Kind.NULL)) {
            chain.add(item.is(JsonText.Kind.NULL) ? "" : item.string());
          } else {
            throw mismatch(item, "string");
          }
        }
      } else if (TEXTS.contains(name) || name.equals("x5c")) {
        throw mismatch(value, name.equals("x5c") ? "[]string" : "string");
      }
    }
  }

  private static GoException mismatch(JsonText value, String type) {
    return new GoException(
        "json: cannot unmarshal " + value.kind().goName + " into Go value of type " + type);
  }

  private List<Certificate> certificates() throws GoException {
    List<Certificate> certificates = new ArrayList<>();
    for (String text : chain) {
      try {
        byte[] bytes = GoBase64.standard(text);
        certificates.add(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(bytes)));
      } catch (GoException e) {
        throw complaint("failed to unmarshal x5c field: " + e.getMessage());
      } catch (CertificateException e) {
        throw complaint("failed to unmarshal x5c field: x509: malformed certificate");
      }
    }
    return certificates;
  }

  private void check(List<Certificate> certificates) throws GoException {
    String type = text("kty");
    switch (type) {
      case "RSA" -> rsa();
      case "EC" -> ec();
      case "OKP" -> okp();
      case "oct" -> {
        if (!certificates.isEmpty()) {
          throw complaint("invalid JWK, found 'oct' (symmetric) key with cert chain");
        }
        if (!numbers.containsKey("k")) {
          throw complaint("invalid OCT (symmetric) key, missing k value");
        }
      }
      default -> throw complaint("unknown json web key type '" + type + "'");
    }
    if (!certificates.isEmpty() && !isKeyOf(certificates.get(0).getPublicKey())) {
      throw complaint("invalid JWK, public keys in key and x5c fields do not match");
    }
    if (!text("x5u").isEmpty()) {
      try {
        GoUrl.parse(text("x5u"), HydraVersion.LATEST);
      } catch (GoException e) {
        throw complaint("invalid JWK, x5u header is invalid URL: " + e.getMessage());
      }
    }
    byte[] sha1 = thumbprint("x5t");
    byte[] sha256 = thumbprint("x5t#S256");
    checkSize("x5t", sha1, SHA_1);
    checkSize("x5t#S256", sha256, SHA_256);
  }

  private void rsa() throws GoException {
    if (!numbers.containsKey("d")) {
      if (!numbers.containsKey("n") || !numbers.containsKey("e")) {
        throw complaint("invalid RSA key, missing n/e values");
      }
      return;
    }
    List<String> missing =
        List.of("n", "e", "d", "p", "q").stream()
            .filter(name -> !numbers.containsKey(name))
            .map(name -> name.toUpperCase(Locale.ROOT))
            .toList();
    if (!missing.isEmpty()) {
      throw complaint(
          "invalid RSA private key, missing " + String.join(", ", missing) + " value(s)");
    }
    if (number("p").compareTo(BigInteger.ONE) <= 0 || number("q").compareTo(BigInteger.ONE) <= 0) {
      throw new GoException("modulus must be > 1");
    }
    if (!number("p").multiply(number("q")).equals(number("n"))) {
      throw new GoException("crypto/rsa: product of primes doesn't match modulus");
    }
  }

  private BigInteger number(String name) {
    return new BigInteger(1, numbers.getOrDefault(name, new byte[0]));
  }

  private void ec() throws GoException {
    EllipticCurve curve = EllipticCurve.named(text("crv"));
    if (curve == null) {
      throw complaint("unsupported elliptic curve '" + text("crv") + "'");
    }
    boolean secret = numbers.containsKey("d");
    if (!numbers.containsKey("x") || !numbers.containsKey("y")) {
      throw complaint(
          secret
              ? "invalid EC private key, missing x/y/d values"
              : "invalid EC key, missing x/y values");
    }
    for (String name : secret ? List.of("x", "y", "d") : List.of("x", "y")) {
      if (numbers.getOrDefault(name, new byte[0]).length != curve.size()) {
        throw complaint(
            "invalid EC " + (secret ? "private" : "public") + " key, wrong length for " + name);
      }
    }
    if (!curve.has(number("x"), number("y"))) {
      throw complaint("invalid EC key, X/Y are not on declared curve");
    }
  }

  private void okp() throws GoException {
    if (!text("crv").equals("Ed25519") || !numbers.containsKey("x")) {
      throw complaint("unknown curve " + text("crv") + "'");
    }
  }

  private boolean isKeyOf(PublicKey certified) {
    if (certified instanceof RSAPublicKey rsa) {
      return rsa.getModulus().equals(number("n")) && rsa.getPublicExponent().equals(number("e"));
    }
    if (certified instanceof ECPublicKey ec) {
      return ec.getW().getAffineX().equals(number("x"))
          && ec.getW().getAffineY().equals(number("y"));
    }
    return true;
  }

  private byte[] thumbprint(String name) throws GoException {
    try {
      return GoBase64.url(text(name));
    } catch (GoException e) {
      throw complaint("invalid JWK, " + name + " header has invalid encoding");
    }
  }

  private static void checkSize(String name, byte[] print, int size) throws GoException {
    if (print.length > 0 && print.length != size) {
      throw complaint("invalid JWK, " + name + " header is of incorrect size");
    }
  }

  private String write() {
    text("use", text("use"));
    text("kty", text("kty"));
    text("kid", text("kid"));
    String type = text("kty");
    if (type.equals("EC") || type.equals("OKP")) {
      text("crv", text("crv"));
    }
    text("alg", text("alg"));
    switch (type) {
      case "RSA" -> {
        for (String name : List.of("n", "e", "d", "p", "q", "dp", "dq", "qi")) {
          boolean secret = !name.equals("n") && !name.equals("e");
          if (numbers.containsKey(name) && (!secret || numbers.containsKey("d"))) {
            bytes(name, GoBase64.trimmed(numbers.get(name)));
          }
        }
      }
      case "oct" -> bytes("k", numbers.get("k"));
      default -> {
        for (String name : List.of("x", "y", "d")) {
          if (numbers.containsKey(name)) {
            byte[] number = numbers.get(name);
            bytes(name, type.equals("OKP") ? GoBase64.sized(number, ED25519) : number);
          }
        }
        if (type.equals("OKP")) {
          written.remove("y");
        }
      }
    }
    if (!chain.isEmpty()) {
      List<String> items = chain.stream().map(JsonText::quote).toList();
      written.put("x5c", "[" + String.join(",", items) + "]");
    }
    text("x5u", text("x5u"));
    text("x5t", text("x5t").replaceAll("=+$", ""));
    text("x5t#S256", text("x5t#S256").replaceAll("=+$", ""));
    List<String> members = new ArrayList<>();
    written.forEach((name, value) -> members.add(JsonText.quote(name) + ":" + value));
    return "{" + String.join(",", members) + "}";
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      written.put(name, JsonText.quote(value));
    }
  }

  private void bytes(String name, byte @Nullable [] value) {
    byte[] bytes = value == null ? new byte[0] : value;
    written.put(name, JsonText.quote(GoBase64.url(bytes)));
  }

  private String text(String name) {
    return texts.getOrDefault(name, "");
  }

  private static GoException complaint(String message) {
    return new GoException("go-jose/go-jose: " + message);
  }
}
