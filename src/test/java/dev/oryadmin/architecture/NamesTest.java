package dev.oryadmin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One name, one type: whoever reads a name need not ask which one. The examples and the consumers
 * are programs of their own, and name their classes as their authors would.
 */
class NamesTest {
  private static final List<String> MODULES =
      List.of("main", "testing", "tools", "constructs", "test", "jmh");

  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^ *(?:(?:public|private|protected|static|final|abstract) )*"
              + "(?:class|interface|@interface|enum|record) ([A-Z]\\w*)");

  @Test
  void noTwoFilesHaveTheSameName() throws IOException {
    Map<String, TreeSet<Path>> files = new TreeMap<>();
    for (Path file : sources()) {
      files.computeIfAbsent(name(file), name -> new TreeSet<>()).add(file);
    }

    assertThat(files).hasSizeGreaterThan(300);
    assertThat(files.values()).allSatisfy(same -> assertThat(same).hasSize(1));
  }

  @Test
  void noOtherTypeIsCalledLikeOneOfTheUsers() throws IOException {
    Map<String, Path> users = new TreeMap<>();
    for (Path file : sources()) {
      boolean theirs = file.startsWith("src/main") || file.startsWith("src/testing");
      if (theirs
          && !file.toString().contains("/internal/")
          && Files.readString(file).contains("\npublic ")) {
        users.put(name(file), file);
      }
    }

    assertThat(users).containsKeys("ApiCall", "FakeHydra").doesNotContainKey("Attempt");
    for (Path file : sources()) {
      Matcher types = TYPE.matcher(Files.readString(file));
      while (types.find()) {
        Path other = users.get(types.group(1));
        assertThat(other == null || other.equals(file))
            .as("%s declares %s, which is %s", file, types.group(1), other)
            .isTrue();
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .filter(file -> MODULES.contains(file.getName(1).toString()))
          .toList();
    }
  }
}
