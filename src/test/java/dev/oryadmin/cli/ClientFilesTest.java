package dev.oryadmin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files of clients may say, and how they are refused. */
class ClientFilesTest {
  @TempDir Path folder = Path.of("");

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, text);
  }

  private static DesiredClients read(@Nullable String owner, Path... paths) {
    return new ClientFiles(false, owner).read(List.of(paths));
  }

  private String refusal(String text) throws IOException {
    Path file = write("a.yaml", text);
    FileProblemsException refusal =
        catchThrowableOfType(FileProblemsException.class, () -> read(null, file));
    return String.valueOf(refusal.getMessage()).replace(folder + "/", "");
  }

  @Test
  void defaultsAndShortForms() throws IOException {
    Path file =
        write(
            "a.yml",
            """
            defaults: {owner: team-a, contacts: [ops@example.com], tos_uri: https://a.example/}
            clients:
              billing:
                client_name: Billing
                grant_types: client_credentials
                scope: [a, b]   # two of them
                contacts: null
                metadata: {n: 1.10, big: 12345678901234567890, deep: [true, ~, "~"]}
                client_credentials_grant_access_token_lifespan: 15m
              "123": {client_name: "yes"}
            ---
            - client_id: other
              client_name: no
            """);

    List<OAuth2Client> clients = read(null, file).clients();

    assertThat(clients.get(0).toJson())
        .isEqualTo(
            OAuth2Client.fromJson(
                    """
                    {"client_id":"billing","client_name":"Billing","scope":"a b","owner":"team-a",
                     "grant_types":["client_credentials"],"contacts":null,
                     "tos_uri":"https://a.example/","metadata":{"n":1.10,
                     "big":12345678901234567890,"deep":[true,null,"~"]},
                     "client_credentials_grant_access_token_lifespan":"15m"}
                    """)
                .toJson());
    assertThat(clients.get(0).grantTypes()).containsExactly(GrantType.CLIENT_CREDENTIALS);
    assertThat(clients.get(1).clientId()).isEqualTo("123");
    assertThat(clients.get(1).clientName()).isEqualTo("yes");
    assertThat(clients.get(2).clientName()).as("not a boolean: this is YAML 1.2").isEqualTo("no");
    assertThat(clients.get(2).has(OAuth2Client.OWNER)).isFalse();
  }

  @Test
  void secretsAreReadFromWhereTheyAreAndNoSooner() throws IOException {
    Path file =
        write(
            "clients/a.yaml",
            """
            - {client_id: a, client_secret: "${env:A_SECRET}"}
            - {client_name: b, client_secret: "${file:b.secret}"}
            """);

    DesiredClients desired = read("team-a", file);

    assertThat(desired.clients()).noneMatch(client -> client.has(OAuth2Client.CLIENT_SECRET));
    assertThat(desired.secrets()).containsOnlyKeys("a", "team-a/b");
    ReferencedSecrets secrets =
        new ReferencedSecrets(desired.secrets(), Map.of("A_SECRET", "of a"), null);
    assertThat(secrets.find("a").orElseThrow().reveal()).isEqualTo("of a");
    assertThatExceptionOfType(FileProblemsException.class)
        .isThrownBy(() -> secrets.find("team-a/b"))
        .withMessageContaining("a.yaml:2: can't read the secret from b.secret");
    write("clients/b.secret", "of b\n");
    assertThat(secrets.find("team-a/b").orElseThrow().reveal()).isEqualTo("of b");
  }

  @Test
  void foldersAreReadInOrderAndJsonIsYaml() throws IOException {
    write("set/b.json", "{\"clients\": [{\"client_id\": \"b\"}]}");
    write("set/sub/c.yml", "clients: [{client_id: c}]");
    write("set/a.yaml", "clients: {a: {}}");
    write("set/.hidden/d.yaml", "not: read");
    write("set/notes.txt", "not read");

    assertThat(read(null, folder.resolve("set")).clients())
        .extracting(OAuth2Client::clientId)
        .containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          clients: [{client_id: a, redirect_uri: x}] | a.yaml:1: unknown property redirect_uri: did you mean redirect_uris?
          clients: [{client_id: a, zzz: x}]          | a.yaml:1: unknown property zzz
          clients: [{client_id: a, owner: 7}]        | a.yaml:1: owner
          clients: [{client_id: a, skip_consent: yes}] | a.yaml:1: skip_consent
          clients: [{client_id: a, created_at: x}]   | a.yaml:1: created_at is set by the server alone
          clients: [{client_id: a, client_secret: x}] | a.yaml:1: client_secret has to be a reference
          clients: [{client_id: a, client_name: '${env:HOME}'}] | a.yaml:1: client_name: references are for client_secret only
          clients: [{client_id: a, metadata: {x: '${file:/etc/passwd}'}}] | references are for client_secret only
          clients: [{client_id: a}, {client_id: a}]  | a.yaml:1: client a is at
          clients: [{client_name: a}]                | a.yaml:1: the client has no client_id
          clients: [{client_id: a, client_id: b}]    | a.yaml:1: client_id is there twice
          clients: [{client_id: a, metadata: {x: .inf}}] | a.yaml:1: is no number of JSON
          clients: [{client_id: a, metadata: !x {}}] | a.yaml:1
          client: [{client_id: a}]                   | a.yaml:1: unknown name client
          clients: 7                                 | a.yaml:1: clients has to be a list
          text                                       | a.yaml:1: has to be a list of clients
          clients: [                                 | a.yaml:1: is not YAML
          clients: &a [*a]                           | a.yaml:1
          """)
  void refusalsNameTheLine(String text, String message) throws IOException {
    assertThat(refusal(text)).contains(message);
  }

  @Test
  void allProblemsAreNamedAtOnceWithTheirLines() throws IOException {
    assertThat(
            refusal(
                """
                defaults:
                  ownr: team-a
                clients:
                  - client_id: a
                    redirect_uris: https://a.example/
                    grant_type: [implicit]
                  - client_id: b
                    client_credentials_grant_access_token_lifespan: 1d
                """))
        .hasLineCount(3)
        .contains("a.yaml:2: ", "owner?", "a.yaml:6: ", "grant_types?", "a.yaml:8: ");
  }

  @Test
  void aShortFileCanNotBecomeALongOne() throws IOException {
    StringBuilder text = new StringBuilder("- client_id: a\n  metadata:\n    a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      text.append("    a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(refusal(text.toString())).contains("repeats itself by aliases");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xC3, 0x28});
    assertThatExceptionOfType(FileProblemsException.class)
        .isThrownBy(() -> read(null, file))
        .withMessageContaining("UTF-8");
  }

  @Test
  void unknownPropertiesCanBeAllowed() throws IOException {
    Path file = write("a.yaml", "clients: [{client_id: a, of_tomorrow: {x: 1}}]");
    DesiredClients desired = new ClientFiles(true, null).read(List.of(file));
    assertThat(desired.clients().get(0).toJson()).contains("\"of_tomorrow\":{\"x\":1}");
  }
}
