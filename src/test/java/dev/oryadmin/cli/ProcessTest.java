package dev.oryadmin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: in a pipe, on a terminal, and killed. */
class ProcessTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final int CLIENTS = 30;

  @TempDir Path folder = Path.of("");
  private final FakeHydra hydra = FakeHydra.start();
  private final ApiClient ory =
      ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build();
  private final OkHttpClient http = new OkHttpClient();
  private final AtomicReference<Process> running = new AtomicReference<>();

  @AfterEach
  void close() {
    ory.close();
    hydra.close();
  }

  private static List<String> commandLine(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OryClients.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private CommandTesting.Result run(List<String> command, String input) throws Exception {
    Path err = folder.resolve("standard-error");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(err.toFile());
    builder.environment().put("HYDRA_ADMIN_URL", hydra.adminUrl());
    builder.environment().put("HYDRA_PUBLIC_URL", hydra.publicUrl());
    builder.environment().put("TERM", "xterm");
    builder.environment().put("COLUMNS", "80");
    builder.environment().remove("NO_COLOR");
    Process process = builder.start();
    running.set(process);
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandTesting.Result(process.exitValue(), out, Files.readString(err));
  }

  private void writeClients(int count) throws IOException {
    StringBuilder file = new StringBuilder("defaults: {owner: team-a}\nclients:\n");
    for (int i = 0; i < count; i++) {
      file.append("  c").append(i).append(": {grant_types: client_credentials}\n");
    }
    Files.writeString(folder.resolve("clients.yaml"), file);
  }

  @Test
  void inAPipeThereAreNoColoursAndTheServerIsOfTheEnvironment() throws Exception {
    writeClients(1);

    CommandTesting.Result result = run(commandLine("plan", "clients.yaml"), "");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).startsWith("+ create c0\n").doesNotContain("\u001b");
    assertThat(result.err()).isEmpty();
  }

  /**
   * The script that starts the command: options are passed on, and nothing gets into the output.
   */
  @Test
  void theScriptStartsTheJarBesideItAndArchivesItsClasses() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is a shell");
    writeClients(1);
    Files.copy(Path.of("src/cli/launcher/ory-clients"), folder.resolve("ory-clients"));
    writeJar(folder.resolve("ory-clients.jar"));
    String script =
        "XDG_CACHE_HOME='"
            + folder
            + "/cache' JAVA_HOME='"
            + System.getProperty("java.home")
            + "' sh ./ory-clients";

    List<String> wrong = List.of("/bin/sh", "-c", script + " plan missing.yaml");
    assertThat(run(wrong, "").status()).isEqualTo(1);
    assertThat(archives()).as("of a run that failed").isEmpty();
    List<String> plan = List.of("/bin/sh", "-c", script + " plan 'clients.yaml' --output json");
    CommandTesting.Result first = run(plan, "");
    assertThat(archives()).hasSize(1);
    CommandTesting.Result second = run(plan, "");

    for (CommandTesting.Result result : List.of(first, second)) {
      assertThat(result.status()).as(result.err()).isEqualTo(2);
      assertThat(result.out()).startsWith("{\"ory_clients_plan\":1").endsWith("]}\n");
      assertThat(result.err()).isEmpty();
    }
  }

  private List<Path> archives() throws IOException {
    if (!Files.exists(folder.resolve("cache"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** A jar that only says where the classes of this test are. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, OryClients.class.getName());
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  @Test
  void onATerminalThereAreColoursABarAndAQuestion() throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "script (util-linux) gives a terminal");
    writeClients(2);
    ory.clients().create(OAuth2Client.fromJson("{\"client_id\":\"x\",\"owner\":\"team-a\"}"));
    String line =
        commandLine(
                "apply",
                "clients.yaml",
                "--owner=team-a",
                "--prune",
                "--max-deletion-percent=100",
                "--secrets=file:secrets",
                "--concurrency=1")
            .stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));

    CommandTesting.Result no = run(List.of(SCRIPT.toString(), "-qec", line, "/dev/null"), "no\n");
    assertThat(no.status()).isEqualTo(2);
    assertThat(ory.clients().find("x")).isPresent();
    CommandTesting.Result yes = run(List.of(SCRIPT.toString(), "-qec", line, "/dev/null"), "yes\n");

    assertThat(yes.status()).isEqualTo(0);
    assertThat(ory.clients().find("x")).isEmpty();
    String shown =
        yes.out()
            .replace("\r\n", "\n")
            .replace("yes\n", "") // the terminal's echo comes when it likes
            .replaceAll("\u001b\\[", "<")
            .replaceAll("\r?apply +\\d+% .*?(?=\r|\n|$)", "(bar)")
            .replaceAll("(\r?\\(bar\\)\n?)+", "(bar)\n");
    Transcripts.compare("terminal.txt", shown);
  }

  /** Kills the process in the middle of its n-th request. */
  private void killAtRequest(int number) {
    AtomicInteger requests = new AtomicInteger();
    hydra.fail(
        request -> {
          Process process = running.get();
          if (requests.incrementAndGet() == number && process != null) {
            process.destroyForcibly(); // SIGKILL
            process.onExit().join();
          }
          return false;
        },
        Fault.disconnect());
  }

  @Test
  void anApplyThatIsKilledIsFinishedByTheNext() throws Exception {
    writeClients(CLIENTS);
    for (int request : List.of(CLIENTS + 12, 25)) {
      killAtRequest(request);
      assertThat(run(commandLine("apply", "clients.yaml", "--secrets=file:secrets"), "").status())
          .isEqualTo(128 + 9);
    }
    running.set(null);

    assertThat(run(commandLine("apply", "clients.yaml", "--secrets=file:secrets"), "").status())
        .isEqualTo(0);

    assertThat(ory.clients().list()).hasSize(CLIENTS);
    checkSecrets();
    assertThat(run(commandLine("plan", "clients.yaml"), "").status()).isEqualTo(0);
  }

  /** Two people, each on a machine of their own, with one folder for secrets. */
  @Test
  void twoWhoApplyAtOnceShareTheWork() throws Exception {
    writeClients(CLIENTS);
    List<String> line = commandLine("apply", "clients.yaml", "--secrets=file:secrets");
    ProcessBuilder other = new ProcessBuilder(line).directory(folder.toFile());
    other.environment().put("HYDRA_ADMIN_URL", hydra.adminUrl());
    other.environment().put("HYDRA_PUBLIC_URL", hydra.publicUrl());
    other.redirectErrorStream(true).redirectOutput(folder.resolve("other").toFile());
    Process second = other.start();
    try {
      assertThat(run(line, "").status()).isEqualTo(0);
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(0);
    } finally {
      second.destroyForcibly();
    }

    assertThat(ory.clients().list()).hasSize(CLIENTS);
    checkSecrets();
  }

  @Test
  void anImportThatIsKilledIsFinishedByTheNext() throws Exception {
    try (FakeHydra other = FakeHydra.start();
        ApiClient from = ApiClient.builder().adminUrl(other.adminUrl()).build();
        OutputStream out = Files.newOutputStream(folder.resolve("export.jsonl"))) {
      for (int i = 0; i < CLIENTS; i++) {
        from.clients()
            .create(
                OAuth2Client.builder()
                    .clientId("c" + i)
                    .grantTypes(GrantType.CLIENT_CREDENTIALS)
                    .build());
      }
      new ClientRegistry(from).export(out);
    }
    killAtRequest(31);
    List<String> line = commandLine("import", "export.jsonl", "--secrets=file:secrets");
    assertThat(run(line, "").status()).isEqualTo(128 + 9);
    running.set(null);

    assertThat(run(line, "").status()).isEqualTo(0);

    assertThat(ory.clients().list()).hasSize(CLIENTS);
    checkSecrets();
  }

  private void checkSecrets() throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      String id = "c" + i;
      String secret = Files.readString(folder.resolve("secrets").resolve(id)).strip();
      assertThat(authenticates(id, secret)).as(id).isTrue();
      assertThat(Files.getPosixFilePermissions(folder.resolve("secrets").resolve(id)))
          .as("only its owner reads it")
          .hasSize(2);
    }
  }

  private boolean authenticates(String id, String secret) {
    String credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    Request request =
        new Request.Builder()
            .url(hydra.publicUrl() + "/oauth2/token")
            .header("Authorization", "Basic " + credentials)
            .post(new FormBody.Builder().add("grant_type", "client_credentials").build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      return response.code() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
