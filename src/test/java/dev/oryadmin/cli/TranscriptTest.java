package dev.oryadmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each verb prints in a pipe. */
class TranscriptTest {
  @TempDir Path folder = Path.of("");
  private CommandTesting it;
  private final StringBuilder transcript = new StringBuilder();

  @BeforeEach
  void start() {
    it = new CommandTesting(folder);
    it.write(
        "clients.yaml",
        """
        # What team A runs.
        defaults:
          owner: team-a
          grant_types: [client_credentials]
        clients:
          billing:
            client_name: Billing
            scope:
              - invoices.read   # nightly report
              - invoices.write
        """);
  }

  @AfterEach
  void close() {
    it.close();
  }

  /** Runs a command line and adds it, and what it printed, to the transcript. */
  private void run(String line) {
    CommandTesting.Result result = it.run(line.split(" ", -1));
    transcript.append("$ ory-clients ").append(line).append('\n').append(result.out());
    result.err().lines().forEach(each -> transcript.append("2> ").append(each).append('\n'));
    transcript.append("exit status ").append(result.status()).append("\n\n");
  }

  private void isAsKept(String name) throws IOException {
    Transcripts.compare(name, transcript.toString());
  }

  private void createSome() {
    it.ory
        .clients()
        .create(
            OAuth2Client.fromJson(
                """
                {"client_id": "shop", "client_name": "Shop", "owner": "team-a",
                 "redirect_uris": ["https://shop.example/callback"],
                 "token_endpoint_auth_method": "none"}
                """));
    it.ory
        .clients()
        .create(
            OAuth2Client.fromJson(
                """
                {"client_id": "billing", "client_name": "Old name", "owner": "team-a",
                 "grant_types": ["client_credentials"], "scope": "invoices.read",
                 "client_secret": "never shown"}
                """));
    it.ory
        .clients()
        .create(
            OAuth2Client.fromJson(
                """
                {"client_id": "9d8bb5a3-f2a9-4c3f-8ae1-6c8c2d4b1f10", "client_name": "Agent\\u001b[31m",
                 "redirect_uris": ["http://127.0.0.1/callback"],
                 "token_endpoint_auth_method": "none"}
                """));
  }

  @Test
  void list() throws IOException {
    run("list");
    createSome();
    run("list");
    run("list --owner=team-a --output=json");
    run("list --name=Shop");
    isAsKept("list.txt");
  }

  @Test
  void get() throws IOException {
    createSome();
    run("get billing");
    run("get shop nobody --output=json");
    run("get nobody");
    isAsKept("get.txt");
  }

  @Test
  void plan() throws IOException {
    run("plan ./clients.yaml");
    createSome();
    run("plan ./clients.yaml");
    run("plan ./clients.yaml --owner=team-a --prune");
    run("plan ./clients.yaml --owner=team-a --prune --max-deletion-percent=50 --output=json");
    run("plan ./clients.yaml --prune");
    run("plan");
    run("plan ./missing.yaml");
    isAsKept("plan.txt");
  }

  @Test
  void apply() throws IOException {
    run("apply ./clients.yaml");
    run("apply ./clients.yaml --secrets=file:./secrets");
    run("apply ./clients.yaml");
    createOther();
    run("apply ./clients.yaml --owner=team-a --prune --max-deletion-percent=50");
    run(
        "apply ./clients.yaml --owner=team-a --prune --max-deletion-percent=50 --yes"
            + " --deleted=./deleted.jsonl --output=json");
    isAsKept("apply.txt");
    assertThat(it.read("deleted.jsonl")).contains("\"client_id\":\"other\"").hasLineCount(1);
  }

  private void createOther() {
    it.ory
        .clients()
        .create(OAuth2Client.fromJson("{\"client_id\":\"other\",\"owner\":\"team-a\"}"));
  }

