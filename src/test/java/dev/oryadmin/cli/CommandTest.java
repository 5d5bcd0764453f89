package dev.oryadmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(result.err()).contains("+ create a", "2 applied");
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
    CommandTesting.Result result = it.run("apply", "./two.yaml", "--secrets=exec:false");

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
    assertThat(result.err()).contains("adminUrl is not an http or https URL");
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
}
