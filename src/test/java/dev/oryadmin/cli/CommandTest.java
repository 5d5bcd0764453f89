package dev.oryadmin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the command puts secrets, what it asks, and how it ends. */
class CommandTest {
  private static final String TWO =
      """
      defaults: {owner: team-a, grant_types: client_credentials}
      clients: {a: {client_name: A}, b: {client_name: B}}
      """;

  @TempDir Path folder = Path.of("");
  private CommandTesting it;

  @BeforeEach
  void start() {
    it = new CommandTesting(folder);
    it.write("two.yaml", TWO);
  }

  @AfterEach
  void close() {
    it.close();
  }

  private boolean counts(String id, String secret) {
    OAuth2Client known = it.ory.clients().get(id).toBuilder().clientSecret(secret).build();
    return new ClientRegistry(it.ory).ensure(known, OAuth2Client.CLIENT_SECRET).changed().isEmpty();
  }

  @Test
  void printedSecretsAreAllThatIsPrintedToStandardOutput() {
    CommandTesting.Result result =
        it.run("apply", "./two.yaml", "--secrets=stdout", "--output=json");

    assertThat(result.status()).isZero();
    assertThat(result.out().lines()).hasSize(2);
    for (String line : result.out().lines().toList()) {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      assertThat(json.keySet()).containsExactly("client_id", "client_secret");
      assertThat(
              counts(json.get("client_id").getAsString(), json.get("client_secret").getAsString()))
          .isTrue();
    }
    String report = result.err().lines().reduce("", (before, line) -> line);
    assertThat(result.err()).contains("+ create a");
    assertThat(JsonParser.parseString(report).getAsJsonObject().getAsJsonArray("applied"))
        .hasSize(2);
  }

  @Test
  void aCommandOfTheUsersKeepsSecretsAndFindsThemAgain() {
    it.write(
        "vault",
        """
        case "$1" in
          store) cat > "%1$s/of-$2" ;;
          find) cat "%1$s/of-$2" 2> /dev/null || true ;;
        esac
        """
            .formatted(folder));
    it.write("of-a", "known before\n");

    CommandTesting.Result result = it.run("apply", "./two.yaml", "--secrets=exec:sh ./vault");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(counts("a", "known before")).isTrue();
    assertThat(counts("b", it.read("of-b"))).isTrue();
  }

  @Test
  void aVaultThatFailsEndsTheRunBeforeAClientIsMade() {
    CommandTesting.Result result =
        it.run("apply", "./two.yaml", "--secrets=exec:false", "--concurrency=1");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("the command of --secrets failed to find a: 1");
    assertThat(it.ory.clients().list()).isEmpty();
  }

  @Test
  void referencedSecretsNeedNoPlaceAndHaveToBeThereBeforeAnythingIsDone() {
    it.write(
        "own.yaml",
        """
        - {client_id: a, client_secret: "${env:A_SECRET}"}
        - {client_id: b, token_endpoint_auth_method: none}
        """);

    CommandTesting.Result without = it.run("apply", "./own.yaml");
    assertThat(without.status()).isEqualTo(1);
    assertThat(without.err()).contains("own.yaml:1: the environment variable A_SECRET is not set");
    assertThat(it.ory.clients().list()).isEmpty();

    it.environment.put("A_SECRET", "of the environment");
    assertThat(it.run("apply", "./own.yaml").status()).isZero();
    assertThat(counts("a", "of the environment")).isTrue();
  }

  @Test
  void aReviewedPlanIsAppliedWithTheSecretsThatFilesReferTo() {
    it.write("own.yaml", "- {client_id: a, client_secret: \"${file:a.secret}\"}\n");
    it.write("a.secret", "of a file\n");
    assertThat(it.run("plan", "./own.yaml", "--out=./plan.json").status()).isEqualTo(2);
    assertThat(it.read("plan.json")).doesNotContain("of a file");

    assertThat(it.run("apply", "--plan=./plan.json").status()).isEqualTo(64);
    assertThat(it.run("apply", "--plan=./plan.json", "./own.yaml").status()).isZero();
    assertThat(counts("a", "of a file")).isTrue();
  }

  @Test
  void aPersonIsAskedBeforeAnythingIsDeleted() {
    it.ory.clients().create(OAuth2Client.builder().clientId("x").owner("team-a").build());
    it.write("one.yaml", "- {client_id: a, token_endpoint_auth_method: none}\n");
    String[] line = {
      "apply",
      "./one.yaml",
      "--owner=team-a",
      "--prune",
      "--max-deletion-percent=100",
      "--deleted=./deleted"
    };
    it.interactive = true;
    it.input = "y\n";
    CommandTesting.Result no = it.run(line);
    assertThat(no.status()).isEqualTo(2);
    assertThat(no.err()).contains("Delete 1 client", "nothing was done");
    assertThat(it.ory.clients().list()).hasSize(1);

    it.input = "yes\n";
    assertThat(it.run(line).status()).isZero();
    assertThat(it.ory.clients().find("x")).isEmpty();
    assertThat(it.read("deleted")).contains("\"client_id\":\"x\"");
  }

