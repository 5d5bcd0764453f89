package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import dev.oryadmin.Property.Trait;
import dev.oryadmin.internal.json.JsonOutput;
import dev.oryadmin.internal.json.ListCodec;
import dev.oryadmin.internal.json.PlainValues;
import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.internal.json.ScalarCodecs;
import dev.oryadmin.internal.json.ValueCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes to single properties of a model, as a JSON Patch (RFC 6902). The server applies all of
 * them or none.
 *
 * <p>An {@link IllegalArgumentException} refuses what the server would answer with an unclear
 * status 500 or apply to another client: changes of the id and of read-only properties, clearing
 * the secret, and pointers that do not lead into free-form JSON. Not safe for use by several
 * threads; a call takes a copy.
 *
 * @param <M> the model
 */
public final class Patch<M> {
  private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

  private final ModelType<M> type;
  private final transient List<Change> changes = new ArrayList<>();

  /** One operation; the value is null for those that have none. */
  private record Change(String op, String path, ValueCodec<?> codec, @Nullable Object wire) {}

  private Patch(ModelType<M> type) {
    this.type = type;
  }

  /** Returns an empty patch. */
  public static <M> Patch<M> of(ModelType<M> type) {
    return new Patch<>(requireNonNull(type, "type == null"));
  }

  /**
   * Sets a property, whether or not it has a value.
   *
   * @param value the value; null sends an explicit null. Servers before v25.4 ignore null for
   *     texts, booleans and lifespans, so use {@link #clear} to clear a property
   * @throws IllegalArgumentException if the property can't be patched, or not to this value
   */
  public <T> Patch<M> replace(Property<M, T> property, @Nullable T value) {
    checkWritable(property);
    Object wire = value == null ? ValueCodec.NULL : property.type.codec.encode(value);
    if (property.is(Trait.NOT_CLEARABLE) && (wire == ValueCodec.NULL || wire.equals(""))) {
      throw notClearable(property);
    }
    return change("replace", pointer(property), property.type.codec, wire);
  }

  /** Sets a secret. */
  public Patch<M> replace(Property<M, Secret> property, String secret) {
    return replace(property, Secret.of(secret));
  }

  /**
   * Appends an item to a list.
   *
   * @throws IllegalArgumentException if the property can't be patched
   */
  public <E> Patch<M> append(Property<M, List<E>> property, E item) {
    checkWritable(property);
    ValueCodec<E> codec = ((ListCodec<E>) property.type.codec).item();
    Object wire = codec.encode(requireNonNull(item, "item == null"));
    return change("add", pointer(property) + "/-", codec, wire);
  }

  /**
   * Clears a property, by the value that clears it on most server versions: an empty text, list or
   * object, {@code false} for a boolean, null for others.
   *
   * @throws IllegalArgumentException if the property can't be patched or cleared
   */
  public Patch<M> clear(Property<M, ?> property) {
    checkWritable(property);
    if (property.is(Trait.NOT_CLEARABLE)) {
      throw notClearable(property);
    }
    ValueCodec<?> codec = property.type.codec;
    return change("replace", pointer(property), codec, codec.cleared());
  }

  /**
   * Adds a value inside free-form JSON, or replaces the one that is there. The object around it
   * must exist; otherwise the server answers 500.
   *
   * @param pointer a JSON Pointer (RFC 6901) below a property of free-form JSON, such as {@code
   *     /metadata/tier}
   * @param value a {@link String}, {@link Number}, {@link Boolean}, {@link java.util.Map} with
   *     {@link String} keys, {@link Iterable} or {@link JsonElement}, which is copied; null for
   *     JSON null
   * @throws IllegalArgumentException if the pointer leads elsewhere, or if the value, or one inside
   *     it, has another type
   */
  public Patch<M> add(String pointer, @Nullable Object value) {
    Property<M, ?> property = first(pointer);
    if (property.type.codec != ScalarCodecs.ANY || segments(pointer).length < 2) {
      throw elsewhere(pointer);
    }
    return change("add", pointer, ScalarCodecs.ANY, RawJson.of(PlainValues.tree(value)));
  }

