package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * An open enum: known values are constants, and any other value keeps its text.
 *
 * <p>Two values are equal if they have the same class and the same text; letter case matters.
 * Immutable and safe for use by several threads.
 */
public abstract class OpenEnum {
  /** Made when it is first needed: a random number of this kind loads dozens of classes. */
  private static final class Seed {
    static final long VALUE = new SecureRandom().nextLong();
  }

  private final String value;

  /** For the generated subclasses. */
  protected OpenEnum(String value) {
    this.value = requireNonNull(value, "value == null");
  }

  /** Returns the text as it is in JSON, also in Jackson's. */
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
   * Returns a hash code that differs from run to run. A server could otherwise choose texts with
   * the same {@link String#hashCode}, which would make a {@link java.util.HashSet} slow.
   */
  @Override
  public final int hashCode() {
    long hash = Seed.VALUE;
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
