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

/** Gson's readers, set up the one way this SDK uses them. */
public final class JsonStreams {
  /** How deeply objects and arrays may nest. Gson's own default, 255, refuses what Hydra stores. */
  public static final int MAX_DEPTH = 1_000;

  /** How deeply one value may nest, so that a model that holds it stays within the above. */
  public static final int MAX_VALUE_DEPTH = 990;

  /** A longer number fills the buffer of Gson's reader, which refuses it. */
  private static final Pattern NUMBER =
      Pattern.compile("(?=.{1,1000}$)-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

  /** What an older Gson lacks; null if all is there. */
  private static final @Nullable String LACK = lack();

  private static final Set<Class<? extends Number>> IMMUTABLE =
      Set.of(Integer.class, Long.class, Double.class, BigInteger.class, BigDecimal.class);

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
   * Says so if the Gson on the class path is too old, instead of a {@code NoSuchMethodError} in the
   * middle of a call.
   *
   * @throws IllegalStateException if it is
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

  /** Returns a reader that refuses what is not JSON. */
  public static JsonReader reader(Reader text) {
    checkGson();
    JsonReader in = new JsonReader(text);
    strict(in);
    return in;
  }

  /**
   * Returns a reader that refuses what is not JSON, and what would take more memory than allowed.
   *
   * @param kept how many bytes may be kept, about
   */
  public static JsonReader reader(Reader text, long kept) {
    checkGson();
    JsonReader in = new BoundedReader(text, kept);
    strict(in);
    return in;
  }

  /** Returns true if what a reader hands out belongs to nobody else. */
  static boolean isOurs(JsonReader in) {
    return in.getClass() == JsonReader.class || in.getClass() == BoundedReader.class;
  }

  private static void strict(JsonReader in) {
    in.setStrictness(Strictness.LEGACY_STRICT); // not STRICT, which costs twice as much
    in.setNestingLimit(MAX_DEPTH);
  }

  /**
   * Returns a number that can't change; those of an application's tree may be of any class.
   *
   * @throws IllegalArgumentException if its text is no number of JSON, or over 1,000 characters
   */
  static JsonPrimitive number(JsonPrimitive number) {
    String text = number.getAsString();
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("JSON has no such number, or not of that length");
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
