package dev.oryadmin.internal;

/**
 * JSON of another type than its property is declared to hold: kept, written back, refused when
 * asked for.
 *
 * @param json what came
 * @param path where inside it the trouble is; empty for the value itself
 * @param expected what was expected there
 */
record Malformed(RawJson json, String path, String expected) {
  WrongValue wrongValue() {
    return new WrongValue(path, expected + " but was " + json.kindAt(path));
  }

  @Override
  public String toString() {
    return "(malformed)";
  }
}
