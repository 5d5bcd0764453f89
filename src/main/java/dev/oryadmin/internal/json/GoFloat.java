package dev.oryadmin.internal.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** JSON numbers as Go's float64 stores and prints them. */
public final class GoFloat {
  /** The longest text that a float prints as. */
  private static final int LONGEST = 32;

  /**
   * From here on, servers since v25.4 return another number, because it does not fit into an int64.
   */
  private static final double TWO_TO_THE_63 = 0x1p63;

  /** Below this Go prints an exponent. */
  private static final double LEAST_PLAIN = 1e-6;

  private static final int MOST_DIGITS = 17;

  private GoFloat() {}

  /** Returns true if the server returns a number with exactly the text that was sent. */
  public static boolean keeps(String number) {
    if (number.length() > LONGEST) {
      return false;
    }
    double value = Double.parseDouble(number);
    if (Math.abs(value) >= TWO_TO_THE_63 || !number.equals(print(value))) {
      return false;
    }
    // Whole numbers are printed by some servers as integers, so their exact value has to fit too.
    return value != Math.rint(value) || new BigDecimal(value).toPlainString().equals(number);
  }

  /** Prints a finite number with the fewest digits that identify it, as Go does. */
  static String print(double value) {
    BigDecimal shortest = shortest(value);
    if (value == 0 || Math.abs(value) >= LEAST_PLAIN) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = shortest.precision() - shortest.scale() - 1;
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }
}
