package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import dev.oryadmin.internal.json.JsonOutput;
import dev.oryadmin.internal.json.PlainValues;
import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.internal.json.WrongValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An object of the server's API, exactly as it was read or built.
 *
 * <p>Each property is absent, null, or has a value. A model keeps everything that its JSON had,
 * with every digit of numbers, unknown properties, and values of a wrong type. So {@link #toJson()}
 * returns what was read. A value of a wrong type fails only the accessor that reads it.
 *
 * <p>Two models are equal if they have the same properties with the same JSON values. Numbers,
 * times and durations are compared by their text, so {@code 1} is not {@code 1.0} and {@code "1h"}
 * is not {@code "1h0m0s"}.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param <M> the model itself
 */
public abstract class Model<M extends Model<M>> {
  final transient PropertyValues values;
  private final transient ModelType<M> type;

  /** For the generated subclasses. */
  protected Model(ModelType<M> type, PropertyValues values) {
    this.type = requireNonNull(type, "type == null");
    this.values = requireNonNull(values, "values == null");
  }

  /** Returns true if the property is present, with a value or as an explicit null. */
  public final boolean has(Property<M, ?> property) {
    return values.slots[property.index] != null;
  }

  /**
   * Returns the value of a property.
   *
   * @return null if the property is absent or null; for a list or map, an empty one in that case
   * @throws DecodeException if the JSON value has a wrong type
   */
  public final <T> @Nullable T get(Property<M, T> property) {
    Object wire = values.value(property.index);
    if (wire == null) {
      return property.type.codec.absent();
    }
    try {
      return property.type.codec.decode(wire);
    } catch (WrongValue e) {
      throw DecodeException.of(property, e);
    }
  }

  /**
   * Returns the value of a property, which must have one.
   *
   * @throws NoSuchElementException if the property is absent or null
   * @throws DecodeException if the JSON value has a wrong type
   */
  public final <T> T require(Property<M, T> property) {
    T value = values.value(property.index) == null ? null : get(property);
    if (value == null) {
      throw new NoSuchElementException(property + (has(property) ? " is null" : " is absent"));
    }
    return value;
  }

  /** Returns the list of a property; empty if it is absent or null. */
  protected final <E> List<E> list(Property<M, List<E>> property) {
    List<E> items = get(property);
    return items == null ? List.of() : items;
  }

  /** Returns the map of a property; empty if it is absent or null. */
  protected final <E> Map<String, E> map(Property<M, Map<String, E>> property) {
    Map<String, E> members = get(property);
    return members == null ? Map.of() : members;
  }

  /**
   * Returns free-form JSON as a type of the application, read by the application's own Gson: {@code
   * client.getAs(METADATA, gson.getAdapter(Tenant.class))}.
   *
   * @return null if the property is absent or null
   * @throws DecodeException if the adapter refuses the JSON
   */
  public final <T> @Nullable T getAs(Property<M, JsonElement> property, TypeAdapter<T> adapter) {
    requireNonNull(adapter, "adapter == null");
    JsonElement json = get(property);
    if (json == null) {
      return null;
    }
    try {
      return adapter.fromJsonTree(json);
    } catch (RuntimeException e) {
      // Without the cause: Gson's messages may quote the value.
      throw new DecodeException(
          "$." + property.name(), property + ": the adapter refuses this JSON");
    }
  }

  /**
   * Returns free-form JSON as plain Java: maps, lists, texts, numbers, booleans and null.
   *
   * @return an unmodifiable map; null if the property is absent or null
   * @throws DecodeException if it is not an object
   */
  public final @Nullable Map<String, @Nullable Object> getMap(Property<M, JsonElement> property) {
    JsonElement json = get(property);
    if (json == null) {
      return null;
    }
    if (json instanceof JsonObject object) {
      return PlainValues.of(object);
    }
    throw new DecodeException(
        "$." + property.name(), property + ": expected an object but was " + RawJson.kind(json));
  }

  /**
   * Returns free-form JSON as its text.
   *
   * @return compact JSON; null if the property is absent or null
   */
  public final @Nullable String getJson(Property<M, JsonElement> property) {
    JsonElement json = get(property);
    return json == null ? null : JsonDocument.write(JsonType.ANY, json);
  }

  /** Returns a copy of the properties that this version of the SDK does not know, by name. */
  public final Map<String, JsonElement> additionalProperties() {
    Map<String, RawJson> unknown = values.unknown;
    if (unknown == null) {
      return Map.of();
    }
    Map<String, JsonElement> copies = new LinkedHashMap<>();
    unknown.forEach((name, value) -> copies.put(name, value.toTree()));
    return Collections.unmodifiableMap(copies);
  }

  /** Returns this model as compact JSON, with its secrets. */
  public final String toJson() {
    return JsonDocument.write(type, values);
  }

  /**
   * Writes this model as compact JSON in UTF-8, with its secrets.
   *
   * @param to is flushed but not closed
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public final void toJson(OutputStream to) {
    JsonDocument.write(type, values, to);
  }

  /**
   * Returns this model as plain Java: maps, lists, texts, numbers, booleans and null under the
   * names of JSON. Secrets are not in it. This is what Jackson writes.
   *
   * @return an unmodifiable map
   */
  @JsonValue
  public final Map<String, @Nullable Object> toMapWithoutSecrets() {
    return PlainValues.of(JsonDocument.tree(type, type.withoutSecrets(values)));
  }

  final ModelType<M> type() {
    return type;
  }

  final void check() {
    type.check(values);
  }

  final void writeRequest(JsonOutput out, Iterable<Property<?, ?>> omitted) throws IOException {
    type.writeRequest(out, values, omitted);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Model<?> that && type == that.type && values.equals(that.values);
  }

  @Override
  public final int hashCode() {
    return values.hashCode();
  }

  /**
   * Returns the properties that are present, with secrets masked. It is for people; programs should
   * use {@link #toJson()}.
   */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder();
    type.print(values, text);
    return text.toString();
  }
}
