package dev.oryadmin.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the fake made up, in place of what the real server made up: ids, secrets, tokens. Only
 * values of exactly the generated shapes are taken, so that no wrong value slips through as a
 * generated one.
 */
final class Substitutions {
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_.~-]{26}");
  private static final Pattern TOKEN =
      Pattern.compile("ory_at_[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");
  private static final Map<String, Pattern> GENERATED =
      Map.of(
          "client_id", UUID,
          "client_secret", SECRET,
          "registration_access_token", TOKEN,
          "access_token", TOKEN);
  private static final Pattern PROPERTY =
      Pattern.compile(
          "\"(client_id|client_secret|registration_access_token|access_token)\":\"([^\"]*)\"");
  private static final Pattern PAGE_TOKEN = Pattern.compile("page_token=([A-Za-z0-9_%-]+)>");
  private static final Pattern TIME =
      Pattern.compile("\"2026-11-22T13:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z\"");

  /** Longest first, so that no value is taken for a part of another one. */
  private final Map<String, String> actual =
      new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));

  void put(String recorded, String actualValue) {
    actual.put(recorded, actualValue);
    if (recorded.startsWith("ory_at_")) {
      actual.put(recorded.substring("ory_at_".length()), actualValue.substring("ory_at_".length()));
    }
  }

  /** Learns from two answers to the same request. */
  void learn(RecordedExchanges.Exchange recorded, RawHttp.RawAnswer answer) {
    List<String[]> expected = generated(recorded.answer());
    List<String[]> given = generated(answer.body());
    if (expected.size() == given.size()) {
      for (int i = 0; i < expected.size(); i++) {
        if (expected.get(i)[0].equals(given.get(i)[0])) {
          put(expected.get(i)[1], given.get(i)[1]);
        }
      }
    }
    Matcher recordedTokens = PAGE_TOKEN.matcher(recorded.answerHeaders().getOrDefault("Link", ""));
    Matcher givenTokens = PAGE_TOKEN.matcher(answer.headers().getOrDefault("Link", ""));
    while (recordedTokens.find() && givenTokens.find()) {
      put(recordedTokens.group(1), givenTokens.group(1));
    }
  }

  private static List<String[]> generated(String body) {
    List<String[]> found = new ArrayList<>();
    Matcher property = PROPERTY.matcher(body);
    while (property.find()) {
      Pattern shape = GENERATED.get(property.group(1));
      if (shape != null && shape.matcher(property.group(2)).matches()) {
        found.add(new String[] {property.group(1), property.group(2)});
      }
    }
    return found;
  }

  String in(String text) {
    String result = text;
    for (Map.Entry<String, String> entry : actual.entrySet()) {
      result = result.replace(entry.getKey(), entry.getValue());
    }
    return result;
  }

  /** The same for a header, where a secret may stand in base64. */
  String inHeader(String value) {
    if (!value.startsWith("Basic ")) {
      return in(value);
    }
    byte[] pair = Base64.getDecoder().decode(value.substring("Basic ".length()));
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                in(new String(pair, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
  }

  /** Hides when something happened, but not how exact the time is. */
  static String withoutTimes(String body) {
    return TIME.matcher(body)
        .replaceAll(time -> time.group(1) == null ? "\"a second\"" : "\"a fraction\"");
  }
}
