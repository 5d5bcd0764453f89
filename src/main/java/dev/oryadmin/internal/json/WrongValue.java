package dev.oryadmin.internal.json;

/** A value does not have the type of its property. The message does not contain the value. */
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
   * Returns the place inside the property's value, such as {@code [2]}; empty for the value itself.
   */
  public String path() {
    return path;
  }

  /** Returns what was expected, and what was found if that is known. */
  public String expected() {
    return expected;
  }

  /** Returns this exception for a value that is inside another one. */
  WrongValue within(String outer) {
    return new WrongValue(outer + path, expected);
  }
}
