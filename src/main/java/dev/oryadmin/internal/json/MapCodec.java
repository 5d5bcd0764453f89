package dev.oryadmin.internal.json;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values written as JSON objects whose members have one type. The wire value is a map of wire
 * values.
 */
public final class MapCodec<E> extends ValueCodec<Map<String, E>> {
  private final ValueCodec<E> member;

  public MapCodec(ValueCodec<E> member) {
    this.member = member;
  }

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public boolean sensitive() {
    return member.sensitive();
  }

  @Override
  public Map<String, E> absent() {
    return Map.of();
  }

  @Override
  public Object cleared() {
    return Map.of();
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    if (in.peek() != JsonToken.BEGIN_OBJECT) {
      return readOther(in);
    }
    in.beginObject();
    Map<String, Object> wires = new LinkedHashMap<>();
    while (in.hasNext()) {
      String name = in.nextName();
      wires.put(name, member.read(in)); // of two members of one name, the last counts
    }
    in.endObject();
    for (Map.Entry<String, Object> entry : wires.entrySet()) {
      Object wire = entry.getValue();
      if (wire == NULL || wire instanceof Malformed) {
        return readAsTree(wires, entry.getKey(), wire);
      }
    }
    return wires;
  }

  private Malformed readAsTree(Map<String, Object> wires, String name, Object bad)
      throws IOException {
    JsonObject object = new JsonObject();
    for (Map.Entry<String, Object> entry : wires.entrySet()) {
      object.add(entry.getKey(), member.toTree(entry.getValue()));
    }
    return malformed(RawJson.wrap(object), "." + name, member, bad);
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    out.beginObject();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) wire).entrySet()) {
      out.name((String) entry.getKey());
      member.write(out, entry.getValue());
    }
    out.endObject();
  }

  @Override
  public Map<String, E> decode(Object wire) {
    Map<String, E> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) wellFormed(wire)).entrySet()) {
      String name = (String) entry.getKey();
      try {
        values.put(name, member.decode(entry.getValue()));
      } catch (WrongValue e) {
        throw e.within("." + name);
      }
    }
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Object encode(Map<String, E> values) {
    Map<String, Object> wires = new LinkedHashMap<>();
    for (Map.Entry<String, E> entry : values.entrySet()) {
      Object wire = member.encode(requireNonNull(entry.getValue(), "map value == null"));
      if (wire == NULL) {
        throw new NullPointerException("map value is JSON null");
      }
      wires.put(requireNonNull(entry.getKey(), "map key == null"), wire);
    }
    return wires;
  }

  @Override
  public @Nullable Object withoutSecrets(Object wire) {
    if (wire == NULL || wire instanceof Malformed) {
      return member.withoutSecrets(wire) == null ? null : wire;
    }
    Map<String, Object> open = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) wire).entrySet()) {
      Object openMember = member.withoutSecrets(entry.getValue());
      if (openMember == null) {
        return null;
      }
      open.put((String) entry.getKey(), openMember);
    }
    return open;
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) wire).entrySet()) {
      to.append(separator).append(new JsonPrimitive((String) entry.getKey())).append(": ");
      member.print(entry.getValue(), to);
      separator = ", ";
    }
    to.append(separator.equals("{") ? "{}" : "}");
  }
}
