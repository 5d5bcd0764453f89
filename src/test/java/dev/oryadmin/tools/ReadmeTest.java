package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ApiClientBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The tables and figures of README and CONTRIBUTING are true and whole. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern EXTENSION = Pattern.compile("x-[\\w-]+");

  @Test
  void eachSettingAndEachExceptionIsNamed() throws Exception {
    String readme = Files.readString(README);
    for (Method setting : ApiClientBuilder.class.getDeclaredMethods()) {
      if (Modifier.isPublic(setting.getModifiers())) {
        assertThat(readme).contains("`" + setting.getName() + "`");
      }
    }
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/oryadmin"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (name.endsWith("Exception")
            && Modifier.isFinal(Class.forName("dev.oryadmin." + name).getModifiers())
            && Modifier.isPublic(Class.forName("dev.oryadmin." + name).getModifiers())) {
          assertThat(readme).contains("`" + name + "`");
        }
      }
    }
  }

  @Test
  void eachOperationIsInTheRowOfItsRetrySafety() throws IOException {
    Map<String, String> ofClients = new HashMap<>();
    Map<String, Set<String>> expected = new TreeMap<>();
    List<String> finished = FinishedOperations.ids();
    for (Document.SpecOperation operation :
        Document.read(Path.of("openapi/oauth2-clients.yaml")).operations()) {
      if (!finished.contains(operation.id())) {
        continue; // the report lists it
      }
      Node node = operation.node();
      String method = node.get("x-method").text();
      String safety = node.get("x-retry-safety").text();
      String tag = node.get("tags").texts().get(0);
      boolean other =
          tag.equals("registration") && !safety.equals(ofClients.getOrDefault(method, safety));
      if (tag.equals("clients")) {
        ofClients.put(method, safety);
      }
      expected
          .computeIfAbsent(safety, name -> new TreeSet<>())
          .add(other ? "registration()." + method : method);
    }
    Map<String, Set<String>> shown = new TreeMap<>();
    for (String line : Files.readAllLines(README)) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length == 5 && cells[1].matches("`[A-Z_]+`")) {
        shown.put(
            cells[1].replace("`", ""),
            Pattern.compile("`([^`]+)`")
                .matcher(cells[2])
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void replayedExchangesAreCounted() throws IOException {
    long replayed = 0;
    long skipped = 0;
    for (String line : Files.readAllLines(Path.of("src/test/resources/replay/plan.txt"))) {
      replayed += line.startsWith("  replay ") ? exchanges(line) : 0;
      skipped += line.startsWith("  skip ") ? exchanges(line) : 0;
    }
    assertThat(Files.readString(README))
        .contains(replayed + " of " + (replayed + skipped) + " recorded answers");
  }

  private static long exchanges(String line) {
    return Pattern.compile("(\\d+)(?:-(\\d+))?")
        .matcher(first(line, "^ *\\w+ (\\S+)"))
        .results()
        .mapToLong(range -> range.group(2) == null ? 1 : length(range))
        .sum();
  }

  private static long length(MatchResult range) {
    return Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) + 1;
  }

  @Test
  void eachExtensionAndEachDependencyIsExplained() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("CONTRIBUTING.md"));
    assertThat(
            lines.stream()
                .filter(line -> line.startsWith("| `x-"))
                .flatMap(line -> EXTENSION.matcher(line.split(" \\| ", 2)[0]).results())
                .map(MatchResult::group))
        .containsExactlyInAnyOrderElementsOf(ExtensionLint.KNOWN);

    XPath path = XPathFactory.newInstance().newXPath();
    NodeList inherited =
        (NodeList)
            path.evaluate(
                "/*/*[local-name()='dependencies']/*[not(*[local-name()='scope']='test')]"
                    + "/*[local-name()='artifactId']/text()",
                new InputSource(Path.of("src/main/pom.xml").toUri().toString()),
                XPathConstants.NODESET);
    assertThat(inherited.getLength()).isPositive();
    for (int i = 0; i < inherited.getLength(); i++) {
      String dependency = "| `" + inherited.item(i).getNodeValue() + "` |";
      assertThat(lines).anyMatch(line -> line.startsWith(dependency));
    }
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
