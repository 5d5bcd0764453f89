package dev.oryadmin.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one client, typed. A property that was never set has no entry, which is Go's
 * zero value. Mutable; whoever stores one stores a copy.
 */
final class ClientDocument {
  private final Map<ClientField, Object> values = new HashMap<>();

  ClientDocument copy() {
    ClientDocument copy = new ClientDocument();
    copy.values.putAll(values);
    return copy;
  }

  boolean has(ClientField field) {
    return values.containsKey(field);
  }

  void set(ClientField field, @Nullable Object value) {
    if (value == null) {
      values.remove(field);
    } else {
      values.put(field, value);
    }
  }

  String text(ClientField field) {
    return values.get(field) instanceof String text ? text : "";
  }

  @Nullable String raw(ClientField field) {
    return values.get(field) instanceof String text ? text : null;
  }

  List<String> texts(ClientField field) {
    if (values.get(field) instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    return List.of();
  }

  boolean flag(ClientField field) {
    return Boolean.TRUE.equals(values.get(field));
  }

  @Nullable Instant time(ClientField field) {
    return values.get(field) instanceof Instant time ? time : null;
  }

  @Nullable GoDuration duration(ClientField field) {
    return values.get(field) instanceof GoDuration duration ? duration : null;
  }

  /** Takes over the lifespans of another document, the unset ones too. */
  void replaceLifespans(ClientDocument other) {
    for (ClientField field : ClientField.all()) {
      if (field.type == ClientField.Type.DURATION) {
        set(field, other.values.get(field));
      }
    }
  }

  /** Returns this client as it comes out of the database: no list is null any more. */
  ClientDocument fromDatabase() {
    ClientDocument loaded = copy();
    for (ClientField field : ClientField.all()) {
      if (field.type == ClientField.Type.TEXTS && !field.isShownAsSent()) {
        loaded.values.putIfAbsent(field, List.of());
      }
    }
    return loaded;
  }

  /** Writes the client the way the server does. */
  String toJson(HydraVersion version) {
    StringBuilder out = new StringBuilder("{");
    for (ClientField field : ClientField.all()) {
      String value = field.isKnownTo(version) ? json(field) : null;
      if (value != null) {
        if (out.length() > 1) {
          out.append(',');
        }
        out.append('"').append(field.wireName).append("\":").append(value);
      }
    }
    return out.append('}').toString();
  }

  private @Nullable String json(ClientField field) {
    Object value = values.get(field);
    if (value == null && field.isShownAsSent()) {
      return null;
    }
    boolean omit = field.isLeftOutWhenEmpty();
    return switch (field.type) {
      case TEXT -> text(field).isEmpty() && omit ? null : JsonText.quote(text(field));
      case TEXTS -> {
        if (texts(field).isEmpty() && omit) {
          yield null;
        }
        yield value == null && !field.isNeverNull() ? "null" : array(texts(field));
      }
      case FLAG -> omit && !flag(field) ? null : Boolean.toString(flag(field));
      case OPTIONAL_FLAG -> String.valueOf(value);
      case INTEGER -> field.isShownAsSent() ? String.valueOf(value) : "0";
      case TIME ->
          JsonText.quote(GoTime.format(value instanceof Instant time ? time : GoTime.ZERO));
      case DURATION -> value == null ? "null" : JsonText.quote(value.toString());
      case KEYS -> value == null ? "{}" : value.toString();
      case ANY -> value == null ? null : new JsonText(value.toString()).compact();
    };
  }

  private static String array(List<String> texts) {
    StringBuilder out = new StringBuilder("[");
    for (String text : texts) {
      if (out.length() > 1) {
        out.append(',');
      }
      out.append(JsonText.quote(text));
    }
    return out.append(']').toString();
  }
}
