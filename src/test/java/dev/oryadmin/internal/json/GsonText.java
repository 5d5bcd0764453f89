package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** What Gson's writer gives, as bytes: by this, what {@link JsonBytes} writes is judged. */
public final class GsonText {
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

  private GsonText() {}

  /** Returns UTF-8, with an escape for half a surrogate pair, which Gson leaves in. */
  public static byte[] utf8(String written) {
    return HALF_PAIR
        .matcher(written)
        .replaceAll(half -> String.format("\\\\u%04x", (int) half.group().charAt(0)))
        .getBytes(UTF_8);
  }
}