  @Test
  void drift() throws IOException {
    run("drift ./clients.yaml");
    createSome();
    run("drift ./clients.yaml");
    run("drift ./clients.yaml --output=json");
    run("drift ./clients.yaml --manage=scope");
    run("drift ./clients.yaml --manage=scopes");
    isAsKept("drift.txt");
  }

  @Test
  void exportAndImport() throws IOException {
    createSome();
    run("export");
    run("export --owner=team-a --out=./team-a.jsonl");
    run("import ./team-a.jsonl");
    run("import ./team-a.jsonl --concurrency=1 --secrets=file:./secrets");
    run(
        "import ./team-a.jsonl --concurrency=1 --secrets=file:./secrets --id-prefix=new-"
            + " --set-owner=team-b");
    run(
        "import ./team-a.jsonl --concurrency=1 --secrets=file:./secrets --id-prefix=new-"
            + " --output=json");
    run("import ./missing.jsonl --secrets=file:./secrets");
    isAsKept("export-import.txt");
  }

  @Test
  void sweep() throws IOException {
    createSome();
    it.write("used.txt", "# of the log\n9d8bb5a3-f2a9-4c3f-8ae1-6c8c2d4b1f10\n");
    run("sweep --likely-dynamic");
    run("sweep --likely-dynamic --without-evidence");
    run("sweep --likely-dynamic --used=./used.txt");
    run("sweep --any --without-evidence --auth-method=none --out=./plan.json");
    run("apply --plan=./plan.json");
    run("apply --plan=./plan.json --yes --deleted=./deleted.jsonl --concurrency=1");
    run("sweep --likely-dynamic --without-evidence --older-than=month");
    isAsKept("sweep.txt");
    assertThat(it.read("deleted.jsonl")).hasLineCount(2);
  }

  @Test
  void rotate() throws IOException {
    createSome();
    run("rotate billing --secrets=file:./secrets");
    run("rotate billing --revoke-at-once");
    run("rotate billing --secrets=file:./secrets --keep-previous");
    run("rotate billing shop nobody --secrets=file:./secrets --revoke-at-once");
    run("rotate billing --secrets=file:./secrets --in-use=false --output=json");
    run("rotate billing --secrets=file:./secrets --in-use=true");
    isAsKept("rotate.txt");
  }

  @Test
  void aFirstSession() throws IOException {
    run("plan ./clients.yaml");
    run("apply ./clients.yaml --secrets=file:./secrets");
    run("plan ./clients.yaml");
    isAsKept("session.txt");
  }

  @Test
  void readmeShowsWhatIsPrinted() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    it.write("clients.yaml", block(readme, "yaml"));
    StringBuilder shown = new StringBuilder();
    block(readme, "text")
        .lines()
        .filter(line -> line.startsWith("$ ory-clients "))
        .map(line -> line.substring("$ ory-clients ".length()))
        .forEach(
            line ->
                shown
                    .append("$ ory-clients ")
                    .append(line)
                    .append('\n')
                    .append(it.run(line.split(" ", -1)).out()));
    assertThat(block(readme, "text")).isEqualTo(shown.toString());
  }

  /** The first block of a language. */
  private static String block(String page, String language) {
    int start = page.indexOf("```" + language + "\n") + language.length() + 4;
    return page.substring(start, page.indexOf("```", start));
  }

  @Test
  void wrongUsage() throws IOException {
    for (String line :
        List.of(
            "plam",
            "list --ouput=json",
            "get",
            "help get",
            "list extra",
            "list --admin-url=ftp://x",
            "list --admin-url=http://127.0.0.1:1",
            "export --admin-url=http://127.0.0.1:1 --out=/no/such/folder/file")) {
      CommandTesting.Result result = it.runAsIs(line.split(" ", -1));
      transcript.append("$ ory-clients ").append(line).append('\n').append(result.out());
      result.err().lines().forEach(each -> transcript.append("2> ").append(each).append('\n'));
      transcript.append("exit status ").append(result.status()).append("\n\n");
    }
    isAsKept("usage.txt");
  }
}
