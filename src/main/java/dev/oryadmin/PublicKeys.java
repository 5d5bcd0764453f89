package dev.oryadmin;

import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.model.JsonWebKey;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import java.util.List;

/** The keys of clients without what only their owners may know. */
final class PublicKeys {
  private PublicKeys() {}

  /**
   * Returns the same client, without private members of its keys, and without keys that can't be
   * read.
   */
  static OAuth2Client of(OAuth2Client client) {
    JsonWebKeySet keys;
    try {
      keys = client.get(OAuth2Client.JWKS);
    } catch (DecodeException e) { // nobody can tell what is in it
      return client.toBuilder().unset(OAuth2Client.JWKS).build();
    }
    return keys == null || arePublic(keys)
        ? client
        : client.toBuilder().set(OAuth2Client.JWKS, of(keys)).build();
  }

  private static boolean arePublic(JsonWebKeySet keys) {
    return keys.keys().stream().allMatch(key -> key.equals(publicPart(key)));
  }

  private static JsonWebKeySet of(JsonWebKeySet keys) {
    List<JsonWebKey> publicKeys = keys.keys().stream().map(PublicKeys::publicPart).toList();
    return keys.toBuilder().keys(publicKeys).build();
  }

  private static JsonWebKey publicPart(JsonWebKey key) {
    JsonWebKey.Builder open = key.toBuilder();
    for (Property<JsonWebKey, ?> member : JsonWebKey.PROPERTIES) {
      if (member.sensitive()) {
        open.unset(member);
      }
    }
    for (String name : key.additionalProperties().keySet()) {
      if (Redaction.isPrivateKeyMember(name)) {
        open.removeAdditionalProperty(name);
      }
    }
    return open.build();
  }
}
