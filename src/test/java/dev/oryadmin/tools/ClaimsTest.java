package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Pages prove their claims: a comment {@code <!-- shown by AsyncTest.cancelReachesTheSocket -->}
 * behind a claim names the tests that show it, where readers don't see it.
 */
class ClaimsTest {
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern COMMENT = Pattern.compile("<!-- shown by (.*?) -->");

  @ParameterizedTest
  @ValueSource(strings = {"errors", "retries", "server-behaviour", "connections"})
  void eachNamedTestIsATest(String name) throws Exception {
    Map<String, String> classes = classes();
    Matcher comment = COMMENT.matcher(Files.readString(Path.of("docs", name + ".md")));
    int count = 0;
    while (comment.find()) {
      for (String test : comment.group(1).split(", ", -1)) {
        String[] parts = test.split("\\.", -1);
        assertThat(classes).as(test).containsKey(parts[0]);
        assertThat(Class.forName(classes.get(parts[0])).getDeclaredMethods())
            .as(test)
            .anyMatch(
                method ->
                    method.getName().equals(parts[1])
                        && AnnotationSupport.isAnnotated(method, Testable.class));
        count++;
      }
    }
    assertThat(count).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors", "retries", "server-behaviour", "connections"})
  void readersSeeNoTests(String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docs", name + ".md"));
    assertThat(lines).noneMatch(line -> line.contains("src/test/java"));
    assertThat(lines.stream().filter(line -> line.contains("<!-- shown by")))
        .allMatch(line -> COMMENT.matcher(line.strip()).matches());
  }

  /** The full names of all test classes by their simple ones. */
  private static Map<String, String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .map(file -> TESTS.relativize(file).toString())
          .filter(file -> file.endsWith("Test.java"))
          .map(file -> file.replace(".java", "").replace('/', '.'))
          .collect(
              Collectors.toMap(
                  name -> name.substring(name.lastIndexOf('.') + 1), name -> name, (a, b) -> a));
    }
  }
}
