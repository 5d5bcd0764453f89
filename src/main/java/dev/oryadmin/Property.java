package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.json.JsonName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * One property of a model: its JSON name, its type and its traits.
 *
 * <p>Generated models declare one constant for each property. Use them with {@code has}, {@code
 * get}, {@code set}, {@code unset} and {@link Patch}. Immutable and safe for use by several
 * threads. Two properties are equal only if they are the same constant.
 *
 * @param <M> the model
 * @param <T> the Java type of the value
 */
public final class Property<M, T> {
  /** A special trait of a property. */
  public enum Trait {
    /**
     * Only the server sets it. {@code toJson()} keeps it, requests leave it out, and patches refuse
     * it.
     */
    READ_ONLY,
    /** It identifies the object. It must fit into a path, and patches refuse it. */
    IDENTIFIER,
    /** It can be changed but not cleared: the server ignores an empty value. */
    NOT_CLEARABLE,
    /**
     * It is masked although it is plain text: a challenge, a redirect URL that completes a login,
     * or claims.
     */
    SENSITIVE,
    /**
     * An empty object is left out of requests, because the server sends one when there is no value.
     */
    OMITTED_WHEN_EMPTY
  }

  final ModelType<M> owner;
  final int index;
  final JsonType<T> type;
  final JsonName jsonName;
  private final String name;
  private final Set<Trait> traits;

  Property(ModelType<M> owner, int index, String name, JsonType<T> type, Trait... traits) {
    this.owner = owner;
    this.index = index;
    this.name = requireNonNull(name, "name == null");
    this.jsonName = JsonName.of(name);
    this.type = requireNonNull(type, "type == null");
    this.traits = EnumSet.noneOf(Trait.class);
    this.traits.addAll(Arrays.asList(traits));
  }

  /** Returns the name in JSON, such as {@code client_name}. */
  public String name() {
    return name;
  }

  /** Returns the type of the value, in JSON and in Java. */
  public JsonType<T> type() {
    return type;
  }

  /** Returns true if this property has the given trait. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /**
   * Returns true if the value is masked wherever it is printed: a {@link Secret}, or plain text
   * that is as sensitive as one. {@code toJson()} has it.
   */
  public boolean sensitive() {
    return type.codec.sensitive() || is(Trait.SENSITIVE);
  }

  /** Returns true if only the server sets this property. */
  public boolean readOnly() {
    return is(Trait.READ_ONLY);
  }

  /** Returns the names of the model and the property, such as {@code OAuth2Client.client_name}. */
  @Override
  public String toString() {
    return owner.name() + "." + name;
  }
}
