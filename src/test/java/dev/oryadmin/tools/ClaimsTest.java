package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests that pages name for their claims are there. */
class ClaimsTest {
  private static final Pattern CLAIM = Pattern.compile("\\[`(\\w+)\\.(\\w+)`\\]\\(([^)]+)\\)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/errors.md",
        "docs/retries.md",
        "docs/server-behaviour.md",
        "docs/connections.md",
        "SECURITY.md"
      })
  void eachNamedTestExists(String name) throws Exception {
    Path page = Path.of(name);
    Matcher claim = CLAIM.matcher(Files.readString(page));
    int count = 0;
    for (; claim.find(); count++) {
      Path file = page.resolveSibling(claim.group(3)).normalize();
      assertThat(file).as(claim.group()).exists().hasFileName(claim.group(1) + ".java");
      List<String> method =
          Files.readAllLines(file).stream()
              .filter(line -> line.contains(" " + claim.group(2) + "("))
              .toList();
      assertThat(method).as(claim.group()).isNotEmpty();
    }
    assertThat(count).isGreaterThan(10);
  }
}