  /**
   * Removes a value inside free-form JSON, or an item of a list.
   *
   * <p>If it does not exist, the server answers 500. Another write may have moved the items of a
   * list, so read the list before and check it afterwards.
   *
   * @param pointer a JSON Pointer (RFC 6901), such as {@code /metadata/tier} or {@code
   *     /redirect_uris/0}
   * @throws IllegalArgumentException if the pointer leads elsewhere
   */
  public Patch<M> remove(String pointer) {
    Property<M, ?> property = first(pointer);
    String[] segments = segments(pointer);
    boolean inside = property.type.codec == ScalarCodecs.ANY && segments.length > 1;
    boolean item =
        property.type.codec instanceof ListCodec
            && segments.length == 2
            && segments[1].matches("0|[1-9][0-9]{0,8}");
    if (!inside && !item) {
      throw new IllegalArgumentException(
          "pointer is neither inside free-form JSON nor an item of a list: " + pointer);
    }
    return change("remove", pointer, ScalarCodecs.ANY, null);
  }

  /**
   * Removes an item of a list, like {@link #remove(String)}.
   *
   * @param index the index of the item, from 0
   * @throws IllegalArgumentException if it is negative, as {@code indexOf} returns it for an item
   *     that is not in the list
   */
  public Patch<M> remove(Property<M, ? extends List<?>> property, int index) {
    if (index < 0) {
      throw new IllegalArgumentException(
          property + " has no item " + index + ": the item to remove is not in the list");
    }
    return remove(pointer(property) + "/" + index);
  }

  private Patch<M> change(String op, String path, ValueCodec<?> codec, @Nullable Object wire) {
    changes.add(new Change(op, path, codec, wire));
    return this;
  }

  private void checkWritable(Property<M, ?> property) {
    if (property.is(Trait.IDENTIFIER)) {
      throw new IllegalArgumentException(
          property + " can't be patched: the server would overwrite the client with that id");
    }
    if (property.readOnly()) {
      throw new IllegalArgumentException(property + " can't be patched: only the server sets it");
    }
  }

  private static IllegalArgumentException notClearable(Property<?, ?> property) {
    return new IllegalArgumentException(
        property
            + " can't be cleared: the server would keep the secret and revoke its previous ones");
  }

  /** Returns the property with which a pointer begins. */
  private Property<M, ?> first(String pointer) {
    requireNonNull(pointer, "pointer == null");
    if (!pointer.startsWith("/") || BAD_ESCAPE.matcher(pointer).find()) {
      throw new IllegalArgumentException(
          "not a JSON Pointer (start with /, write ~ as ~0 and / in a name as ~1): " + pointer);
    }
    Property<M, ?> property = type.find(segments(pointer)[0]);
    if (property == null) {
      throw elsewhere(pointer);
    }
    checkWritable(property);
    return property;
  }

  private static String[] segments(String pointer) {
    return pointer.substring(1).split("/", -1);
  }

  private static IllegalArgumentException elsewhere(String pointer) {
    return new IllegalArgumentException(
        "pointer is not inside free-form JSON: " + pointer + "; use replace, append or clear");
  }

  private static String pointer(Property<?, ?> property) {
    return "/" + property.name().replace("~", "~0").replace("/", "~1");
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  void write(JsonOutput out) throws IOException {
    out.beginArray();
    for (Change change : changes) {
      out.beginObject();
      out.name("op");
      out.string(change.op());
      out.name("path");
      out.string(change.path());
      if (change.wire() != null) {
        out.name("value");
        change.codec().writeAny(out, change.wire());
      }
      out.endObject();
    }
    out.endArray();
  }

  /** Returns the changes, with secrets masked. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Patch[");
    String separator = "";
    for (Change change : changes) {
      text.append(separator).append(change.op()).append(' ').append(change.path());
      if (change.wire() != null) {
        text.append(' ');
        if (Redaction.leadsToSecret(change.path())) {
          text.append(Secret.MASK);
        } else {
          change.codec().printAny(change.wire(), text);
        }
      }
      separator = ", ";
    }
    return text.append(']').toString();
  }
}
