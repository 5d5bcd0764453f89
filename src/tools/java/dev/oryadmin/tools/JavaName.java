package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes Java names of those in API documents. */
final class JavaName {
  /** Signs that tell names apart; all others only separate words. */
  private static final Map<String, String> SIGNS =
      Map.of("#", " Hash ", "$", " Dollar ", "@", " At ", "+", " Plus ", "*", " Star ");

  private static final Pattern BOUNDARY =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+");

  /** Java's own words, and methods without arguments that every model has. */
  private static final Set<String> TAKEN =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends false final finally float for goto if implements"
                  + " import instanceof int interface long native new null package private"
                  + " protected public return short static strictfp super switch synchronized this"
                  + " throw throws transient true try void volatile while _ additionalProperties"
                  + " builder clone finalize getClass hashCode notify notifyAll toBuilder toJson"
                  + " toString type wait")
              .split(" "));

  /** Constants that every model has. */
  private static final Set<String> TAKEN_CONSTANTS = Set.of("PROPERTIES", "TYPE");

  private JavaName() {}

  /** {@code oAuth2Client} gives {@code OAuth2Client}. */
  static String type(String name) {
    return identifier(words(name).stream().map(JavaName::capital).collect(Collectors.joining()));
  }

  /** {@code client_id} gives {@code clientId}, and {@code class} gives {@code class_}. */
  static String member(String name) {
    String type = type(name);
    String first = words(name).stream().findFirst().orElse("");
    boolean acronym = first.equals(first.toUpperCase(Locale.ROOT));
    int lower = acronym ? first.length() : Math.min(1, type.length());
    String member = type.substring(0, lower).toLowerCase(Locale.ROOT) + type.substring(lower);
    return TAKEN.contains(member) ? member + "_" : member;
  }

  /** {@code client_id} and {@code clientId} give {@code CLIENT_ID}. */
  static String constant(String name) {
    String constant = identifier(String.join("_", words(name)).toUpperCase(Locale.ROOT));
    return TAKEN_CONSTANTS.contains(constant) ? constant + "_" : constant;
  }

  /** The text as Java writes it between quotes. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        literal.append(c);
      }
    }
    return literal.append('"').toString();
  }

  private static List<String> words(String name) {
    String spelled = name;
    for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
      spelled = spelled.replace(sign.getKey(), sign.getValue());
    }
    List<String> words = new ArrayList<>(List.of(BOUNDARY.split(spelled, -1)));
    words.removeIf(String::isEmpty);
    return words;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String identifier(String text) {
    return text.isEmpty() || Character.isDigit(text.charAt(0)) ? "_" + text : text;
  }
}
