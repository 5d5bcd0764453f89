package dev.oryadmin.internal.json;

/** Says that a value is not what its property is declared to hold, without naming the value. */
public final class WrongValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String expected;

  WrongValue(String path, String expected) {
    super(null, null, false, false);
    this.path = path;
    this.expected = expected;
  }

  /**
   * Returns where inside the property's value it is, such as {@code [2]}; empty for the value
   * itself.
   */
  public String path() {
    return path;
  }

  /** Returns what was expected, and what was found where that is known. */
  public String expected() {
    return expected;
  }

  /** Returns the same, found inside something else. */
  WrongValue within(String outer) {
    return new WrongValue(outer + path, expected);
  }
}
