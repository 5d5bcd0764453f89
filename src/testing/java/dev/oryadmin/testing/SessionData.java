package dev.oryadmin.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Free-form data of a consent, after Go has read it into a map: members are sorted, the last of two
 * counts, and each number is a 64-bit float. Immutable.
 *
 * @param text an object, or null, as it was sent
 */
record SessionData(JsonText text) {
  private static final BigDecimal MAX_LONG = new BigDecimal(Long.MAX_VALUE);
  private static final BigDecimal MIN_LONG = new BigDecimal(Long.MIN_VALUE);

  static final SessionData NONE = new SessionData(new JsonText("{}"));

  /** Returns the data as the list of consents shows it. */
  JsonMembers stored() {
    return members(false);
  }

  /**
   * Returns the data as tokens carry it.
   *
   * @param wholeNumbersAsIntegers whether whole numbers go through a 64-bit integer, which what is
   *     greater overflows
   */
  JsonMembers inTokens(boolean wholeNumbersAsIntegers) {
    return members(wholeNumbersAsIntegers);
  }

  private JsonMembers members(boolean integers) {
    JsonMembers members = JsonMembers.sorted();
    if (text.is(JsonText.Kind.OBJECT)) {
      for (JsonText.Member member : text.members()) {
        members.json(member.name(), normal(member.value(), integers));
      }
    }
    return members;
  }

  private static String normal(JsonText value, boolean integers) {
    return switch (value.kind()) {
      case OBJECT -> {
        TreeMap<String, String> members = new TreeMap<>();
        for (JsonText.Member member : value.members()) {
          members.put(member.name(), normal(member.value(), integers));
        }
        yield members.entrySet().stream()
            .map(member -> JsonText.quote(member.getKey()) + ":" + member.getValue())
            .collect(Collectors.joining(",", "{", "}"));
      }
      case ARRAY ->
          value.elements().stream()
              .map(element -> normal(element, integers))
              .collect(Collectors.joining(",", "[", "]"));
      case STRING -> JsonText.quote(value.string());
      case NUMBER -> number(Double.parseDouble(value.text()), integers);
      case BOOL, NULL -> value.text();
    };
  }

  private static String number(double value, boolean integers) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    boolean whole = value == Math.rint(value);
    if (whole && integers) {
      BigDecimal real = new BigDecimal(value);
      boolean fits = real.compareTo(MAX_LONG) <= 0 && real.compareTo(MIN_LONG) >= 0;
      return Long.toString(fits ? real.longValueExact() : Long.MIN_VALUE);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    double size = Math.abs(value);
    if (size >= 1e21 || size < 1e-6) {
      return scientific(exact.stripTrailingZeros());
    }
    return exact.stripTrailingZeros().toPlainString();
  }

  /** Like Go: one digit before the point, and an exponent of two digits if it is positive. */
  private static String scientific(BigDecimal value) {
    BigInteger digits = value.unscaledValue();
    String text = digits.abs().toString();
    int exponent = text.length() - 1 - value.scale();
    String fraction = text.length() > 1 ? "." + text.substring(1) : "";
    String sign = digits.signum() < 0 ? "-" : "";
    String power = exponent < 0 ? Integer.toString(exponent) : "+" + exponent;
    return sign + text.charAt(0) + fraction + "e" + power;
  }
}
