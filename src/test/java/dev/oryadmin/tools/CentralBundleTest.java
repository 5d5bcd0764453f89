package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that Maven Central asks for is missed if it is not there. */
class CentralBundleTest {
  private static final String NAME = "thing-1.0.0";
  private static final String BILL =
      "[\"pkg:maven/dev.things/thing@1.0.0\", \"pkg:maven/com.acme/used@2\"]";
  private static final String POM =
      """
      <project>
        <groupId>dev.things</groupId>
        <artifactId>thing</artifactId>
        <version>1.0.0</version>
        <name>Thing</name>
        <description>A thing.</description>
        <url>https://things.dev/thing</url>
        <licenses>
          <license><name>Apache-2.0</name><url>https://things.dev/licence</url></license>
        </licenses>
        <developers>
          <developer><name>Ann</name><url>https://things.dev/ann</url></developer>
        </developers>
        <scm><connection>scm:git:https://things.dev/thing.git</connection><url>https://things.dev/</url></scm>
        <issueManagement><url>https://things.dev/issues</url></issueManagement>
        <dependencies>
          <dependency><groupId>com.acme</groupId><artifactId>used</artifactId><version>2</version></dependency>
          <dependency><groupId>com.acme</groupId><artifactId>perhaps</artifactId><version>1</version><optional>true</optional></dependency>
        </dependencies>
      </project>
      """;

  @TempDir Path staged;
  private Path folder;

  @BeforeEach
  void wholeArtifact() throws Exception {
    folder = Files.createDirectories(staged.resolve("dev/things/thing/1.0.0"));
    put(NAME + ".pom", bytes(POM));
    put(NAME + ".jar", jar("dev/oryadmin/Thing.class"));
    put(NAME + "-sources.jar", jar("dev/oryadmin/Thing.java"));
    put(NAME + "-javadoc.jar", jar("index.html"));
    put(NAME + "-cyclonedx.json", bytes(BILL));
  }

