package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.oryadmin.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Masks secrets in any JSON, by the names of its members. */
public final class Redaction {
  private static final JsonPrimitive MASK = new JsonPrimitive(Secret.MASK);

  private static final int NEVER = Integer.MAX_VALUE;
  private static final int SHORTEST_CLAIM = 4;

  /** The private members of a JSON Web Key (RFC 7518, sections 6.2.2, 6.3.2 and 6.4). */
  private static final Set<String> PRIVATE_KEY_MEMBERS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "k", "oth");

  /**
   * Members that a client stores openly, but that are hidden in logs and messages about calls: what
   * logs someone in, and personal data.
   */
  private static final Set<String> PRIVATE_MEMBERS =
      Set.of("redirect_to", "request_url", "user_code", "context", "session", "ext");

  /** A URL parameter that completes or starts a flow, and its value. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([?&](?:[a-z_]{1,40}_(?:challenge|verifier)|id_token_hint|user_code|code)=)"
              + "[^&#\\s\"<>]+");

  /** The beginning of a JSON member with a string value. */
  private static final Pattern MEMBER =
      Pattern.compile("(\\\\{0,7})\"([^\"\\\\\\p{Cc}]{1,60})\\1\"\\s{0,9}:\\s{0,9}\\1\"");

  private Redaction() {}

  /** Returns a copy of a tree in which the values of all secrets are masked. */
  public static JsonElement mask(JsonElement value) {
    return replace(value, MASK, Redaction::isSecret);
  }

  /** Returns a copy of a tree without the members that hold secrets. */
  static JsonElement withoutSecrets(JsonElement value) {
    return replace(value, null, Redaction::isSecret);
  }

  private static JsonElement replace(
      JsonElement value, @Nullable JsonElement secret, Predicate<String> secretName) {
    if (value instanceof JsonObject object) {
      JsonObject open = new JsonObject();
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        boolean hidden =
            hides(object, member.getKey(), secretName) && !member.getValue().isJsonNull();
        if (!hidden) {
          open.add(member.getKey(), replace(member.getValue(), secret, secretName));
        } else if (secret != null) {
          open.add(member.getKey(), secret);
        }
      }
      return open;
    }
    if (value instanceof JsonArray array) {
      JsonArray open = new JsonArray(array.size());
      for (JsonElement item : array) {
        open.add(replace(item, secret, secretName));
      }
      return open;
    }
    return value;
  }

  /**
   * Returns a JSON text with all secrets masked, and the given secrets wherever they occur; null if
   * it is not JSON.
   */
  public static @Nullable String maskJson(String json, Collection<String> secrets) {
    if (json.isBlank()) {
      return "";
    }
    try {
      JsonReader in = JsonStreams.reader(new StringReader(json));
      JsonElement tree = RawJson.parse(in);
      return in.peek() == JsonToken.END_DOCUMENT ? mask(tree, secrets).toString() : null;
    } catch (IOException
        | IllegalStateException
        | IllegalArgumentException
        | JsonParseException e) {
      return null;
    }
  }

  /**
   * Returns a copy of a tree with all secrets masked, and the given secrets wherever they occur.
   */
  public static JsonElement mask(JsonElement value, Collection<String> secrets) {
    return maskText(replace(value, MASK, Redaction::isHidden), longestFirst(secrets));
  }

  private static JsonElement maskText(JsonElement value, Collection<String> secrets) {
    if (value instanceof JsonObject object) {
      JsonObject masked = new JsonObject();
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        masked.add(replaceAll(member.getKey(), secrets), maskText(member.getValue(), secrets));
      }
      return masked;
    }
    if (value instanceof JsonArray array) {
      JsonArray masked = new JsonArray(array.size());
      for (JsonElement item : array) {
        masked.add(maskText(item, secrets));
      }
      return masked;
    }
    return value instanceof JsonPrimitive primitive && primitive.isString()
        ? new JsonPrimitive(maskUrls(maskMembers(replaceAll(primitive.getAsString(), secrets))))
        : value;
  }

  /**
   * Returns a text with the given secrets masked, and everything that looks like a JSON member with
   * a secret.
   */
  public static String maskText(String text, Collection<String> secrets) {
    return maskMembers(maskUrls(replaceAll(text, longestFirst(secrets))));
  }

  /** Returns a text with those URL parameters masked that complete or start a flow. */
  public static String maskUrls(String text) {
    return PARAMETER.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(Secret.MASK));
  }

  /** Sorts secrets by length: one can be the beginning of another, whose end would stay visible. */
  private static List<String> longestFirst(Collection<String> secrets) {
    List<String> sorted = new ArrayList<>(secrets);
    sorted.sort(Comparator.comparingInt(String::length).reversed());
    return sorted;
  }

  private static String replaceAll(String text, Collection<String> secrets) {
    String masked = text;
    for (String secret : secrets) {
      if (!secret.isEmpty()) {
        masked = masked.replace(secret, Secret.MASK);
        for (String form : forms(secret)) {
          masked = masked.replace(form, Secret.MASK);
        }
      }
    }
    return masked;
  }

  /**
   * Returns the other forms in which a server may write a secret: in JSON, in JSON within JSON, as
   * Go does, in a form.
   */
  private static Set<String> forms(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    String escaped = secret;
    for (int depth = 0; depth < 3; depth++) {
      escaped = escaped(escaped);
      String go = escaped.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
      forms.add(go);
      forms.add(escaped);
    }
    forms.add(URLEncoder.encode(secret, UTF_8));
    forms.remove(secret);
    return forms;
  }

  private static String escaped(String text) {
    String quoted = new JsonPrimitive(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  /**
   * Masks string values by the names before them, in text that may be truncated JSON. It walks
   * along the values by hand, because a pattern with repeated alternatives overflows the stack on
   * long ones.
   */
  private static String maskMembers(String text) {
    boolean key = text.contains("\"kty\"") || text.contains("\"kty\\");
    StringBuilder masked = new StringBuilder(text.length());
    Matcher member = MEMBER.matcher(text);
    int from = 0;
    while (member.find(from)) {
      String name = member.group(2);
      if (isHidden(name) || (key && isPrivateKeyMember(name))) {
        masked.append(text, from, member.end()).append(Secret.MASK);
        from = endOfString(text, member.end(), member.group(1).length());
      } else {
        masked.append(text, from, member.end() - 1);
        from = member.end() - 1; // in text that is not JSON, the value may be a name
      }
    }
    return masked.append(text, from, text.length()).toString();
  }

  /**
   * Returns the end of a string in JSON, or in JSON that is quoted inside a string. There, each
   * quote has a number of backslashes before it, and a quote of the value itself has more.
   */
  private static int endOfString(String text, int from, int backslashes) {
    int before = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (before < backslashes || before % (2 * (backslashes + 1)) == backslashes)) {
        return i - Math.min(before, backslashes);
      }
      before = c == '\\' ? before + 1 : 0;
    }
    return text.length();
  }

  /** Returns the values of all secrets in a JSON text; of text that is not JSON, none. */
  public static List<String> secretsIn(String json) {
    List<String> secrets = new ArrayList<>();
    try {
      collect(RawJson.parse(JsonStreams.reader(new StringReader(json))), NEVER, secrets);
    } catch (IOException | IllegalStateException | JsonParseException e) {
      // nothing to find
    }
    return secrets;
  }

  /**
   * Collects the values of secrets.
   *
   * @param shortest the minimum length of a text: masking a short claim, such as "m", would make
   *     every message unreadable
   */
  private static void collect(JsonElement value, int shortest, List<String> to) {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        JsonElement inner = member.getValue();
        if (shortest != NEVER || !hides(object, member.getKey(), Redaction::isHidden)) {
          collect(inner, shortest, to);
        } else {
          boolean personal = PRIVATE_MEMBERS.contains(member.getKey());
          collect(inner, personal ? SHORTEST_CLAIM : 0, to);
        }
      }
    } else if (value instanceof JsonArray array) {
      for (JsonElement item : array) {
        collect(item, shortest, to);
      }
    } else if (value instanceof JsonPrimitive primitive
        && primitive.isString()
        && primitive.getAsString().length() >= shortest) {
      to.add(primitive.getAsString());
    }
  }

  /** Returns whether an object hides the value of its member with the given name. */
  private static boolean hides(JsonObject object, String name, Predicate<String> secretName) {
    return secretName.test(name)
        || (object.has("kty") && isPrivateKeyMember(name))
        || (name.equals("value") && object.has("op") && patchesSecret(object));
  }

  /** Returns true if this member of a JSON Web Key is private. */
  public static boolean isPrivateKeyMember(String name) {
    return PRIVATE_KEY_MEMBERS.contains(name);
  }

  /** Returns true if a member, header or parameter of this name holds a secret. */
  public static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("secret")
        || lower.endsWith("token")
        || lower.endsWith("password")
        || lower.endsWith("authorization")
        || lower.endsWith("cookie")
        || lower.endsWith("api_key")
        || lower.endsWith("api-key")
        || lower.endsWith("private_key");
  }

  /**
   * Returns true if a member or parameter of this name is hidden in logs and messages about calls:
   * a secret, what starts or completes a flow, or personal data.
   */
  public static boolean isHidden(String name) {
    return isSecret(name)
        || name.endsWith("challenge")
        || name.endsWith("verifier")
        || name.endsWith("_claims")
        || PRIVATE_MEMBERS.contains(name);
  }

  private static boolean patchesSecret(JsonObject operation) {
    JsonElement path = operation.get("path");
    return path != null && path.isJsonPrimitive() && leadsToSecret(path.getAsString());
  }

  /** Returns true if a JSON Pointer leads to a secret, or into one. */
  public static boolean leadsToSecret(String pointer) {
    for (String segment : pointer.split("/", -1)) {
      if (isSecret(segment.replace("~1", "/").replace("~0", "~"))) {
        return true;
      }
    }
    return false;
  }
}
