package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README tells users to copy is what a consumer project of ours is built with. */
class ReadmeDependenciesTest {
  @Test
  void readmeShowsTheDependenciesOfTheTestKitConsumer() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher block = Pattern.compile("(?s)```xml\n(<dependency>.*?)```").matcher(readme);
    assertThat(block.find()).isTrue();

    String pom = Files.readString(Path.of("src/it/test-kit/pom.xml"));
    String used = pom.substring(pom.indexOf("<dependency>"), pom.indexOf("</dependencies>"));
    String own = Files.readString(Path.of("pom.xml"));
    used = used.replace("@project.version@", first(own, "<version>(.*?)</version>"));
    assertThat(bare(block.group(1))).isEqualTo(bare(used));
  }

  private static String first(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String bare(String xml) {
    return xml.replaceAll("(?s)<!--.*?-->", "").replaceAll("\\s", "");
  }
}
