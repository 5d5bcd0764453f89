package dev.oryadmin.internal.json;

import com.google.gson.JsonElement;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the values of one JSON type.
 *
 * <p>A value lives in two forms. The <em>wire value</em> is what a model stores: immutable,
 * compared by {@code equals}, exact to the text of a number, a time or a duration. The Java value
 * is made from it when somebody asks, and turned into it when somebody sets it. A wire value is
 * never null; a JSON null is {@link #NULL}, and JSON of another type is kept as {@link Malformed}.
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

  /** Returns what a good value is called in messages, with its article: {@code a string}. */
  public abstract String expected();

  /** Reads the next value: a wire value, {@link #NULL}, or {@link Malformed}. */
  public abstract Object read(JsonReader in) throws IOException;

  /** Writes a wire value that is neither {@link #NULL} nor {@link Malformed}. */
  public abstract void write(JsonOutput out, Object wire) throws IOException;

  /**
   * Returns the Java value of a wire value that is not {@link #NULL}.
   *
   * @throws WrongValue if there is none
   */
  public abstract T decode(Object wire);

  /**
   * Returns the wire value of a Java value.
   *
   * @throws IllegalArgumentException if JSON or the server's language can't hold it
   */
  public abstract Object encode(T value);

  /**
   * Checks a wire value that is about to be sent, and is neither {@link #NULL} nor malformed, for
   * what the server would take for something else.
   *
   * @throws IllegalArgumentException if it would; the message does not name the value
   */
  public void check(Object wire) {}

  /**
   * Checks any wire value that is about to be sent.
   *
   * @throws IllegalArgumentException if it is malformed, or {@link #check} refuses it
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

  /** Appends a wire value for people to read, secrets masked. */
  public abstract void print(Object wire, StringBuilder to);

  /** Appends any wire value for people to read, secrets masked. */
  public final void printAny(Object wire, StringBuilder to) {
    if (wire == NULL || wire instanceof Malformed) {
      to.append(wire);
    } else {
      print(wire, to);
    }
  }

  /** Returns what an absent value reads as: null, or something empty. */
  public @Nullable T absent() {
    return null;
  }

  /** Returns the wire value by which the server is told to clear a property. */
  public Object cleared() {
    return NULL;
  }

  /** Returns true if values must not be shown. */
  public boolean sensitive() {
    return false;
  }

  /** Returns a wire value without the secrets in it; null if nothing is left. */
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

  /** Returns the JSON of any wire value as a tree. Slow: only for what is about to be refused. */
  final JsonElement toTree(Object wire) throws IOException {
    JsonBytes json = new JsonBytes();
    writeAny(json, wire);
    return RawJson.parse(JsonStreams.reader(new CharsReader(json.toText())));
  }

  /** Reads whatever comes next when it is not what was expected: JSON null, or malformed. */
  protected final Object readOther(JsonReader in) throws IOException {
    RawJson json = RawJson.read(in);
    return json.isNull() ? NULL : new Malformed(json, "", problem(json.kind()));
  }

  /** Returns what is said of a value of another kind, such as {@code an array}. */
  final String problem(String kind) {
    return expected() + " but was " + kind;
  }

  /** Returns what becomes of a value one of whose items is JSON null or malformed. */
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
