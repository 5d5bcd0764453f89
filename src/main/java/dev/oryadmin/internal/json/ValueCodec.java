package dev.oryadmin.internal.json;

import com.google.gson.JsonElement;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the values of one JSON type.
 *
 * <p>A value has two forms. The <em>wire value</em> is what a model stores: immutable, compared by
 * {@code equals}, with the exact text of a number, time or duration. The Java value is decoded from
 * it when an accessor is called, and encoded to it when a setter is called. A wire value is never
 * null: a JSON null is {@link #NULL}, and JSON of another type is {@link Malformed}.
 *
 * @param <T> the Java type
 */
public abstract class ValueCodec<T> {
  /** The wire value of an explicit JSON null. */
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  /** Returns the name of a well-formed value in messages, with its article: {@code a string}. */
  public abstract String expected();

  /** Reads the next value: a wire value, {@link #NULL}, or {@link Malformed}. */
  public abstract Object read(JsonReader in) throws IOException;

  /** Writes a wire value that is neither {@link #NULL} nor {@link Malformed}. */
  public abstract void write(JsonOutput out, Object wire) throws IOException;

  /**
   * Returns the Java value of a wire value that is not {@link #NULL}.
   *
   * @throws WrongValue if the wire value has no Java value
   */
  public abstract T decode(Object wire);

  /**
   * Returns the wire value of a Java value.
   *
   * @throws IllegalArgumentException if JSON or the server can't represent it
   */
  public abstract Object encode(T value);

  /**
   * Checks a wire value before it is sent. It is neither {@link #NULL} nor malformed.
   *
   * @throws IllegalArgumentException if the server would change it; the message does not contain
   *     the value
   */
  public void check(Object wire) {}

  /**
   * Checks any wire value before it is sent.
   *
   * @throws IllegalArgumentException if it is malformed, or if {@link #check} refuses it
   */
  public final void checkAny(Object wire) {
    if (wire == NULL) {
      return;
    }
    try {
      check(wellFormed(wire));
    } catch (WrongValue e) {
      throw new IllegalArgumentException((e.path() + " expected " + e.expected()).strip(), e);
    }
  }

  /** Appends a wire value for people to read, with secrets masked. */
  public abstract void print(Object wire, StringBuilder to);

  /** Appends any wire value for people to read, with secrets masked. */
  public final void printAny(Object wire, StringBuilder to) {
    if (wire == NULL || wire instanceof Malformed) {
      to.append(wire);
    } else {
      print(wire, to);
    }
  }

  /** Returns the Java value of an absent property: null, or an empty list or map. */
  public @Nullable T absent() {
    return null;
  }

  /** Returns the wire value that clears a property on the server. */
  public Object cleared() {
    return NULL;
  }

  /** Returns true if values must not be shown. */
  public boolean sensitive() {
    return false;
  }

  /** Returns a wire value without its secrets; null if nothing is left. */
  public @Nullable Object withoutSecrets(Object wire) {
    return sensitive() ? null : wire;
  }

  /** Writes any wire value. */
  public final void writeAny(JsonOutput out, Object wire) throws IOException {
    if (wire == NULL) {
      out.nullValue();
    } else if (wire instanceof Malformed malformed) {
      malformed.json().write(out);
    } else {
      write(out, wire);
    }
  }

  /** Returns any wire value as a JSON tree. Slow: only for values that are about to be refused. */
  final JsonElement toTree(Object wire) throws IOException {
    JsonBytes json = new JsonBytes();
    writeAny(json, wire);
    return RawJson.parse(JsonStreams.reader(new CharsReader(json.toText())));
  }

  /** Reads a value that is not of the expected type: JSON null, or malformed. */
  protected final Object readOther(JsonReader in) throws IOException {
    RawJson json = RawJson.read(in);
    return json.isNull() ? NULL : new Malformed(json, "", problem(json.kind()));
  }

  /** Returns the problem with a value of another type, such as {@code an array}. */
  final String problem(String kind) {
    return expected() + " but was " + kind;
  }

  /** Returns a malformed value for a value with an item that is JSON null or malformed. */
  static Malformed malformed(RawJson json, String path, ValueCodec<?> item, Object bad) {
    return bad instanceof Malformed inner
        ? new Malformed(json, path + inner.path(), inner.problem())
        : new Malformed(json, path, item.problem("null"));
  }

  /** Returns the wire value, unless it is {@link Malformed}. */
  protected static Object wellFormed(Object wire) {
    if (wire instanceof Malformed malformed) {
      throw malformed.wrongValue();
    }
    return wire;
  }
}
