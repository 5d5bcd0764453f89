package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import dev.oryadmin.internal.json.PlainValues;
import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.internal.json.ValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a model. A property that nobody sets is absent.
 *
 * <p>A setter given null sets an explicit null; {@link #unset} makes a property absent. A builder
 * can be used again after {@link #build()}. Not safe for use by several threads.
 *
 * @param <M> the model
 * @param <B> the type of the builder itself
 */
public abstract class ModelBuilder<M extends Model<M>, B extends ModelBuilder<M, B>> {
  private final transient ModelType<M> type;
  private final transient PropertyValues values;

  /** For the generated subclasses: starts empty. */
  protected ModelBuilder(ModelType<M> type) {
    this.type = type;
    this.values = new PropertyValues(type.properties().size());
  }

  /** For the generated subclasses: starts from a model. */
  protected ModelBuilder(ModelType<M> type, M model) {
    this.type = type;
    this.values = new PropertyValues(model.values);
  }

  /** Returns the builder itself. For the generated subclasses. */
  protected abstract B self();

  /**
   * Sets a property.
   *
   * @param value the value; null sets an explicit null
   * @throws IllegalArgumentException if the server can't represent the value: a duration of more
   *     than 292 years, an instant outside the years 0 to 9999, or JSON that has NaN or a number of
   *     more than 1,000 characters or is nested more than 990 deep
   * @throws NullPointerException if a list contains null
   */
  public final <T> B set(Property<M, T> property, @Nullable T value) {
    values.slots[property.index] = value == null ? ValueCodec.NULL : encode(property, value);
    return self();
  }

  private static <T> Object encode(Property<?, T> property, T value) {
    try {
      return property.type.codec.encode(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
    }
  }

  /**
   * Sets free-form JSON from plain Java.
   *
   * @param value maps, iterables, texts, numbers, booleans and null; is copied; null for an
   *     explicit null
   * @throws IllegalArgumentException if something else is in it, or {@link #set} refuses it
   */
  public final B setMap(Property<M, JsonElement> property, @Nullable Map<String, ?> value) {
    return set(property, value == null ? null : tree(property, value));
  }

  private static JsonElement tree(Property<?, ?> property, Map<String, ?> value) {
    try {
      return PlainValues.tree(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
    }
  }

  /**
   * Sets free-form JSON from its text.
   *
   * @param json null for an explicit null
   * @throws DecodeException if it is not JSON
   * @throws IllegalArgumentException if {@link #set} refuses it
   */
  public final B setJson(Property<M, JsonElement> property, @Nullable String json) {
    return set(property, json == null ? null : JsonDocument.read(JsonType.ANY, json));
  }

  /** Sets a property to a list of at least one item. */
  protected final <E> B setAll(Property<M, List<E>> property, E first, E[] more) {
    List<E> items = new ArrayList<>(1 + more.length);
    items.add(first);
    items.addAll(Arrays.asList(more));
    return set(property, items);
  }

  /** Sets a secret property from its text; null sets an explicit null. */
  protected final B setSecret(Property<M, Secret> property, @Nullable String text) {
    return set(property, text == null ? null : Secret.of(text));
  }

  /** Makes a property absent. */
  public final B unset(Property<M, ?> property) {
    values.slots[property.index] = null;
    return self();
  }

  /**
   * Sets a property that this version of the SDK does not know.
   *
   * @param value the value, which is copied; null sets an explicit null
   * @throws IllegalArgumentException if the name is that of a known property, or if the value has
   *     NaN or a number of more than 1,000 characters or is nested more than 990 deep
   */
  public final B additionalProperty(String name, @Nullable JsonElement value) {
    if (type.find(requireNonNull(name, "name == null")) != null) {
      throw new IllegalArgumentException(
          type.name()
              + "."
              + name
              + " is a known property: use its setter or set(Property, value)");
    }
    values.putUnknown(name, value == null ? RawJson.NULL : RawJson.of(value));
    return self();
  }

  /** Removes a property that this version of the SDK does not know. */
  public final B removeAdditionalProperty(String name) {
    Map<String, RawJson> unknown = values.unknown;
    if (unknown != null) {
      unknown.remove(name);
    }
    return self();
  }

  /** Returns the model. */
  public final M build() {
    return type.construct(new PropertyValues(values));
  }

  /** Returns the properties that have been set, with secrets masked. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder("Builder of ");
    type.print(values, text);
    return text.toString();
  }
}
