package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cookies of a request, and those that the server sets: named as with {@code --dev}. */
record Cookies(ReceivedRequest request) {
  static final String SESSION = "ory_hydra_session_dev";
  static final String DEVICE_CSRF = "ory_hydra_device_csrf_dev";

  private static final DateTimeFormatter EXPIRES =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** Returns the name of a client's cookie for a login. */
  static String loginCsrf(String clientId) {
    return "ory_hydra_login_csrf_dev_" + murmur3(clientId);
  }

  /** Returns the name of a client's cookie for a consent. */
  static String consentCsrf(String clientId) {
    return "ory_hydra_consent_csrf_dev_" + murmur3(clientId);
  }

  /** Returns the value of a cookie; null if the browser sent none. */
  @Nullable String get(String name) {
    for (String header : request.headers().values("Cookie")) {
      for (String pair : header.split(";", -1)) {
        String[] parts = pair.strip().split("=", 2);
        if (parts.length == 2 && parts[0].equals(name)) {
          return parts[1];
        }
      }
    }
    return null;
  }

  /** Returns a Set-Cookie field. */
  static String set(String name, String value, long seconds, Instant now) {
    Duration left = Duration.between(now, LAST);
    Instant end = seconds > left.toSeconds() ? LAST : now.plusSeconds(seconds);
    return "%s=%s; Path=/; Expires=%s; Max-Age=%d; HttpOnly; SameSite=Lax"
        .formatted(name, value, EXPIRES.format(end), seconds);
  }

  /** Returns a Set-Cookie field for a cookie that ends with the browser. */
  static String setForBrowserSession(String name, String value) {
    return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax";
  }

  /** Returns a Set-Cookie field that takes a cookie away. */
  static String remove(String name, String value) {
    return "%s=%s; Path=/; Expires=%s; Max-Age=0; HttpOnly; SameSite=Lax"
        .formatted(name, value, EXPIRES.format(Instant.ofEpochSecond(1)));
  }

  /** MurmurHash3 of 32 bits, without a seed. */
  static long murmur3(String text) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    int hash = 0;
    int blocks = data.length / 4 * 4;
    for (int i = 0; i < blocks; i += 4) {
      int k = scramble(little(data, i, 4));
      hash = Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
    }
    hash ^= scramble(little(data, blocks, data.length - blocks));
    hash ^= data.length;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return Integer.toUnsignedLong(hash ^ hash >>> 16);
  }

  private static int scramble(int k) {
    return Integer.rotateLeft(k * 0xcc9e2d51, 15) * 0x1b873593;
  }

  private static int little(byte[] data, int start, int count) {
    int number = 0;
    for (int i = count - 1; i >= 0; i--) {
      number = number << 8 | (data[start + i] & 0xff);
    }
    return number;
  }
}
