package it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks at what the build would upload. */
public final class Main {
  private final List<String> wrong = new ArrayList<>();

  public static void main(String[] arguments) throws IOException {
    Main main = new Main();
    Map<String, String> artifacts =
        Map.of(
            "main", "ory-oauth2-admin",
            "testing", "ory-oauth2-admin-testing",
            "spring", "ory-oauth2-admin-spring-boot-starter",
            "cli", "ory-oauth2-admin-cli");
    for (Map.Entry<String, String> each : artifacts.entrySet()) {
      Path folder = Path.of(arguments[0], each.getKey());
      String artifact = each.getValue();
      main.pom(folder.resolve(".flattened-pom.xml"));
      for (String kind : new String[] {"", "-sources", "-javadoc"}) {
        main.jar(folder.resolve(artifact + "-" + arguments[1] + kind + ".jar"), kind);
      }
    }
    if (!main.wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", main.wrong));
    }
  }

  private void pom(Path file) throws IOException {
    String pom = Files.readString(file);
    for (String leak :
        new String[] {
          "<dependencyManagement>", "<scope>test</scope>", "<scope>import</scope>", "<parent>",
          "<build>", "<repositories>", "${"
        }) {
      check(!pom.contains(leak), file + " has " + leak);
    }
    check(pom.contains("<name>Apache-2.0</name>"), file + " has no licence");
  }

  private void jar(Path file, String kind) throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      check(jar.getEntry("META-INF/LICENSE") != null, file + " has no licence");
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String top = entry.getName().replaceFirst("/.*", "/");
        check(
            kind.equals("-javadoc") ? !top.startsWith(".") : top.matches("dev/|META-INF/"),
            file + " has " + entry.getName());
      }
    }
    check(!hasModes(Files.readAllBytes(file)), file + " has file modes");
  }

  /** In the list at the end of a jar, modes are there if an entry was made "by Unix". */
  private static boolean hasModes(byte[] jar) {
    String text = new String(jar, StandardCharsets.ISO_8859_1);
    for (int at = text.indexOf("PK\1\2"); at >= 0; at = text.indexOf("PK\1\2", at + 4)) {
      if (jar[at + 5] != 0) {
        return true;
      }
    }
    return false;
  }

  private void check(boolean right, String what) {
    if (!right) {
      wrong.add(what);
    }
  }
}
