package dev.oryadmin.internal.json;

import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gson's readers with the settings of this SDK. */
public final class JsonStreams {
  /**
   * How deep objects and arrays may be nested. Gson's default of 255 refuses values that Hydra
   * stores.
   */
  public static final int MAX_DEPTH = 1_000;

  /** How deep one value may be nested, so that a model with it stays within {@link #MAX_DEPTH}. */
  public static final int MAX_VALUE_DEPTH = 990;

  /** What an older Gson lacks; null if nothing is missing. */
  private static final @Nullable String LACK = lack();

  private static final Set<Class<? extends Number>> IMMUTABLE =
      Set.of(Integer.class, Long.class, Double.class, BigInteger.class, BigDecimal.class);

  /** Compiled only when it is needed: few calls send numbers. */
  private static final class NumberText {
    /** The longest number that fits into the buffer of Gson's reader, which refuses longer ones. */
    static final Pattern PATTERN =
        Pattern.compile("(?=.{1,1000}$)-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
  }

  private JsonStreams() {}

  private static @Nullable String lack() {
    try {
      strict(new JsonReader(new StringReader("")));
      return null;
    } catch (LinkageError e) {
      return e.getMessage();
    }
  }

  /**
   * Checks that the Gson on the class path is new enough. Otherwise a {@code NoSuchMethodError}
   * would occur in the middle of a call.
   *
   * @throws IllegalStateException if it is too old
   */
  public static void checkGson() {
    if (LACK != null) {
      throw new IllegalStateException(
          "ory-oauth2-admin needs Gson 2.12 or newer, but an older one is on the class path."
              + " Set the version of com.google.code.gson:gson to 2.12 or newer;"
              + " with Spring Boot's dependency management, set the property gson.version."
              + " It lacks "
              + LACK);
    }
  }

  /** Returns a reader that refuses malformed JSON. */
  public static JsonReader reader(Reader text) {
    checkGson();
    JsonReader in = new JsonReader(text);
    strict(in);
    return in;
  }

  /**
   * Returns a reader that refuses malformed JSON, and JSON that would take too much memory.
   *
   * @param kept about how many bytes may be kept
   */
  public static JsonReader reader(Reader text, long kept) {
    checkGson();
    JsonReader in = new BoundedReader(text, kept);
    strict(in);
    return in;
  }

  /** Returns true if nobody else has the objects that a reader returns. */
  static boolean isOurs(JsonReader in) {
    return in.getClass() == JsonReader.class || in.getClass() == BoundedReader.class;
  }

  private static void strict(JsonReader in) {
    in.setStrictness(Strictness.LEGACY_STRICT); // not STRICT, which costs twice as much
    in.setNestingLimit(MAX_DEPTH);
  }

  /**
   * Returns an immutable number; those of an application's tree may have any class.
   *
   * @throws IllegalArgumentException if its text is not a JSON number, or has more than 1,000
   *     characters
   */
  static JsonPrimitive number(JsonPrimitive number) {
    String text = number.getAsString();
    if (!NumberText.PATTERN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a JSON number, or one of more than 1,000 characters");
    }
    return IMMUTABLE.contains(number.getAsNumber().getClass())
        ? number
        : new JsonPrimitive(number(text));
  }

  /** Returns a number that keeps its text. */
  static Number number(String text) {
    try {
      return ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader(new StringReader(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
  }
}
