package dev.oryadmin.internal.json;

/**
 * JSON of another type than its property is declared to hold: kept, written back, refused when
 * asked for.
 *
 * @param json what came
 * @param path where inside it the trouble is; empty for the value itself
 * @param problem what was expected there, and what was found
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
