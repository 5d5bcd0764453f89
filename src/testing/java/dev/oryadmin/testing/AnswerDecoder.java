package dev.oryadmin.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body by which an application answers a challenge, with the leniency and the complaints
 * of Go's encoding/json: names in any letter case, nulls ignored, nothing but the first value read.
 */
final class AnswerDecoder {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  private final String type;
  private final Map<String, JsonText> members = new HashMap<>();
  private @Nullable GoException wrongType;

  /**
   * Reads a body.
   *
   * @param type what Go calls it
   * @param known the properties that this version knows, or null if it ignores what it doesn't know
   * @throws GoException if it is no JSON, or neither object nor null
   */
  AnswerDecoder(String body, String type, @Nullable Set<String> known) throws GoException {
    this.type = type;
    JsonText json = JsonSyntax.first(body);
    if (json.is(JsonText.Kind.NULL)) {
      return;
    }
    if (!json.is(JsonText.Kind.OBJECT)) {
      throw new GoException(
          "json: cannot unmarshal %s into Go value of type %s"
              .formatted(json.kind().goName, "flow." + type));
    }
    for (JsonText.Member member : json.members()) {
      String name = member.name().toLowerCase(Locale.ROOT);
      if (known != null && !known.contains(name)) {
        throw new GoException("json: unknown field \"" + member.name() + "\"");
      }
      if (!member.value().is(JsonText.Kind.NULL) || name.equals("context")) {
        members.put(name, member.value());
      }
    }
  }

  String text(String name) {
    JsonText value = members.get(name);
    return value == null || !isA(value, JsonText.Kind.STRING, name, "string") ? "" : value.string();
  }

  boolean flag(String name) {
    JsonText value = members.get(name);
    return value != null && isA(value, JsonText.Kind.BOOL, name, "bool") && value.isTrue();
  }

  long integer(String name) {
    JsonText value = members.get(name);
    if (value == null || !isA(value, JsonText.Kind.NUMBER, name, "int")) {
      return 0;
    }
    String text = value.text();
    if (!INTEGER.matcher(text).matches() || new BigInteger(text).bitLength() > 63) {
      complain("number " + text, name, "int");
      return 0;
    }
    return Long.parseLong(text);
  }

  /** Reads an array of texts; a null among them is an empty one. */
  List<String> texts(String name) {
    JsonText value = members.get(name);
    List<String> texts = new ArrayList<>();
    if (value != null && isA(value, JsonText.Kind.ARRAY, name, "sqlxx.StringSliceJSONFormat")) {
      for (JsonText element : value.elements()) {
        if (element.is(JsonText.Kind.NULL)) {
          texts.add("");
        } else if (isA(element, JsonText.Kind.STRING, name, "string")) {
          texts.add(element.string());
        }
      }
    }
    return List.copyOf(texts);
  }

  /** Returns any JSON as compact text, or null if there is none; an explicit null is text. */
  @Nullable String json(String name) {
    JsonText value = members.get(name);
    return value == null ? null : value.compact();
  }

  /** Reads an object within an object, of free-form data. */
  SessionData data(String outer, String inner) {
    JsonText value = members.get(outer);
    SessionData data = SessionData.NONE;
    if (value != null
        && isA(value, JsonText.Kind.OBJECT, outer, "AcceptOAuth2ConsentRequestSession")) {
      for (JsonText.Member member : value.members()) {
        if (member.name().equalsIgnoreCase(inner)
            && !member.value().is(JsonText.Kind.NULL)
            && isA(member.value(), JsonText.Kind.OBJECT, inner, "map[string]interface {}")) {
          data = new SessionData(member.value());
        }
      }
    }
    return data;
  }

  /**
   * Ends the reading.
   *
   * @throws GoException if a value was of the wrong type: the first one
   */
  void finish() throws GoException {
    if (wrongType != null) {
      throw wrongType;
    }
  }

  private boolean isA(JsonText value, JsonText.Kind kind, String name, String goType) {
    if (!value.is(kind)) {
      complain(value.kind().goName, name, goType);
    }
    return value.is(kind);
  }

  private void complain(String what, String name, String goType) {
    if (wrongType == null) {
      wrongType =
          new GoException(
              "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
                  .formatted(what, type, name, goType));
    }
  }
}
