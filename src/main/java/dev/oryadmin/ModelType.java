package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.stream.JsonReader;
import dev.oryadmin.internal.json.JsonOutput;
import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.internal.json.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type of model: its name, its properties, and how it is read from and written to JSON.
 *
 * <p>Each generated model declares its type, then its properties, and then calls {@link
 * #properties()}, which closes the list. From then on it is immutable and safe for use by several
 * threads.
 *
 * @param <M> the model
 */
public final class ModelType<M> extends JsonType<M> {
  private final String name;
  private final Function<PropertyValues, M> constructor;
  private final List<Property<M, ?>> properties = new ArrayList<>();
  private final Map<String, Property<M, ?>> byName = new HashMap<>();
  private Property<?, ?>[] array = {};

  /**
   * For each property, the one that followed it the last time. Servers write properties in one
   * order, so the first guess is nearly always right. Each entry is checked before it is used, so
   * races do no harm.
   */
  private int[] successors = {};

  private ModelType(Class<M> model, Function<PropertyValues, M> constructor, ModelCodec<M> codec) {
    super(model, codec);
    this.name = model.getSimpleName();
    this.constructor = requireNonNull(constructor, "constructor == null");
    codec.type = this;
  }

  /** Returns a new type without properties. For generated models. */
  public static <M extends Model<M>> ModelType<M> of(
      Class<M> model, Function<PropertyValues, M> constructor) {
    return new ModelType<>(model, constructor, new ModelCodec<>());
  }

  /**
   * Adds a property. For generated models.
   *
   * @throws IllegalStateException if the list is closed
   */
  public <T> Property<M, T> property(String name, JsonType<T> type, Property.Trait... traits) {
    if (array.length > 0) {
      throw new IllegalStateException(this.name + " has all its properties already");
    }
    Property<M, T> property = new Property<>(this, properties.size(), name, type, traits);
    if (byName.put(name, property) != null) {
      throw new IllegalStateException(this.name + " has two properties named " + name);
    }
    properties.add(property);
    return property;
  }

  /** Returns all properties in the order of their declaration; unmodifiable. */
  public List<Property<M, ?>> properties() {
    if (array.length == 0) {
      successors = new int[properties.size() + 1];
      for (int i = 0; i < successors.length; i++) {
        successors[i] = i;
      }
      array = properties.toArray(new Property<?, ?>[0]);
    }
    return Collections.unmodifiableList(properties);
  }

  /** Returns the model's name, such as {@code OAuth2Client}. */
  public String name() {
    return name;
  }

  /** Returns the property with the given JSON name; null if there is none. */
  public @Nullable Property<M, ?> find(String name) {
    return byName.get(name);
  }

  /**
   * Reads a model from JSON.
   *
   * @throws DecodeException if the text is not exactly one JSON object, is nested more than 1,000
   *     deep, has a number of more than 1,000 characters, or is longer than 64 MiB; a value of a
   *     wrong type inside fails only its accessor
   */
  public M fromJson(String json) {
    return JsonDocument.read(this, json);
  }

  /**
   * Reads a model from JSON.
   *
   * @param json is read to its end but not closed
   * @throws DecodeException as {@link #fromJson(String)} does
   * @throws java.io.UncheckedIOException if the reader fails
   */
  public M fromJson(Reader json) {
    return JsonDocument.read(this, json);
  }

  /**
   * Reads a model from JSON in UTF-8.
   *
   * @param json is read to its end but not closed
   * @throws DecodeException as {@link #fromJson(String)} does
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public M fromJson(InputStream json) {
    return JsonDocument.read(this, json);
  }

  /**
   * Reads a model from a Gson tree, which is copied.
   *
   * @throws DecodeException if it is not an object, or is nested more than 1,000 deep
   */
  public M fromJson(JsonElement json) {
    return JsonDocument.read(this, json);
  }

  M construct(PropertyValues values) {
    return constructor.apply(values);
  }

  /** Reads an object after its opening brace. If a name occurs twice, the last value wins. */
  PropertyValues read(JsonReader in) throws IOException {
    in.beginObject();
    PropertyValues values = new PropertyValues(array.length);
    @Nullable Object[] slots = values.slots;
    int last = array.length; // means the beginning
    while (in.hasNext()) {
      String name = in.nextName();
      Property<?, ?> property = after(last, name);
      if (property == null) {
        values.putUnknown(name, RawJson.read(in));
      } else {
        last = property.index;
        slots[last] = property.type.codec.read(in);
      }
    }
    in.endObject();
    return values;
  }

  private @Nullable Property<?, ?> after(int last, String name) {
    if (array.length == 0) {
      return null;
    }
    int guess = successors[last];
    if (guess < array.length && array[guess].name().equals(name)) {
      return array[guess];
    }
    Property<?, ?> property = byName.get(name);
    if (property != null) {
      successors[last] = property.index;
    }
    return property;
  }

  /** Writes an object: known properties in the order of their declaration, then unknown ones. */
  void write(JsonOutput out, PropertyValues values) throws IOException {
    out.beginObject();
    @Nullable Object[] slots = values.slots;
    for (int i = 0; i < slots.length; i++) {
      Object wire = slots[i];
      if (wire != null) {
        out.name(array[i].jsonName);
        array[i].type.codec.writeAny(out, wire);
      }
    }
    writeUnknown(out, values);
    out.endObject();
  }

  /** Writes an object for a request, without read-only properties. */
  void writeRequest(JsonOutput out, PropertyValues values, Iterable<Property<?, ?>> omitted)
      throws IOException {
    PropertyValues sent = new PropertyValues(values);
    for (Property<?, ?> property : array) {
      boolean none =
          property.is(Property.Trait.OMITTED_WHEN_EMPTY)
              && sent.slots[property.index] instanceof PropertyValues inner
              && inner.isEmpty();
      if (property.readOnly() || none) {
        sent.slots[property.index] = null;
      }
    }
    for (Property<?, ?> property : omitted) {
      sent.slots[property.index] = null;
    }
    write(out, sent);
  }

  /**
   * Checks values before they are sent.
   *
   * @throws IllegalArgumentException if a value has a wrong type, or if the server would change it
   */
  void check(PropertyValues values) {
    for (Property<?, ?> property : array) {
      Object wire = values.slots[property.index];
      if (wire != null) {
        try {
          property.type.codec.checkAny(wire);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /**
   * Returns a copy without secrets: neither secret properties nor unknown properties that are named
   * like one.
   */
  PropertyValues withoutSecrets(PropertyValues values) {
    PropertyValues shown = new PropertyValues(values);
    for (int i = 0; i < array.length; i++) {
      Object wire = values.slots[i];
      boolean open = wire != null && !array[i].is(Property.Trait.SENSITIVE);
      shown.slots[i] = open ? array[i].type.codec.withoutSecrets(wire) : null;
    }
    if (shown.unknown != null) {
      shown.unknown.keySet().removeIf(name -> Redaction.isSecret(name) || isPrivate(name));
      shown.unknown.replaceAll((name, value) -> value.withoutSecrets());
    }
    return shown;
  }

  private boolean isPrivate(String name) {
    return byName.containsKey("kty") && Redaction.isPrivateKeyMember(name);
  }

  private static void writeUnknown(JsonOutput out, PropertyValues values) throws IOException {
    Map<String, RawJson> unknown = values.unknown;
    if (unknown == null) {
      return;
    }
    for (Map.Entry<String, RawJson> member : unknown.entrySet()) {
      out.name(member.getKey());
      member.getValue().write(out);
    }
  }

  /**
   * Appends the values that are present, with secrets masked; of unknown properties only the names.
   */
  void print(PropertyValues values, StringBuilder to) {
    String separator = name + "{";
    for (int i = 0; i < values.slots.length; i++) {
      Object wire = values.slots[i];
      if (wire != null) {
        to.append(separator).append(array[i].name()).append('=');
        ValueCodec<?> codec = array[i].type.codec;
        if (array[i].is(Property.Trait.SENSITIVE) && wire != ValueCodec.NULL) {
          to.append(Secret.MASK);
        } else {
          codec.printAny(wire, to);
        }
        separator = ", ";
      }
    }
    Map<String, RawJson> unknown = values.unknown;
    if (unknown != null && !unknown.isEmpty()) {
      // As JSON: a line break in a name must not start a new line in a log.
      JsonArray names = new JsonArray();
      unknown.keySet().forEach(names::add);
      to.append(separator).append("unknown=").append(names);
      separator = ", ";
    }
    to.append(separator.equals(", ") ? "}" : separator + "}");
  }
}