  @Test
  void wholeArtifactLacksNothing() throws IOException {
    assertThat(missing(false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"})
  void eachFileIsNeededWithSignatureAndChecksums(String ending) throws IOException {
    for (String beside : List.of(".asc", ".md5", ".sha1", "")) {
      Path file = folder.resolve(NAME + ending + beside);
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(missing(false)).as(file.toString()).isNotEmpty();
      Files.write(file, content);
      assertThat(missing(false)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".asc", ".md5", ".sha1"})
  void signatureAndChecksumsAreLookedAt(String beside) throws IOException {
    Files.writeString(folder.resolve(NAME + ".jar" + beside), "0");
    assertThat(missing(false)).singleElement().asString().contains(NAME + ".jar" + beside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "description",
        "url",
        "licenses",
        "developers",
        "scm",
        "connection",
        "issueManagement"
      })
  void eachElementOfThePomIsNeeded(String element) throws Exception {
    String without = POM.replaceFirst("(?s)<" + element + ">.*?</" + element + ">", "");
    put(NAME + ".pom", bytes(without));
    assertThat(missing(false)).isNotEmpty().allMatch(line -> line.contains("the POM has no"));
  }

  @ParameterizedTest
  @CsvSource({
    "<version>2</version>, '', no released version of used",
    "<version>2</version>, <version>2-SNAPSHOT</version>, no released version of used",
    "<version>2</version>, <version>2</version><scope>system</scope>, a file of this machine",
    "<name>Thing</name>, <name>Thing</name><parent/>, the POM has a parent",
    "<artifactId>thing<, <artifactId>other<, the POM is that of dev/things/other",
  })
  void pomThatNobodyElseCanUseIsRefused(String text, String by, String why) throws Exception {
    put(NAME + ".pom", bytes(POM.replace(text, by)));
    assertThat(missing(false)).anyMatch(line -> line.contains(why));
  }

  @Test
  void placeholdersAreForRehearsalsOnly() throws Exception {
    put(NAME + ".pom", bytes(POM.replace("things.dev", "forge.example")));
    assertThat(missing(true)).isEmpty();
    assertThat(missing(false)).isNotEmpty().allMatch(line -> line.contains("placeholder"));
  }

  @Test
  void snapshotIsRefused() throws IOException {
    Files.move(folder, folder.resolveSibling("1.0.0-SNAPSHOT"));
    assertThat(missing(false)).anyMatch(line -> line.contains("a snapshot is no release"));
  }

  @Test
  void emptySourcesAndJavadocAreRefused() throws Exception {
    put(NAME + "-sources.jar", jar("README"));
    put(NAME + "-javadoc.jar", jar("README"));
    assertThat(missing(false)).hasSize(2).allMatch(line -> line.contains("holds no"));
  }

  @ParameterizedTest
  @CsvSource({
    "META-INF/LICENSE, 'ours'",
    "META-INF/licenses/acme.txt, 'com.acme:used | MIT | com/acme | https://acme.dev'",
    "META-INF/licenses/THIRD-PARTY.txt, 'com.acme:used | MIT | com/acme/user | https://acme.dev'",
  })
  void classesOfOthersNeedTheirLicences(String name, String text) throws Exception {
    Map<String, String> jar = new LinkedHashMap<>();
    jar.put("com/acme/Used.class", "");
    jar.put("META-INF/versions/9/com/acme/Used.class", "");
    jar.put(name, text);
    put(NAME + ".jar", jar(jar));
    assertThat(missing(false))
        .singleElement()
        .asString()
        .contains(NAME + ".jar names no licence of com/acme/Used.class");
    jar.put(
        "META-INF/licenses/THIRD-PARTY.txt",
        "What is in here\n\ncom.acme:used | MIT | com/acme, com/else | https://acme.dev\n");
    put(NAME + ".jar", jar(jar));
    assertThat(missing(false)).isEmpty();
  }

  @Test
  void billOfMaterialsNamesWhatUsersGet() throws Exception {
    put(NAME + "-cyclonedx.json", bytes(BILL.replace("used", "else")));
    assertThat(missing(false)).singleElement().asString().contains("com.acme/used@2");
  }

  @Test
  void emptyRepositoryIsRefused() throws IOException {
    Files.createDirectories(staged.resolve("none"));
    assertThat(new CentralBundle(staged.resolve("none"), false).missing()).hasSize(1);
  }

  @Test
  void zipHoldsTheRepositoryWithoutItsIndexAndIsTheSameEachTime() throws Exception {
    Files.writeString(staged.resolve("dev/things/thing/maven-metadata.xml"), "<metadata/>");
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    new CentralBundle(staged, false).write(first);
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    new CentralBundle(staged, false).write(second);
    assertThat(first.toByteArray()).isEqualTo(second.toByteArray());

    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(first.toByteArray()))) {
      int count = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getName()).startsWith("dev/things/thing/1.0.0/" + NAME);
        count++;
      }
      assertThat(count).isEqualTo(20);
    }
  }

  private List<String> missing(boolean rehearsal) throws IOException {
    return new CentralBundle(staged, rehearsal).missing();
  }

  private void put(String name, byte[] content) throws Exception {
    Files.write(folder.resolve(name), content);
    Files.writeString(folder.resolve(name + ".asc"), "-----BEGIN PGP SIGNATURE-----\n");
    for (var checksum : Map.of(".md5", "MD5", ".sha1", "SHA-1").entrySet()) {
      byte[] digest = MessageDigest.getInstance(checksum.getValue()).digest(content);
      Files.writeString(folder.resolve(name + checksum.getKey()), HexFormat.of().formatHex(digest));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] jar(String entry) throws IOException {
    return jar(Map.of(entry, ""));
  }

  private static byte[] jar(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(bytes(entry.getValue()));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
