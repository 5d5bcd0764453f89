package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.Model;
import dev.oryadmin.Property;
import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.api.ConsentApi;
import dev.oryadmin.api.DeviceApi;
import dev.oryadmin.api.LoginApi;
import dev.oryadmin.api.LogoutApi;
import dev.oryadmin.api.RegistrationApi;
import dev.oryadmin.api.SessionsApi;
import dev.oryadmin.api.TokensApi;
import dev.oryadmin.model.JsonWebKey;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What README and docs say is what the code is. */
class DocsTest {
  private static final Path DOCS = Path.of("docs");
  private static final Path README = Path.of("README.md");
  private static final Path FRAGMENT = Path.of("openapi/oauth2-clients.yaml");
  private static final Pattern JAVA =
      Pattern.compile(
          "(?:(<!-- snippet: \\S+ -->)\\n)?```(?:java|kotlin)\\n(.*?)```\\n", Pattern.DOTALL);
  private static final Pattern SIGNATURE = Pattern.compile("(?m)^(\\w[^|`(]* \\w+)(\\(.*\\))$");
  private static final Pattern REGION = Pattern.compile("// region ([\\w-]+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void shownCodeIsTheCompiledCode() throws IOException {
    Snippets snippets = new Snippets(Path.of(""));
    assertThat(snippets.files()).contains(FRAGMENT, README);
    for (Path file : snippets.files()) {
      String text = Files.readString(file);
      assertThat(text)
          .as("%s: run mvn -q -f src/tools compile exec:java@snippets", file)
          .isEqualTo(snippets.updated(text));
    }
  }

  @Test
  void everyShownCodeHasASource() throws IOException {
    String fragment = Files.readString(FRAGMENT).replaceAll("(?m)^ +", "");
    for (Path page : pages()) {
      JAVA.matcher(Files.readString(page))
          .results()
          .filter(block -> block.group(1) == null)
          .map(block -> block.group(2))
          .filter(code -> !code.matches("import [\\w.]+;\\n"))
          .forEach(
              code -> assertThat(fragment).as("%s", page).contains(code.replaceAll("(?m)^ +", "")));
    }
    assertThat(fragment).doesNotContainPattern("source: \\|\\n");
  }

  /** Or it says itself that it has none yet; the report lists those. */
  @Test
  void eachOperationAndEachTypeHasAnExample() throws IOException {
    Document document = Document.read(FRAGMENT);
    JavaApi api = JavaApi.of(document);
    for (Document.SpecOperation operation : document.operations()) {
      assertThat(operation.node().has("x-codeSamples")).as(operation.node().path()).isTrue();
    }
    for (JavaSchema schema : api.schemas()) {
      Node node = document.schemas().get(schema.schema());
      assertThat(node.has("x-codeSamples")).as(schema.schema()).isTrue();
      assertThat(blocks(schema.name())).as(schema.name()).isEqualTo(1 + schema.samples().size());
    }
    for (JavaTag tag : api.tags()) {
      int samples = tag.operations().stream().mapToInt(made -> made.samples().size()).sum();
      assertThat(blocks(tag.name())).as(tag.name()).isEqualTo(1 + samples);
    }
  }

  private static long blocks(String type) throws IOException {
    return JAVA.matcher(Files.readString(DOCS.resolve(type + ".md"))).results().count();
  }

