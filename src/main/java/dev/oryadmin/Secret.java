package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be shown: a client secret, a token, the private part of a key.
 *
 * <p>It prints as {@code ***}. Only {@link #reveal()} gives the text away, so a search for that
 * name finds every place that does. It is neither {@code Serializable} nor a {@code CharSequence},
 * and has no getter and no visible field a JSON mapper would pick up; a Gson reads it from a text
 * but writes null, see {@link OryTypeAdapterFactory}, and Jackson writes null.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(OryTypeAdapterFactory.class)
public final class Secret {
  /** What stands in the place of a secret wherever one would be printed. */
  public static final String MASK = "***";

  // transient: a mapper that reads fields by reflection passes it over.
  private final transient String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Returns a secret that holds the given text. */
  public static Secret of(String text) {
    return new Secret(requireNonNull(text, "text == null"));
  }

  /** Returns the text itself. Don't log it. */
  public String reveal() {
    return text;
  }

  /** What Jackson writes: nothing. */
  @JsonValue
  private @Nullable String written() {
    return null;
  }

  /** Compares in a time that depends on the lengths of the texts only. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  /** The text exactly: an encoding would take one half of a surrogate pair for another. */
  private byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns {@value #MASK}. */
  @Override
  public String toString() {
    return MASK;
  }
}
