package dev.oryadmin.fake;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Values of properties as JSON text, one character for each byte: ordinary, odd and wrong ones. */
final class HostileValues {
  private static final List<String> TEXTS =
      List.of(
          "\"\"",
          "\"a\"",
          "\"a b c\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udd1e\\ud834\"",
          "\"\u00e2\u0082\"",
          "\"\u00ed\u00a0\u0080\"",
          "\"\u00c3\u00a4\"",
          "\"\\b\\f\\n\\r\\t\\u001f\"",
          "\"<b>&amp;\"",
          "\"\\u2028\"",
          "\"none\"",
          "\"" + "l".repeat(300) + "\"");

  private static final List<String> WRONG =
      List.of(
          "null", "0", "1.5", "-1e3", "true", "false", "[]", "{}", "[\"a\"]", "{\"a\":1}", "\"\"");

  private static final List<String> URIS =
      List.of(
          "https://a.example/cb",
          "http://a.example/cb",
          "http://localhost/cb",
          "http://127.0.0.1:80/",
          "https://a.example/#f",
          "https://a.example/#",
          "https://a.example/?q=%zz",
          "https://a.example/%zz",
          "http://",
          "https:///x",
          "https://./",
          "https://a:80:80",
          "https://a.example:99999/",
          "https://a.example:/",
          "https://::1/",
          "https://[::1]/",
          "https://[::1]:80/",
          "https://[v1.x]/",
          "https://[::1%25]/",
          "https://[::1%25eth0]/",
          "https://[a]b]",
          "https://%ff/",
          "https://%41/",
          "https://u@a.example/",
          "https://u:p@a.example/",
          "https://u<@a.example",
          "ftp://a.example",
          "x:",
          "-x:y",
          "mailto:a@b",
          "javascript:alert(1)",
          "com.example:/cb",
          "//a.example/",
          "/cb",
          "cb",
          "",
          "?",
          "https://\u00c3\u00a4.example/",
          "https://a.example/\\\"q",
          "https://a.example/ x",
          "HTTPS://A.EXAMPLE/CB",
          "https://a.example",
          "https://a.example:443/cb",
          "https://*.example",
          "https://*",
          "*",
          "https://a b/",
          "https://a.example/\\u0000",
          "https://a.example/out");

  private static final List<String> DURATIONS =
      List.of(
          "1h",
          "1h30m",
          "90m",
          "-1h",
          "+1h",
          "0",
          "1",
          "1hs",
          "1\\\\",
          "5.h",
          ".5h",
          "1.",
          "h",
          "-",
          "",
          "0.3333333333333333333h",
          "9999999h",
          "2562048h",
          "1\u00c2\u00b5s",
          "1\u00ce\u00bcs",
          "1us",
          "1ns",
          "1.5ms",
          " 1h",
          "1h ",
          "1H",
          "1d",
          "1h1h",
          "1e3s",
          "0h",
          "00h",
          "\\u0031h",
          "NULL");

  private static final List<String> TIMES =
      List.of(
          "2020-01-01T00:00:00Z",
          "2020-01-01T00:00:00.123456789Z",
          "2020-01-01T00:00:00.1234567891Z",
          "2020-01-01T00:00:00+01:00",
          "2020-01-01T00:00:00+24:00",
          "2020-01-01T00:00:00+23:60",
          "2020-01-01T0:00:00Z",
          "2020-01-01T01:0:00Z",
          "2020-01-01T00:00:60Z",
          "2020-02-30T00:00:00Z",
          "2020-13-01T00:00:00Z",
          "2020-01-01 00:00:00Z",
          "2020-01-01T00:00:00",
          "2020-01-01",
          "2020-01-01T00:00:00,5Z",
          "2020-01-01T00:00:00\\u005a",
          "\\u0032020-01-01T00:00:00Z",
          "",
          "x",
          "0000-01-01T00:00:00Z",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "10000-01-01T00:00:00Z",
          "2020-01-01t00:00:00z",
          "1969-12-31T23:59:59.5Z");

  private static final String N =
      "rUIfinmNtboz2OytBsfeG5PDneeXUCZdr__tfXpMGfHQkUTiMnXprgXsCj-RL6nhsPQ4qJsKXg9cf7rpVTYgng6WzwHjnwPR"
          + "SnKd5KOoWFib0w3BDNxvXUyvIW0knuhh4hrj-l0ClNd4iMuyF0k3HLGNw0SEksp3ogC53MYQMG0";
  private static final String X = "kV9SIA42W6UWvWYuxCy1k36T_A8080bbscdtUGFkVxY";
  private static final String Y = "rABIe9PtXQTB05hmJ0ERqSNdGHtnUkvEiO0grFvWJvk";

  private static final List<String> KEYS =
      List.of(
          "{\"kty\":\"RSA\",\"n\":\"" + N + "\",\"e\":\"AQAB\"",
          "{\"kty\":\"RSA\",\"n\":\"" + N + "\",\"e\":\"AQAB\"",
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"",
          "{\"kty\":\"RSA\",\"n\":\"" + N + "\",\"e\":\"AAEAAQ\"",
          "{\"kty\":\"RSA\",\"n\":\"" + N + "\",\"e\":\"\"",
          "{\"kty\":\"RSA\",\"n\":\"a+b/\",\"e\":\"AQAB\"",
          "{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\",\"d\":\"AQ\",\"p\":\"AQ\",\"q\":\"AQ\"",
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"",
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + X + "\"",
          "{\"kty\":\"EC\",\"crv\":\"P-257\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"",
          "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + X + "\"",
          "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AQ\"",
          "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + X + "\"",
          "{\"kty\":\"oct\",\"k\":\"AQ\"",
          "{\"kty\":\"x\"",
          "{\"kty\":5",
          "{\"x\":1");

  private static final List<String> KEY_MEMBERS =
      List.of(
          "\"use\":\"sig\"",
          "\"use\":5",
          "\"use\":\"\"",
          "\"kid\":\"k\"",
          "\"kid\":\"\"",
          "\"kid\":null",
          "\"alg\":\"RS256\"",
          "\"x5c\":[]",
          "\"x5c\":[\"AQ\"]",
          "\"x5u\":\"%zz\"",
          "\"x5u\":\"https://a.example\"",
          "\"x5t\":\"AQ\"",
          "\"x5t#S256\":\"!\"",
          "\"key_ops\":[\"verify\"]",
          "\"unknown\":1",
          "\"Kid\":\"K\"");

  private final Random random;

  HostileValues(Random random) {
    this.random = random;
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  String text() {
    return oneOf(TEXTS);
  }

  String wrong() {
    return oneOf(WRONG);
  }

  String uri() {
    return quoted(oneOf(URIS));
  }

  String duration() {
    return quoted(oneOf(DURATIONS));
  }

  String time() {
    return quoted(oneOf(TIMES));
  }

  String list(Supplier<String> item) {
    StringBuilder list = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      list.append(list.length() > 1 ? "," : "").append(oneIn(20) ? wrong() : item.get());
    }
    return list.append(']').toString();
  }

  String key() {
    StringBuilder key = new StringBuilder(oneOf(KEYS));
    for (int i = random.nextInt(3); i > 0; i--) {
      key.append(',').append(oneOf(KEY_MEMBERS));
    }
    return key.append('}').toString();
  }

  String keys() {
    return oneIn(6) ? wrong() : "{\"keys\":" + (oneIn(8) ? wrong() : list(this::key)) + "}";
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
