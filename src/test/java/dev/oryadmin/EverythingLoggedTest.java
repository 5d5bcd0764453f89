package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Looks through all that the whole suite has logged, so it comes last. */
@Order(Integer.MAX_VALUE)
class EverythingLoggedTest {
  /** What gives a secret away by its shape or by its name, whoever made it up. */
  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile("ory_(at|pat|st)_[A-Za-z0-9_-]{8}"),
          Pattern.compile("\"(client_secret|registration_access_token)\":\"(?!\\*\\*\\*)"),
          Pattern.compile("(?i)authorization: (?!\\*\\*\\*)"),
          Pattern.compile("Bearer (?!\\*\\*\\*)"));

  @Test
  void noLogLineHasASecret() {
    for (String line : SuiteLog.lines()) {
      for (String secret : UsedSecrets.all()) {
        assertThat(line.contains(secret)).as("%s in: %s", secret, line).isFalse();
      }
      for (Pattern shape : SHAPES) {
        assertThat(shape.matcher(line).find()).as("%s in: %s", shape, line).isFalse();
      }
    }
  }
}
