package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A text out of a set that may grow: the known values are constants, any other keeps its text.
 *
 * <p>Two values are equal if they are of the same class and have the same text, letter case
 * included. Immutable and safe for use by several threads.
 */
public abstract class OpenEnum {
  private static final long SEED = new SecureRandom().nextLong();

  private final String value;

  /** For the generated subclasses. */
  protected OpenEnum(String value) {
    this.value = requireNonNull(value, "value == null");
  }

  /** Returns the text as it stands in JSON, also in that of Jackson. */
  @JsonValue
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

  /**
   * Differs from run to run: texts that a server chose to have the same {@link String#hashCode}
   * would make a {@link java.util.HashSet} of them slow.
   */
  @Override
  public final int hashCode() {
    long hash = SEED;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  /** Returns {@link #value()}. */
  @Override
  public final String toString() {
    return value;
  }
}
