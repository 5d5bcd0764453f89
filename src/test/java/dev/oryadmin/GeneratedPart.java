package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a page that a test writes, between two comments. With {@code -Dupdate.docs=true} the
 * test writes it, otherwise the page has to have it already.
 */
record GeneratedPart(Path page, String begin, String end) {
  static GeneratedPart of(String page, String name) {
    return new GeneratedPart(
        Path.of(page), "<!-- begin of the " + name + " -->\n", "<!-- end of the " + name + " -->");
  }

  void check(String expected) throws IOException {
    String text = Files.readString(page);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertThat(to).as("%s has no part %s", page, begin).isGreaterThan(from - 1);
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(page, text.substring(0, from) + expected + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as("%s; -Dupdate.docs=true writes it", page)
        .isEqualTo(expected);
  }
}
