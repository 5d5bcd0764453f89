package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.ACCESS_TOKEN_STRATEGY;
import static dev.oryadmin.model.OAuth2Client.ALLOWED_CORS_ORIGINS;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.SCOPE;
import static dev.oryadmin.model.OAuth2Client.SUBJECT_TYPE;
import static dev.oryadmin.model.OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD;
import static dev.oryadmin.model.OAuth2Client.USERINFO_SIGNED_RESPONSE_ALG;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.Property.Trait;
import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.model.JsonWebKey;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the properties in which two clients differ in meaning.
 *
 * <p>Each value is converted to a canonical one. Values of the same meaning have the same canonical
 * value: absent, null, empty and the server's default; lists without an order; other spellings of a
 * duration.
 */
final class ClientDifferences {
  /** The values that the server stores by default. */
  private static final Map<Property<OAuth2Client, ?>, String> DEFAULTS =
      Map.of(
          TOKEN_ENDPOINT_AUTH_METHOD, "client_secret_basic",
          SUBJECT_TYPE, "public",
          USERINFO_SIGNED_RESPONSE_ALG, "none");

  private ClientDifferences() {}

  /**
   * Returns the managed properties that are not as desired.
   *
   * <p>It never returns read-only properties, the id or the secret (which the server does not
   * show). It returns the scope only if one is desired, because the server's default is unknown.
   */
  static Set<Property<OAuth2Client, ?>> between(
      OAuth2Client desired,
      OAuth2Client actual,
      Collection<? extends Property<OAuth2Client, ?>> managed) {
    Set<Property<OAuth2Client, ?>> differing = new LinkedHashSet<>();
    for (Property<OAuth2Client, ?> property : managed) {
      boolean compared =
          !property.readOnly()
              && !property.is(Trait.IDENTIFIER)
              && property != CLIENT_SECRET
              && (property != SCOPE || canonical(SCOPE, desired) != null);
      if (compared && !Objects.equals(canonical(property, desired), canonical(property, actual))) {
        differing.add(property);
      }
    }
    return differing;
  }

  /** Returns true if a property has no value, or one that the server treats as none. */
  static boolean isEmpty(Property<OAuth2Client, ?> property, OAuth2Client client) {
    return canonical(client.get(property)) == null;
  }

  /**
   * Returns a digest of everything that can be written, except the secret. Clients of the same
   * meaning have the same digest, in every process.
   */
  static String fingerprint(OAuth2Client client) {
    StringBuilder text = new StringBuilder();
    for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
      if (!property.readOnly() && property != CLIENT_SECRET) {
        text.append(property.name()).append('=').append(text(canonical(property, client)));
        text.append('\n');
      }
    }
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Returns a text whose members are sorted, because the order of sets is random. */
  private static String text(@Nullable Object canonical) {
    if (canonical instanceof Set<?> set) {
      return set.stream().map(ClientDifferences::text).sorted().toList().toString();
    }
    if (canonical instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> text(member.getKey()) + ":" + text(member.getValue()))
          .sorted()
          .toList()
          .toString();
    }
    if (canonical instanceof List<?> list) {
      return list.stream().map(ClientDifferences::text).toList().toString();
    }
    if (canonical instanceof RawJson json) {
      return text(json.toTree());
    }
    return canonical instanceof Secret secret ? secret.reveal() : String.valueOf(canonical);
  }

  private static String text(JsonElement json) {
    if (json instanceof JsonObject object) {
      return object.entrySet().stream()
          .map(member -> new JsonPrimitive(member.getKey()) + ":" + text(member.getValue()))
          .sorted()
          .toList()
          .toString();
    }
    if (json instanceof JsonArray array) {
      return "-" + array.asList().stream().map(ClientDifferences::text).toList();
    }
    return json.toString();
  }

  private static @Nullable Object canonical(Property<OAuth2Client, ?> property, OAuth2Client of) {
    Object value = canonical(of.get(property));
    if (value == null) {
      return DEFAULTS.get(property);
    }
    if (property == SCOPE) { // RFC 6749, section 3.3: the order does not matter
      return Set.copyOf(OAuth2Scope.split(value.toString()));
    }
    if (property == ACCESS_TOKEN_STRATEGY) {
      return value.toString().toLowerCase(Locale.ROOT);
    }
    if (property == ALLOWED_CORS_ORIGINS) {
      Set<String> origins = new HashSet<>();
      of.allowedCorsOrigins().forEach(origin -> origins.add(origin(origin)));
      return origins;
    }
    return value;
  }

  /**
   * Returns an origin as the server stores it: with its scheme in lower case and no slashes at the
   * end.
   */
  private static String origin(String url) {
    String trimmed = url.replaceAll("/++$", "");
    int scheme = trimmed.indexOf("://");
    return scheme < 0
        ? trimmed
        : trimmed.substring(0, scheme).toLowerCase(Locale.ROOT) + trimmed.substring(scheme);
  }

  /** Returns the canonical value; null for everything that means "none". */
  private static @Nullable Object canonical(@Nullable Object value) {
    if (value instanceof OpenEnum open) {
      return canonical(open.value());
    }
    if (value instanceof String text) {
      return text.isEmpty() ? null : text;
    }
    if (value instanceof Boolean flag) {
      return flag ? true : null;
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? null : new HashSet<>(list);
    }
    if (value instanceof JsonWebKeySet keys) {
      return keys.has(JsonWebKeySet.KEYS) ? canonical(keys) : null;
    }
    if (value instanceof JsonElement json) {
      return json.isJsonNull() || json.equals(new JsonObject()) ? null : RawJson.of(json);
    }
    return value;
  }

  /** Returns only the members that this SDK knows, because the server drops others from a key. */
  private static Set<Map<String, Object>> canonical(JsonWebKeySet keys) {
    Set<Map<String, Object>> set = new HashSet<>();
    for (JsonWebKey key : keys.keys()) {
      Map<String, Object> members = new HashMap<>();
      for (Property<JsonWebKey, ?> member : JsonWebKey.PROPERTIES) {
        Object value = key.get(member);
        if (value != null && !value.equals("") && !value.equals(List.of())) {
          members.put(member.name(), value);
        }
      }
      set.add(members);
    }
    return set;
  }
}
