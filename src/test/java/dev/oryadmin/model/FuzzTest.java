package dev.oryadmin.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.DecodeException;
import dev.oryadmin.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Real answers, damaged at random: they are read, or refused in the one way there is.
 *
 * <p>{@code -Dfuzz.cases=5000000 -Dfuzz.seed=7} runs more of them.
 */
class FuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 10_000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  private static final List<String> SPLINTERS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\u",
          "\\ud83d",
          "null",
          "true",
          "NaN",
          "1e999",
          "-",
          "0",
          "9".repeat(1_023),
          "\u0000",
          "\ud83d\ude00",
          "\ufeff",
          "[".repeat(1_001),
          "{\"a\":",
          "'",
          "/*",
          "//",
          ";",
          "=",
          "#",
          ")]}'\n",
          " ",
          "\n",
          "\"jwks\":",
          "\"client_id\":");

  @Test
  void anyInputIsReadOrRefused() {
    List<String> answers = RecordedJson.answers();
    int read = 0;
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(SEED * 1_000_003 + i);
      byte[] damaged = damage(answers.get(random.nextInt(answers.size())), random);
      try {
        OAuth2Client client = OAuth2Client.fromJson(new ByteArrayInputStream(damaged));
        checkWhatWasRead(client);
        read++;
      } catch (DecodeException e) {
        assertThat(e.getMessage()).hasSizeLessThan(600).doesNotContain("\n", "\r");
      } catch (RuntimeException | Error e) {
        throw new AssertionError("case " + i + ": " + new String(damaged, UTF_8), e);
      }
    }
    assertThat(read).isBetween(CASES / 20, CASES - CASES / 20);
  }

  private static void checkWhatWasRead(OAuth2Client client) {
    String json = client.toJson();
    OAuth2Client again = OAuth2Client.fromJson(json);
    if (!again.equals(client) || again.hashCode() != client.hashCode()) {
      throw new AssertionError("read back as " + again);
    }
    WrittenBytesTest.check(client);
    if (!again.toJson().equals(json)) {
      throw new AssertionError("written again as " + again.toJson());
    }
    for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
      try {
        client.get(property);
      } catch (DecodeException e) {
        if (!e.path().startsWith("$." + property.name())) {
          throw e;
        }
      }
    }
    if (client.toString().indexOf('\n') >= 0) {
      throw new AssertionError("printed on several lines");
    }
  }

  private static byte[] damage(String answer, Random random) {
    byte[] bytes = answer.getBytes(UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, at + random.nextInt(1 + random.nextInt(40)));
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      result.write(bytes, 0, at);
      switch (random.nextInt(5)) {
        case 0 ->
            result.writeBytes(SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(UTF_8));
        case 1 -> result.write(random.nextInt(256));
        case 2 -> result.write(bytes, at, to - at); // once more
        default -> {}
      }
      int rest = random.nextBoolean() ? at : to; // what lies between is lost
      if (random.nextInt(20) > 0) { // else all the rest is
        result.write(bytes, rest, bytes.length - rest);
      }
      bytes = result.toByteArray();
    }
    return bytes;
  }
}
