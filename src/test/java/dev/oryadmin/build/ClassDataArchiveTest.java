package dev.oryadmin.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.oryadmin.ApiClient;
import dev.oryadmin.testing.FakeHydra;
import io.gsonfire.GsonFireBuilder;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import kotlin.Unit;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two commands of docs/performance.md that make an archive of classes and start with it. */
class ClassDataArchiveTest {
  @TempDir Path directory;

  /** The application. */
  public static final class FirstCall {
    private FirstCall() {}

    /** Takes the URL of the admin API. */
    public static void main(String[] args) {
      try (ApiClient ory = ApiClient.builder().adminUrl(args[0]).build()) {
        System.out.println("found: " + ory.clients().find("nobody").isPresent());
      }
    }
  }

  @Test
  void secondStartLoadsTheClassesFromTheArchive() throws Exception {
    String classPath = classPath();
    String archive = directory.resolve("app.jsa").toString();
    try (FakeHydra hydra = FakeHydra.start()) {
      String first = run("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath, hydra.adminUrl());
      assertThat(first).contains("found: false");
      String second =
          run(
              "-XX:SharedArchiveFile=" + archive,
              "-Xlog:class+load",
              "-cp",
              classPath,
              hydra.adminUrl());
      assertThat(second)
          .contains("found: false")
          .containsPattern("dev\\.oryadmin\\.model\\.OAuth2Client source: shared objects file")
          .containsPattern("okhttp3\\.OkHttpClient source: shared objects file");
    }
  }

  private static String run(String... optionsAndUrl) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    int last = optionsAndUrl.length - 1;
    List<String> command =
        Stream.of(
                Stream.of(java.toString()),
                Stream.of(optionsAndUrl).limit(last),
                Stream.of(FirstCall.class.getName(), optionsAndUrl[last]))
            .flatMap(part -> part)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  /** Archives hold classes of jars only: what is in folders here goes into one. */
  private String classPath() throws IOException, URISyntaxException {
    List<Class<?>> oneOfEach =
        List.of(
            ApiClient.class,
            FirstCall.class,
            OkHttpClient.class,
            Buffer.class,
            Gson.class,
            GsonFireBuilder.class,
            Unit.class,
            NullMarked.class);
    StringBuilder path = new StringBuilder();
    for (Class<?> type : oneOfEach) {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      path.append(path.isEmpty() ? "" : File.pathSeparator);
      path.append(Files.isDirectory(place) ? jar(place, type.getSimpleName()) : place);
    }
    return path.toString();
  }

  private Path jar(Path folder, String name) throws IOException {
    Path jar = directory.resolve(name + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        String entry = folder.relativize(each).toString().replace(File.separatorChar, '/');
        out.putNextEntry(new JarEntry(entry));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
