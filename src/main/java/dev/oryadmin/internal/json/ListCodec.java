package dev.oryadmin.internal.json;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values written as JSON arrays. The wire value is a list of the items' wire values. */
public final class ListCodec<E> extends ValueCodec<List<E>> {
  private final ValueCodec<E> item;

  public ListCodec(ValueCodec<E> item) {
    this.item = item;
  }

  /** Returns the codec of the items. */
  public ValueCodec<E> item() {
    return item;
  }

  @Override
  public String expected() {
    return "an array";
  }

  @Override
  public boolean sensitive() {
    return item.sensitive();
  }

  @Override
  public List<E> absent() {
    return List.of();
  }

  @Override
  public Object cleared() {
    return List.of();
  }

  @Override
  public Object read(JsonReader in) throws IOException {
    if (in.peek() != JsonToken.BEGIN_ARRAY) {
      return readOther(in);
    }
    in.beginArray();
    List<Object> wires = in.hasNext() ? new ArrayList<>(4) : List.of();
    while (in.hasNext()) {
      Object wire = item.read(in);
      if (wire == NULL || wire instanceof Malformed) {
        return readRest(in, wires, wire);
      }
      wires.add(wire);
    }
    in.endArray();
    return wires;
  }

  /** Reads the rest as a tree, from the first bad item on, and keeps what was read before. */
  private Malformed readRest(JsonReader in, List<Object> before, Object bad) throws IOException {
    JsonArray array = new JsonArray();
    for (Object wire : before) {
      array.add(item.toTree(wire));
    }
    array.add(item.toTree(bad));
    while (in.hasNext()) {
      array.add(RawJson.parse(in));
    }
    in.endArray();
    return malformed(RawJson.wrap(array), "[" + before.size() + "]", item, bad);
  }

  @Override
  public void write(JsonOutput out, Object wire) throws IOException {
    out.beginArray();
    for (Object itemWire : wires(wire)) {
      item.write(out, itemWire);
    }
    out.endArray();
  }

  @Override
  public List<E> decode(Object wire) {
    List<?> wires = wires(wellFormed(wire));
    List<E> values = new ArrayList<>(wires.size());
    for (Object itemWire : wires) {
      try {
        values.add(item.decode(itemWire));
      } catch (WrongValue e) {
        throw e.within("[" + values.size() + "]");
      }
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public Object encode(List<E> values) {
    List<Object> wires = new ArrayList<>(values.size());
    for (E value : values) {
      Object wire = item.encode(requireNonNull(value, "list item == null"));
      if (wire == NULL) {
        throw new NullPointerException("list item is JSON null");
      }
      wires.add(wire);
    }
    return wires;
  }

  @Override
  public @Nullable Object withoutSecrets(Object wire) {
    if (wire == NULL || wire instanceof Malformed) {
      return item.withoutSecrets(wire) == null ? null : wire;
    }
    List<Object> open = new ArrayList<>();
    for (Object itemWire : wires(wire)) {
      Object openItem = item.withoutSecrets(itemWire);
      if (openItem == null) {
        return null;
      }
      open.add(openItem);
    }
    return open;
  }

  @Override
  public void check(Object wire) {
    for (Object itemWire : wires(wire)) {
      item.check(itemWire);
    }
  }

  @Override
  public void print(Object wire, StringBuilder to) {
    String separator = "[";
    for (Object itemWire : wires(wire)) {
      item.print(itemWire, to.append(separator));
      separator = ", ";
    }
    to.append(separator.equals("[") ? "[]" : "]");
  }

  private static List<?> wires(Object wire) {
    return (List<?>) wire;
  }
}
