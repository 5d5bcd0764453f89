package dev.oryadmin.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the jars of a module fit to be published: the licence is in each, nothing that a generator
 * left behind, and no file modes, which depend on the umask of whoever builds.
 */
public final class PublishedJars {
  private static final String LICENSE = "META-INF/LICENSE";

  private PublishedJars() {}

  /** Rewrites the jars in the folder of the first argument; the second is the licence. */
  public static void main(String[] arguments) throws IOException {
    byte[] license = Files.readAllBytes(Path.of(arguments[1]));
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new IllegalStateException("no jar in " + arguments[0]);
      }
      for (Path jar : jars) {
        rewrite(jar, license);
      }
    }
  }

  static void rewrite(Path jar, byte[] license) throws IOException {
    Path rewritten = Path.of(jar + ".rewritten");
    try (ZipFile from = new ZipFile(jar.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      Set<String> folders = foldersOfFiles(from);
      for (ZipEntry entry : Collections.list(from.entries())) {
        String name = entry.getName();
        if (name.equals(LICENSE) || isLeftBehind(name)) {
          continue;
        }
        if (!entry.isDirectory() || folders.contains(name)) {
          write(to, entry, from.getInputStream(entry).readAllBytes());
        }
        if (name.equals("META-INF/MANIFEST.MF")) {
          ZipEntry added = new ZipEntry(LICENSE);
          added.setTimeLocal(entry.getTimeLocal());
          write(to, added, license);
        }
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the OpenAPI generator writes for itself. */
  private static boolean isLeftBehind(String name) {
    return name.startsWith(".");
  }

  private static Set<String> foldersOfFiles(ZipFile jar) {
    Set<String> folders = new HashSet<>();
    for (ZipEntry entry : Collections.list(jar.entries())) {
      String name = entry.getName();
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        if (!entry.isDirectory()) {
          folders.add(name.substring(0, slash + 1));
        }
      }
    }
    return folders;
  }

  /** Java's own writer knows no modes. */
  private static void write(ZipOutputStream to, ZipEntry entry, byte[] content) {
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTimeLocal(entry.getTimeLocal());
    try {
      to.putNextEntry(copy);
      to.write(content);
      to.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(entry.getName(), e);
    }
  }
}