  @Test
  void whatCanNotBeWrittenDownIsNotDeleted() {
    it.ory.clients().create(OAuth2Client.builder().clientId("x").owner("team-a").build());
    it.write("one.yaml", "- {client_id: a, token_endpoint_auth_method: none}\n");

    CommandTesting.Result result =
        it.run(
            "apply",
            "./one.yaml",
            "--owner=team-a",
            "--prune",
            "--yes",
            "--max-deletion-percent=100",
            "--deleted=./no/such/folder");

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).contains("can't write ./no/such/folder");
    assertThat(it.ory.clients().find("x")).isPresent();
  }

  @Test
  void aClientOfSomebodyElseIsNotPlanned() {
    it.ory
        .clients()
        .create(
            OAuth2Client.builder()
                .clientId("a")
                .owner("team-b")
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                .build());
    CommandTesting.Result result = it.run("plan", "./two.yaml", "--owner=team-a");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("client a belongs to team-b, not to team-a");
  }

  @Test
  void aServerThatFailsInTheMiddleLeavesSomeUndone() {
    int[] creations = {0};
    it.hydra.fail(
        request -> request.method().equals("POST") && ++creations[0] > 1,
        Fault.answer(500, "no database").always());

    CommandTesting.Result result =
        it.run("apply", "./two.yaml", "--secrets=file:./secrets", "--concurrency=1");

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).contains("1 applied, 0 refused, 1 unknown, 0 remaining");
  }

  @Test
  void theServerHasToBeNamed() {
    CommandTesting.Result result = it.runAsIs("list", "--admin-url=ftp://x");
    assertThat(result.status()).isEqualTo(64);
    assertThat(result.err()).contains("--admin-url is not an http or https URL");
  }

  @Test
  void bashTakesTheCompletion() throws Exception {
    CommandTesting.Result result = it.run("completion");
    it.write("completion.bash", result.out());
    Process bash =
        new ProcessBuilder("bash", "-n", folder.resolve("completion.bash").toString()).start();
    assertThat(bash.waitFor()).isZero();
    assertThat(result.out()).contains("--max-deletions");
    assertThat(Files.size(folder.resolve("completion.bash"))).isPositive();
  }

  @Test
  void aPlanIsAppliedAsItIs() {
    it.run("plan", "./two.yaml", "--out=./plan.json");

    CommandTesting.Result pruned = it.run("apply", "--plan=./plan.json", "--owner=x", "--prune");
    CommandTesting.Result managed = it.run("apply", "--plan=./plan.json", "--manage=scope");

    for (CommandTesting.Result result : List.of(pruned, managed)) {
      assertThat(result.status()).isEqualTo(64);
      assertThat(result.err()).contains("--plan applies a plan as it is");
    }
  }

  @Test
  void whatIsNoPlanIsNamed() {
    assertThat(it.run("apply", "--plan=./two.yaml").err())
        .startsWith("./two.yaml: is not a plan that plan or sweep has written (")
        .hasLineCount(1);
    assertThat(it.run("apply", "--plan=./none.json").err())
        .isEqualTo("./none.json: there is no such file\n");
    assertThat(it.run("rotate", "--ids=./none", "--secrets=stdout", "--revoke-at-once").err())
        .isEqualTo("./none: there is no such file\n");
  }

  @Test
  void anIdMayBeginWithAnAtSign() {
    it.write("file", "a\n");

    assertThat(it.run("get", "@./file").err()).contains("there is no client @");
  }

  @Test
  void anExportIsReadFromAPipe() {
    it.input = "{\"client_id\":\"a\",\"owner\":\"team-a\"}\n";

    CommandTesting.Result result = it.run("import", "--secrets=file:./secrets");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo("1 imported, 0 refused, 0 unknown\nthese need their new secrets:\n  a\n");
  }

  @Test
  void nobodyReadsOnBehindHead() {
    for (int i = 0; i < 1_100; i++) {
      it.ory.clients().create(OAuth2Client.fromJson("{\"client_id\":\"c" + i + "\"}"));
    }
    int before = it.hydra.requests().size();
    for (String verb : List.of("list", "get", "export")) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      OutputStream closed =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("Broken pipe");
            }
          };
      Terminal terminal =
          new Terminal(
              InputStream.nullInputStream(),
              new PrintStream(closed, true, UTF_8),
              new PrintStream(err, true, UTF_8),
              it.environment,
              false);
      List<String> arguments = new ArrayList<>(List.of(verb, "--admin-url=" + it.hydra.adminUrl()));
      if (verb.equals("get")) {
        arguments.add("c1");
      }

      int status = OryClients.run(terminal, arguments.toArray(String[]::new));

      assertThat(status).as(verb).isEqualTo(1);
      assertThat(err.toString(UTF_8)).as(verb).startsWith("ory-clients: ").hasLineCount(1);
    }
    assertThat(it.hydra.requests().size() - before).as("requests").isLessThan(10);
  }

  @Test
  void aReportThatNobodyReadsDoesNotSayThatNothingWasChanged() {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8) {
              @Override
              public boolean checkError() {
                return true;
              }
            },
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            it.environment,
            false);

    int status =
        OryClients.run(
            terminal,
            "apply",
            folder.resolve("two.yaml").toString(),
            "--admin-url=" + it.hydra.adminUrl(),
            "--secrets=file:" + folder.resolve("secrets"));

    assertThat(status).isEqualTo(3);
    assertThat(it.ory.clients().list()).hasSize(2);
  }

  @Test
  void ofTwoWhoStoreASecretAtOnceOneWinsAndBothLearnIt() throws IOException {
    FolderStore store = new FolderStore(folder.resolve("secrets"));
    Set<String> known = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 8)
        .parallel()
        .forEach(i -> known.add(store.storeIfAbsent("a/b", Secret.of("secret " + i)).reveal()));

    assertThat(known).hasSize(1).contains(store.find("a/b").orElseThrow().reveal());
    try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
      assertThat(files).as("drafts are gone").hasSize(1);
    }
  }
}
