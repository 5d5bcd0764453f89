package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.json.JsonName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * One property of a model: its JSON name, its type and what is special about it.
 *
 * <p>Generated models declare one constant for each property; presence, patches, requests, masking
 * and documentation all work from these. Immutable and safe for use by several threads; two
 * properties are equal only if they are the same constant.
 *
 * @param <M> the model
 * @param <T> the Java type of the value
 */
public final class Property<M, T> {
  /** What is special about a property. */
  public enum Trait {
    /**
     * Set by the server alone: kept by {@code toJson()}, left out of requests, refused in patches.
     */
    READ_ONLY,
    /** Names the object itself: must fit into a path, refused in patches. */
    IDENTIFIER,
    /** Can be changed but not cleared: the server takes an empty value for "keep". */
    NOT_CLEARABLE,
    /** Shown to nobody, though it is plain text: a challenge, a URL with a verifier, claims. */
    SENSITIVE,
    /** Left out of requests when it is an empty object, by which the server means "none". */
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

  /** Returns how the value is written in JSON and which Java type it has. */
  public JsonType<T> type() {
    return type;
  }

  /** Returns true if this property has the given trait. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /**
   * Returns true if the value is masked wherever it would be printed: a {@link Secret}, or plain
   * text that is as good as one. {@code toJson()} has it.
   */
  public boolean sensitive() {
    return type.codec.sensitive() || is(Trait.SENSITIVE);
  }

  /** Returns true if only the server sets it. */
  public boolean readOnly() {
    return is(Trait.READ_ONLY);
  }

  /** Returns the model's and the property's name, such as {@code OAuth2Client.client_name}. */
  @Override
  public String toString() {
    return owner.name() + "." + name;
  }
}
