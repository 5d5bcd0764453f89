package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Web Keys as go-jose reads and writes them: only members that it knows, in its own order.
 * Whether the numbers make sense as a key is not looked at.
 */
final class JsonWebKeys {
  private static final List<String> MEMBERS =
      List.of(
          "use",
          "kty",
          "kid",
          "crv",
          "alg",
          "k",
          "x",
          "y",
          "n",
          "e",
          "d",
          "p",
          "q",
          "dp",
          "dq",
          "qi",
          "x5c",
          "x5u",
          "x5t",
          "x5t#S256");

  private JsonWebKeys() {}

  /** Returns the array of keys as it is stored. */
  static String normalize(JsonText keys) throws GoException {
    List<String> normal = new ArrayList<>();
    for (JsonText key : keys.elements()) {
      normal.add(normalizeKey(key));
    }
    return "[" + String.join(",", normal) + "]";
  }

  private static String normalizeKey(JsonText key) throws GoException {
    if (!key.is(JsonText.Kind.OBJECT) && !key.is(JsonText.Kind.NULL)) {
      throw new GoException(
          "json: cannot unmarshal "
              + key.kind().goName
              + " into Go value of type jose.rawJSONWebKey");
    }
    Map<String, JsonText> members = new HashMap<>();
    if (key.is(JsonText.Kind.OBJECT)) {
      for (JsonText.Member member : key.members()) {
        members.put(member.name(), member.value());
      }
    }
    check(members);
    StringBuilder out = new StringBuilder("{");
    for (String name : MEMBERS) {
      JsonText value = members.get(name);
      if (value != null && !value.is(JsonText.Kind.NULL)) {
        if (out.length() > 1) {
          out.append(',');
        }
        out.append('"').append(name).append("\":").append(value.compact());
      }
    }
    return out.append('}').toString();
  }

  private static void check(Map<String, JsonText> key) throws GoException {
    String type = text(key, "kty");
    String curve = text(key, "crv");
    switch (type) {
      case "RSA" -> {
        if (!has(key, "n") || !has(key, "e")) {
          throw complaint("invalid RSA key, missing n/e values");
        }
      }
      case "EC" -> {
        if (!List.of("P-256", "P-384", "P-521").contains(curve)) {
          throw complaint("unsupported elliptic curve '" + curve + "'");
        }
        if (!has(key, "x") || !has(key, "y")) {
          throw complaint("invalid EC key, missing x/y values");
        }
      }
      case "OKP" -> {
        if (!List.of("Ed25519", "X25519").contains(curve)) {
          throw complaint("unknown curve '" + curve + "'");
        }
        if (!has(key, "x")) {
          throw complaint("invalid Ed key, missing x value");
        }
      }
      case "oct" -> {
        if (!has(key, "k")) {
          throw complaint("invalid OCT (symmetric) key, missing k value");
        }
      }
      default -> throw complaint("unknown json web key type '" + type + "'");
    }
  }

  /** Returns whether a stored set holds a symmetric key, which no client may publish. */
  static boolean hasSymmetricKey(String set) {
    for (JsonText.Member member : new JsonText(set).members()) {
      if (member.value().is(JsonText.Kind.ARRAY)) {
        for (JsonText key : member.value().elements()) {
          if (key.members().stream()
              .anyMatch(m -> m.name().equals("kty") && m.value().string().equals("oct"))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean has(Map<String, JsonText> key, String name) throws GoException {
    JsonText value = key.get(name);
    if (value == null || value.is(JsonText.Kind.NULL)) {
      return false;
    }
    if (!value.is(JsonText.Kind.STRING)) {
      throw new GoException(
          "json: cannot unmarshal " + value.kind().goName + " into Go value of type string");
    }
    return true;
  }

  private static String text(Map<String, JsonText> key, String name) {
    JsonText value = key.get(name);
    return value != null && value.is(JsonText.Kind.STRING) ? value.string() : "";
  }

  private static GoException complaint(String message) {
    return new GoException("go-jose/go-jose: " + message);
  }
}
