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
 * <p>It prints as {@code ***}. Only {@link #reveal()} returns the text, so a search for that name
 * finds every place that uses it. To protect it from JSON mappers, it has no getter and no visible
 * field, and is neither {@code Serializable} nor a {@code CharSequence}. Gson reads it from a text
 * but writes null, see {@link OryTypeAdapterFactory}, and Jackson writes null.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(OryTypeAdapterFactory.class)
public final class Secret {
  /** The text that replaces a secret wherever one would be printed. */
  public static final String MASK = "***";

  // transient: mappers that read fields by reflection skip it.
  private final transient String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Returns a secret with the given text. */
  public static Secret of(String text) {
    return new Secret(requireNonNull(text, "text == null"));
  }

  /** Returns the text itself. Don't log it. */
  public String reveal() {
    return text;
  }

  /** Returns null, which is what Jackson writes. */
  @JsonValue
  private @Nullable String written() {
    return null;
  }

  /** Compares in a time that depends only on the lengths of the texts. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  /** Returns the exact chars: an encoding would confuse the halves of surrogate pairs. */
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
