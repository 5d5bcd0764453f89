package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 as Go reads it: line breaks are passed over, what is wrong is told with its place. */
final class GoBase64 {
  private GoBase64() {}

  /** Reads the alphabet of URLs, padded or not. */
  static byte[] url(String text) throws GoException {
    String bare = text.replaceAll("=+$", "");
    int wrong = wrongAt(bare, "-_");
    if (wrong < 0 && digits(bare) % 4 == 1) {
      wrong = bare.length() - 1;
    }
    if (wrong >= 0) {
      throw corrupt(wrong);
    }
    return Base64.getUrlDecoder().decode(bare.replaceAll("[\r\n]", ""));
  }

  /** Reads the standard alphabet, which has to be padded. */
  static byte[] standard(String text) throws GoException {
    String bare = text.replaceAll("={1,2}$", "");
    int wrong = wrongAt(bare, "+/");
    int padding = text.length() - bare.length();
    if (wrong < 0 && (digits(bare) + padding) % 4 != 0) {
      wrong = bare.length() - digits(bare) % 4;
    }
    if (wrong >= 0) {
      throw corrupt(wrong);
    }
    return Base64.getDecoder().decode(text.replaceAll("[\r\n]", ""));
  }

  static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static int digits(String text) {
    return text.replaceAll("[\r\n]", "").length();
  }

  private static int wrongAt(String text, String more) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c < 128 && (Character.isLetterOrDigit(c) || more.indexOf(c) >= 0);
      if (!digit && c != '\r' && c != '\n') {
        // Go counts bytes.
        return text.substring(0, i).getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return -1;
  }

  private static GoException corrupt(int at) {
    return new GoException("illegal base64 data at input byte " + at);
  }

  /** Returns a number's bytes without zeros in front. */
  static byte[] trimmed(byte[] number) {
    int zeros = 0;
    while (zeros < number.length && number[zeros] == 0) {
      zeros++;
    }
    return Arrays.copyOfRange(number, zeros, number.length);
  }

  /** Returns bytes cut or filled up with zeros behind. */
  static byte[] sized(byte @Nullable [] bytes, int size) {
    return Arrays.copyOf(bytes == null ? new byte[0] : bytes, size);
  }
}
