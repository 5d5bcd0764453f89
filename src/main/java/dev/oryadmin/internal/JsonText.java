package dev.oryadmin.internal;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Gson's readers and writers, set up the one way this SDK uses them. */
public final class JsonText {
  /** How deeply objects and arrays may nest. Gson's own default, 255, refuses what Hydra stores. */
  public static final int MAX_DEPTH = 1_000;

  static {
    try {
      // LEGACY_STRICT, not STRICT: the latter costs twice as much.
      writer(new StringWriter()).flush();
      reader(new StringReader("")).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // strings don't fail
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "ory-oauth2-admin needs Gson 2.12 or newer, but an older one is on the class path."
              + " Set the version of com.google.code.gson:gson to 2.12 or newer;"
              + " with Spring Boot's dependency management, set the property gson.version.",
          e);
    }
  }

  private JsonText() {}

  /** Returns a reader that refuses what is not JSON. */
  public static JsonReader reader(Reader text) {
    JsonReader in = new JsonReader(text);
    in.setStrictness(Strictness.LEGACY_STRICT);
    in.setNestingLimit(MAX_DEPTH);
    return in;
  }

  /** Returns a writer that writes nulls and escapes nothing that needs no escape. */
  public static JsonWriter writer(Writer text) {
    JsonWriter out = new JsonWriter(text);
    out.setStrictness(Strictness.LEGACY_STRICT);
    out.setHtmlSafe(false);
    out.setSerializeNulls(true);
    return out;
  }
}
