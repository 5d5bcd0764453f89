package dev.oryadmin.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One version of one artifact in a staged repository, and what Central asks of it. */
final class StagedArtifact {
  private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");
  private static final String SIGNATURE = ".asc";

  /** A line for each artifact: its name, its licence, and its folders in the jar. */
  private static final String LICENCES = "META-INF/licenses/THIRD-PARTY.txt";

  private final Path folder;
  private final Path relative;
  private final boolean rehearsal;
  private final String group;
  private final String artifact;
  private final String version;
  private final String base;

  StagedArtifact(Path staged, Path relative, boolean rehearsal) {
    this.folder = staged.resolve(relative);
    this.relative = relative;
    this.rehearsal = rehearsal;
    int last = relative.getNameCount() - 1;
    this.version = relative.getName(last).toString();
    this.artifact = relative.getName(last - 1).toString();
    this.group = relative.subpath(0, last - 1).toString().replace('\\', '/').replace('/', '.');
    this.base = artifact + "-" + version;
  }

  void check(List<String> missing) throws IOException {
    List<String> found = new ArrayList<>();
    if (version.endsWith("-SNAPSHOT")) {
      found.add("a snapshot is no release");
    }
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.map(file -> file.getFileName().toString()).forEach(names::add);
    }
    boolean pom = require(names, ".pom", found);
    if (pom) {
      new StagedPom(folder.resolve(base + ".pom")).check(relative, rehearsal, found);
    }
    boolean unused = require(names, ".jar", found);
    if (require(names, "-sources.jar", found)) {
      checkContent(base + "-sources.jar", ".java", found);
    }
    if (require(names, "-javadoc.jar", found)) {
      checkContent(base + "-javadoc.jar", ".html", found);
    }
    if (require(names, "-cyclonedx.json", found) && pom) {
      checkBillOfMaterials(found);
    }
    for (String name : names) {
      boolean beside =
          name.endsWith(SIGNATURE) || CHECKSUMS.keySet().stream().anyMatch(name::endsWith);
      if (!beside) {
        checkCompanions(name, names, found);
      }
      if (name.endsWith(".jar")) {
        checkLicences(folder.resolve(name), found);
      }
    }
    found.forEach(what -> missing.add(relative + ": " + what));
  }

  private boolean require(Set<String> names, String ending, List<String> found) {
    boolean there = names.contains(base + ending);
    if (!there) {
      found.add("no " + base + ending);
    }
    return there;
  }

  /** Signature and checksums. That the signature is right is gpg's to say. */
  private void checkCompanions(String name, Set<String> names, List<String> found)
      throws IOException {
    if (!name.startsWith(base)) {
      found.add(name + " does not belong here");
    }
    if (!names.contains(name + SIGNATURE)) {
      found.add(name + " is not signed");
    } else if (!Files.readString(folder.resolve(name + SIGNATURE))
        .startsWith("-----BEGIN PGP SIGNATURE-----")) {
      found.add(name + SIGNATURE + " is no signature");
    }
    for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
      String file = name + checksum.getKey();
      if (!names.contains(file)) {
        found.add("no " + file);
      } else if (!Files.readString(folder.resolve(file))
          .strip()
          .equals(digest(checksum.getValue(), folder.resolve(name)))) {
        found.add(file + " is the checksum of something else");
      }
    }
  }

  private static String digest(String algorithm, Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void checkContent(String jar, String ending, List<String> found) throws IOException {
    try (ZipFile zip = new ZipFile(folder.resolve(jar).toFile())) {
      if (zip.stream().noneMatch(entry -> entry.getName().endsWith(ending))) {
        found.add(jar + " holds no " + ending);
      }
    }
  }

  /**
   * A jar that holds the classes of others has to say under which licences. Our own licence is in
   * each jar, and says nothing about them.
   */
  private static void checkLicences(Path jar, List<String> found) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Set<String> named = new TreeSet<>(Set.of("dev/oryadmin"));
      ZipEntry list = zip.getEntry(LICENCES);
      if (list != null) {
        String text = new String(zip.getInputStream(list).readAllBytes(), StandardCharsets.UTF_8);
        text.lines()
            .map(line -> line.split(" \\| ", -1))
            .filter(columns -> columns.length > 2)
            .forEach(columns -> named.addAll(List.of(columns[2].split(", ", -1))));
      }
      zip.stream()
          .map(entry -> entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", ""))
          .filter(name -> name.endsWith(".class"))
          .filter(name -> named.stream().noneMatch(folder -> name.startsWith(folder + "/")))
          .findFirst()
          .ifPresent(name -> found.add(jar.getFileName() + " names no licence of " + name));
    }
  }

  private void checkBillOfMaterials(List<String> found) throws IOException {
    String bill = Files.readString(folder.resolve(base + "-cyclonedx.json"));
    List<String> named = new ArrayList<>(new StagedPom(folder.resolve(base + ".pom")).needed());
    named.add("pkg:maven/" + group + "/" + artifact + "@" + version);
    for (String each : named) {
      if (!bill.contains(each)) {
        found.add("the bill of materials does not name " + each);
      }
    }
  }
}
