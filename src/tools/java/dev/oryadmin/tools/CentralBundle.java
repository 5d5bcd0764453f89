package dev.oryadmin.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What is uploaded to Maven Central's portal: a zip in the layout of a repository. Written only if
 * each artifact in it has all that Central asks for.
 *
 * <p>Arguments: the folder of the staged repository, the zip to write, and {@code rehearsal} if
 * placeholders in place of the publisher's addresses are good enough.
 */
public final class CentralBundle {
  private static final Instant EARLIEST = Instant.parse("1980-02-01T00:00:00Z");

  private final Path staged;
  private final boolean rehearsal;

  CentralBundle(Path staged, boolean rehearsal) {
    this.staged = staged;
    this.rehearsal = rehearsal;
  }

  /** Prints what is missing and fails, or writes the zip. */
  public static void main(String[] arguments) throws IOException {
    boolean rehearsal = arguments.length > 2 && arguments[2].equals("rehearsal");
    CentralBundle bundle = new CentralBundle(Path.of(arguments[0]), rehearsal);
    List<String> missing = bundle.missing();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("Not for Central:\n" + String.join("\n", missing));
    }
    Path zip = Path.of(arguments[1]);
    try (OutputStream out = Files.newOutputStream(zip)) {
      bundle.write(out);
    }
    System.out.println("Artifacts: " + bundle.folders() + "\nWritten: " + zip);
  }

  /** What Central would refuse, a line each; empty if nothing. */
  List<String> missing() throws IOException {
    List<String> missing = new ArrayList<>();
    List<Path> folders = folders();
    if (folders.isEmpty()) {
      missing.add(staged + ": no artifact");
    }
    for (Path folder : folders) {
      new StagedArtifact(staged, folder, rehearsal).check(missing);
    }
    return missing;
  }

  /** The folders that hold an artifact, relative to the repository. */
  private List<Path> folders() throws IOException {
    return files().map(Path::getParent).distinct().toList();
  }

  /** All but the indexes of the repository, which Central keeps itself. */
  private Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(staged)) {
      return all
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
          .map(staged::relativize)
          .sorted()
          .toList()
          .stream();
    }
  }

  /** The same files make the same zip. */
  void write(OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files().toList()) {
        ZipEntry entry = new ZipEntry(file.toString().replace('\\', '/'));
        entry.setLastModifiedTime(FileTime.from(EARLIEST));
        zip.putNextEntry(entry);
        Files.copy(staged.resolve(file), zip);
        zip.closeEntry();
      }
    }
  }
}
