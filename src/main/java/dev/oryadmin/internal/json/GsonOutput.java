package dev.oryadmin.internal.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/**
 * Passes JSON on to a Gson writer, such as that of an application, which applies its own settings.
 */
public final class GsonOutput extends JsonOutput {
  private final JsonWriter out;

  /** Writes to the given writer. */
  public GsonOutput(JsonWriter out) {
    this.out = out;
  }

  @Override
  public void beginObject() throws IOException {
    out.beginObject();
  }

  @Override
  public void endObject() throws IOException {
    out.endObject();
  }

  @Override
  public void beginArray() throws IOException {
    out.beginArray();
  }

  @Override
  public void endArray() throws IOException {
    out.endArray();
  }

  @Override
  public void name(String name) throws IOException {
    out.name(name);
  }

  @Override
  public void name(JsonName name) throws IOException {
    out.name(name.toString());
  }

  @Override
  public void string(String text) throws IOException {
    out.value(text);
  }

  @Override
  public void number(String text) throws IOException {
    if (isPlain()) {
      out.jsonValue(text); // value(Number) would run a regular expression
    } else {
      number(JsonStreams.number(text));
    }
  }

  @Override
  public void number(Number number) throws IOException {
    if (isPlain()) {
      out.jsonValue(number.toString());
      return;
    }
    // A writer that builds a tree has no jsonValue, and takes 1e400 for an infinity unless lenient.
    Strictness before = out.getStrictness();
    out.setStrictness(Strictness.LENIENT);
    try {
      out.value(number);
    } finally {
      out.setStrictness(before);
    }
  }

  private boolean isPlain() {
    return out.getClass() == JsonWriter.class;
  }

  @Override
  public void bool(boolean value) throws IOException {
    out.value(value);
  }

  @Override
  public void nullValue() throws IOException {
    out.nullValue();
  }
}
