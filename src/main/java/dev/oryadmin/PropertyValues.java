package dev.oryadmin;

import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.internal.json.ValueCodec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of one model: a wire value for each known property, and the unknown properties.
 *
 * <p>Builders and the JSON reader create it, and {@link Model} reads it. It never changes once a
 * model holds it.
 *
 * @hidden
 */
@GeneratedCodeOnly
public final class PropertyValues {
  // A slot is null when the property is absent. transient: for mappers that read fields.
  final transient @Nullable Object[] slots;
  transient @Nullable Map<String, RawJson> unknown;

  PropertyValues(int size) {
    this.slots = new Object[size];
  }

  PropertyValues(PropertyValues that) {
    this.slots = that.slots.clone();
    this.unknown = that.unknown == null ? null : new LinkedHashMap<>(that.unknown);
  }

  void putUnknown(String name, RawJson value) {
    if (unknown == null) {
      unknown = new LinkedHashMap<>();
    }
    unknown.put(name, value);
  }

  boolean isEmpty() {
    for (Object slot : slots) {
      if (slot != null) {
        return false;
      }
    }
    return unknown == null || unknown.isEmpty();
  }

  /** Returns the wire value of a property; null if the property is absent or null. */
  @Nullable Object value(int index) {
    Object slot = slots[index];
    return slot == ValueCodec.NULL ? null : slot;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PropertyValues that
        && Arrays.equals(slots, that.slots)
        && Objects.equals(emptyToNull(unknown), emptyToNull(that.unknown));
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(slots) + Objects.hashCode(emptyToNull(unknown));
  }

  private static @Nullable Map<String, RawJson> emptyToNull(@Nullable Map<String, RawJson> map) {
    return map == null || map.isEmpty() ? null : map;
  }

  /** Returns only the class name, because this class does not mask secrets. */
  @Override
  public String toString() {
    return "PropertyValues";
  }
}
