package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A text out of a set that may grow: the known values are constants, any other keeps its text.
 *
 * <p>Two values are equal if they are of the same class and have the same text, letter case
 * included. Immutable and safe for use by several threads.
 */
public abstract class OpenEnum {
  private final String value;

  /** For the generated subclasses. */
  protected OpenEnum(String value) {
    this.value = requireNonNull(value, "value == null");
  }

  /** Returns the text as it stands in JSON. */
  public final String value() {
    return value;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // a grant type is not a response type of the same text
  public final boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((OpenEnum) other).value.equals(value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  /** Returns {@link #value()}. */
  @Override
  public final String toString() {
    return value;
  }
}
