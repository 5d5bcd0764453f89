package dev.oryadmin.internal.json;

import java.io.IOException;

/**
 * Writes the tokens of one JSON value in their order, with commas between them.
 *
 * <p>The caller is responsible for a valid order.
 */
public abstract class JsonOutput {
  JsonOutput() {}

  /** Begins an object: names and values follow. */
  public abstract void beginObject() throws IOException;

  /** Ends an object. */
  public abstract void endObject() throws IOException;

  /** Begins an array: values follow. */
  public abstract void beginArray() throws IOException;

  /** Ends an array. */
  public abstract void endArray() throws IOException;

  /** Names the value that follows. */
  public abstract void name(String name) throws IOException;

  /** Writes a name like {@link #name(String)}, but faster. */
  public abstract void name(JsonName name) throws IOException;

  /** Writes a string. */
  public abstract void string(String text) throws IOException;

  /** Writes a number by its text, which is not checked. */
  public abstract void number(String text) throws IOException;

  /** Writes a number of a tree by its text, which is not checked. */
  public void number(Number number) throws IOException {
    number(number.toString());
  }

  /** Writes true or false. */
  public abstract void bool(boolean value) throws IOException;

  /** Writes null. */
  public abstract void nullValue() throws IOException;
}
