package dev.oryadmin.internal.json;

/**
 * JSON of another type than its property has. It is kept and written back, and refused when an
 * accessor reads it.
 *
 * @param json the JSON
 * @param path the place of the problem inside it; empty for the value itself
 * @param problem what was expected there and what was found
 */
record Malformed(RawJson json, String path, String problem) {
  WrongValue wrongValue() {
    return new WrongValue(path, problem);
  }

  @Override
  public String toString() {
    return "(malformed)";
  }
}