  @Test
  void everyGeneratedTypeHasAPage() throws IOException {
    TreeSet<String> types = new TreeSet<>();
    for (String folder : List.of("model", "api")) {
      try (Stream<Path> files =
          Files.list(Path.of("target/main/generated-sources/openapi/dev/oryadmin", folder))) {
        files.map(file -> file.getFileName().toString().replace(".java", "")).forEach(types::add);
      }
    }
    types.remove("Schemas");
    assertThat(generated())
        .extracting(page -> page.getFileName().toString().replace(".md", ""))
        .containsExactlyInAnyOrderElementsOf(types);
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(OAuth2Client.class, OAuth2Client.PROPERTIES),
        Arguments.of(OAuth2ClientTokenLifespans.class, OAuth2ClientTokenLifespans.PROPERTIES),
        Arguments.of(JsonWebKeySet.class, JsonWebKeySet.PROPERTIES),
        Arguments.of(JsonWebKey.class, JsonWebKey.PROPERTIES));
  }

  @ParameterizedTest
  @MethodSource("models")
  void tableOfPropertiesIsTrue(Class<? extends Model<?>> model, List<Property<?, ?>> properties)
      throws Exception {
    List<String> expected = new ArrayList<>();
    for (Property<?, ?> property : properties) {
      String accessor = javaName(property.name());
      expected.add(
          String.join(
              " | ",
              "`" + property.name() + "`",
              "`" + accessor + "()`",
              "`" + name(model.getMethod(accessor).getGenericReturnType()) + "`",
              "identifier " + property.is(Property.Trait.IDENTIFIER),
              "read-only " + property.readOnly(),
              "secret " + property.sensitive(),
              "not clearable " + property.is(Property.Trait.NOT_CLEARABLE),
              "not sent empty " + property.is(Property.Trait.OMITTED_WHEN_EMPTY)));
    }
    List<String> shown = new ArrayList<>();
    for (String line : Files.readAllLines(DOCS.resolve(model.getSimpleName() + ".md"))) {
      String[] cells = line.split(" *\\| *", -1);
      if (line.startsWith("| `")) {
        String notes = cells[5];
        shown.add(
            String.join(
                " | ",
                cells[1],
                cells[2],
                cells[3].replaceAll("\\[(.*)\\]\\(.*\\)", "$1"),
                "identifier " + notes.contains("Identifier."),
                "read-only " + notes.contains("Read-only."),
                "secret " + notes.contains("Secret."),
                "not clearable " + notes.contains("Not clearable."),
                "not sent empty " + notes.contains("Not sent empty.")));
        assertThat(cells[4]).as(cells[1]).endsWith(".");
      }
    }
    assertThat(shown).isNotEmpty().isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ClientsApi.class,
        ConsentApi.class,
        DeviceApi.class,
        LoginApi.class,
        LogoutApi.class,
        RegistrationApi.class,
        SessionsApi.class,
        TokensApi.class
      })
  void signaturesAreThoseOfTheApi(Class<?> api) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Method method : api.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        expected.add(
            name(method.getGenericReturnType())
                + " "
                + method.getName()
                + Stream.of(method.getGenericParameterTypes())
                    .map(DocsTest::name)
                    .collect(Collectors.joining(", ", "(", ")")));
      }
    }
    List<String> shown =
        SIGNATURE
            .matcher(Files.readString(DOCS.resolve(api.getSimpleName() + ".md")))
            .results()
            .map(
                line ->
                    line.group(1).replace("@Nullable ", "")
                        + line.group(2).replaceAll(" \\w+(?=[,)])", ""))
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String javaName(String jsonName) {
    return Pattern.compile("_(.)")
        .matcher(jsonName)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  private static String name(Type type) {
    return type instanceof ParameterizedType generic
        ? name(generic.getRawType())
            + Stream.of(generic.getActualTypeArguments())
                .map(DocsTest::name)
                .collect(Collectors.joining(", ", "<", ">"))
        : ((Class<?>) type).getSimpleName();
  }

  @Test
  void eachRegionIsShown() throws IOException {
    StringBuilder shown = new StringBuilder(Files.readString(FRAGMENT));
    for (Path page : pages()) {
      shown.append(Files.readString(page));
    }
    Path examples = Path.of("src/examples/java/dev/oryadmin/examples");
    try (Stream<Path> files = Files.walk(examples)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        REGION
            .matcher(Files.readString(file))
            .results()
            .map(region -> "snippet: " + examples.relativize(file) + "#" + region.group(1))
            .forEach(marker -> assertThat(shown.toString()).contains(marker));
      }
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        String target = link.group(1);
        if (target.startsWith("https://")) {
          continue;
        }
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        assertThat(file).as("%s in %s", target, page).exists();
        if (parts.length > 1) {
          assertThat(anchors(file)).as("%s in %s", target, page).contains(parts[1]);
        }
      }
    }
  }

  private static List<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void pagesAreTidy() throws IOException {
    for (Path page : pages()) {
      String text = Files.readString(page);
      assertThat(text).as("%s", page).doesNotContain("\n\n\n", "{{", "}}", "&#", "\t", "\r");
      assertThat(text).as("%s", page).doesNotContainPattern("(?m)[ ]+$").endsWith("\n");
    }
    for (Path page : generated()) {
      assertThat(Files.readString(page)).as("%s", page).doesNotContain("null |");
    }
  }

  private static List<Path> generated() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path page : pages()) {
      if (Files.readString(page)
          .startsWith("<!-- Generated from openapi/oauth2-clients.yaml; do not edit. -->\n")) {
        pages.add(page);
      }
    }
    return pages;
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path directory : List.of(Path.of(""), DOCS)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }
}
