package dev.oryadmin.testing;

import static dev.oryadmin.testing.JsonText.Kind.ARRAY;
import static dev.oryadmin.testing.JsonText.Kind.BOOL;
import static dev.oryadmin.testing.JsonText.Kind.NULL;
import static dev.oryadmin.testing.JsonText.Kind.NUMBER;
import static dev.oryadmin.testing.JsonText.Kind.OBJECT;
import static dev.oryadmin.testing.JsonText.Kind.STRING;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client, or only its lifespans, with the leniency and the complaints of Go's
 * encoding/json: names in any letter case, unknown members ignored, the last duplicate counts. A
 * value of the wrong type is reported after the rest was read; a value that its own type can't read
 * is reported at once.
 */
final class ClientDecoder {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  private final HydraVersion version;
  private final boolean lifespansOnly;
  private final ClientDocument client;
  private @Nullable GoException wrongType;

  private ClientDecoder(HydraVersion version, boolean lifespansOnly, ClientDocument client) {
    this.version = version;
    this.lifespansOnly = lifespansOnly;
    this.client = client;
  }

  static ClientDocument client(JsonText json, HydraVersion version) throws GoException {
    return new ClientDecoder(version, false, new ClientDocument()).decode(json);
  }

  static ClientDocument lifespans(JsonText json, HydraVersion version) throws GoException {
    return new ClientDecoder(version, true, new ClientDocument()).decode(json);
  }

  /** Reads a patched client; before v25.4 that is read on top of the client as it was. */
  static ClientDocument patched(JsonText json, ClientDocument before, HydraVersion version)
      throws GoException {
    return version.patchesInPlace()
        ? new ClientDecoder(version, false, before.copy()).decode(json)
        : client(json, version);
  }

  private ClientDocument decode(JsonText json) throws GoException {
    if (json.is(NULL)) {
      return client;
    }
    if (!json.is(OBJECT)) {
      throw new GoException(
          "json: cannot unmarshal %s into Go value of type client.%s"
              .formatted(json.kind().goName, lifespansOnly ? "Lifespans" : "Client"));
    }
    for (JsonText.Member member : json.members()) {
      ClientField field = ClientField.named(member.name());
      if (field != null
          && field.isKnownTo(version)
          && (!lifespansOnly || field.type == ClientField.Type.DURATION)) {
        read(field, member.value());
      }
    }
    if (wrongType != null) {
      throw wrongType;
    }
    return client;
  }

  private void read(ClientField field, JsonText value) throws GoException {
    switch (field.type) {
      case TEXT -> text(field, value);
      case TEXTS -> texts(field, value);
      case FLAG -> {
        if (value.is(BOOL)) {
          client.set(field, value.isTrue());
        } else if (!value.is(NULL)) {
          mismatch(value, field, "bool");
        }
      }
      case OPTIONAL_FLAG -> {
        if (!value.is(BOOL) && !value.is(NULL)) {
          throw new GoException(
              "json: cannot unmarshal " + value.kind().goName + " into Go value of type bool");
        }
        client.set(field, value.is(NULL) ? null : value.isTrue());
      }
      case INTEGER -> integer(field, value);
      case TIME -> time(field, value);
      case DURATION -> duration(field, value);
      case KEYS -> keys(field, value);
      case ANY -> client.set(field, value.text());
    }
  }

  private void text(ClientField field, JsonText value) {
    if (value.is(STRING)) {
      client.set(field, value.string());
    } else if (!value.is(NULL)) {
      mismatch(value, field, "string");
    }
  }

  private void texts(ClientField field, JsonText value) {
    if (value.is(NULL)) {
      client.set(field, null);
      return;
    }
    if (!value.is(ARRAY)) {
      mismatch(value, field, "sqlxx.StringSliceJSONFormat");
      return;
    }
    List<String> texts = new ArrayList<>();
    for (JsonText element : value.elements()) {
      texts.add(element.is(STRING) ? element.string() : "");
      if (!element.is(STRING) && !element.is(NULL)) {
        mismatch(element, field, "string");
      }
    }
    client.set(field, List.copyOf(texts));
  }

  private void integer(ClientField field, JsonText value) {
    if (value.is(NUMBER)) {
      if (!INTEGER.matcher(value.text()).matches()
          || new BigInteger(value.text()).bitLength() > 63) {
        mismatch("number " + value.text(), field, "int");
      } else {
        client.set(field, value.text());
      }
    } else if (!value.is(NULL)) {
      mismatch(value, field, "int");
    }
  }

  private void time(ClientField field, JsonText value) throws GoException {
    if (value.is(STRING)) {
      client.set(field, GoTime.parse(value.text().substring(1, value.text().length() - 1)));
    } else if (!value.is(NULL)) {
      throw new GoException("Time.UnmarshalJSON: input is not a JSON string");
    }
  }

  private void duration(ClientField field, JsonText value) throws GoException {
    if (value.is(NULL)) {
      return; // not even an earlier value of the same document is undone
    }
    if (value.is(STRING)) {
      client.set(field, GoDuration.parse(value.string()));
    } else {
      throw new GoException(
          "json: cannot unmarshal %s into Go struct field %s.%s of type string"
              .formatted(
                  value.kind().goName,
                  lifespansOnly ? "Lifespans" : "Client.Lifespans",
                  field.wireName));
    }
  }

  /** A set without {@code keys} is no set; one with {@code keys} of null or nothing is one. */
  private void keys(ClientField field, JsonText value) throws GoException {
    if (value.is(NULL)) {
      client.set(field, null);
      return;
    }
    if (!value.is(OBJECT)) {
      mismatch(value, field, "x.JoseJSONWebKeySet");
      return;
    }
    if (version.takesEmptyObjectForKeys()) {
      client.set(field, "{}");
    }
    for (JsonText.Member member : value.members()) {
      if (!member.name().equalsIgnoreCase("keys")) {
        continue;
      }
      JsonText keys = member.value();
      if (keys.is(ARRAY)) {
        client.set(field, "{\"keys\":" + JsonWebKeys.normalize(keys) + "}");
      } else if (keys.is(NULL)) {
        client.set(field, "{\"keys\":null}");
      } else {
        complain(
            "json: cannot unmarshal %s into Go struct field JoseJSONWebKeySet.jwks.JSONWebKeySet.keys of type []jose.JSONWebKey"
                .formatted(keys.kind().goName));
      }
    }
  }

  private void mismatch(JsonText value, ClientField field, String type) {
    mismatch(value.kind().goName, field, type);
  }

  private void mismatch(String what, ClientField field, String type) {
    complain(
        "json: cannot unmarshal %s into Go struct field Client.%s of type %s"
            .formatted(what, field.wireName, type));
  }

  private void complain(String message) {
    if (wrongType == null) {
      wrongType = new GoException(message);
    }
  }
}
