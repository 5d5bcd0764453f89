package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets of JSON Web Keys as go-jose reads and writes them. */
final class JsonWebKeys {
  private JsonWebKeys() {}

  /** Returns the array of keys as it is stored. */
  static String normalize(JsonText keys, HydraVersion version) throws GoException {
    List<String> normal = new ArrayList<>();
    for (JsonText key : keys.elements()) {
      normal.add(version == HydraVersion.V2_0 ? oldNormal(key) : JsonWebKey.normal(key));
    }
    return "[" + String.join(",", normal) + "]";
  }

  /** The older go-jose has another name, and reads no link to a certificate. */
  private static String oldNormal(JsonText key) throws GoException {
    if (key.is(JsonText.Kind.OBJECT)) {
      for (JsonText.Member member : key.members()) {
        if (member.name().equals("x5u") && member.value().is(JsonText.Kind.STRING)) {
          throw new GoException("json: cannot unmarshal string into Go value of type url.URL");
        }
      }
    }
    try {
      return JsonWebKey.normal(key);
    } catch (GoException e) {
      throw new GoException(e.text().replaceFirst("^go-jose/", "square/"));
    }
  }

  /**
   * Returns whether a stored set holds a key that no client may have: a symmetric one, or one whose
   * exponent is zero.
   */
  static boolean hasInvalidKey(String set) {
    for (JsonText.Member member : new JsonText(set).members()) {
      if (member.value().is(JsonText.Kind.ARRAY)) {
        for (JsonText key : member.value().elements()) {
          Map<String, String> texts = new HashMap<>();
          for (JsonText.Member each : key.members()) {
            texts.put(each.name(), each.value().text());
          }
          if ("\"oct\"".equals(texts.get("kty")) || "\"\"".equals(texts.get("e"))) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
