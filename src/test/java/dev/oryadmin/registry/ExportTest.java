package dev.oryadmin.registry;

import static dev.oryadmin.registry.RegistryTesting.billing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.ExportReport;
import dev.oryadmin.ImportReport;
import dev.oryadmin.OryException;
import dev.oryadmin.Progress;
import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import dev.oryadmin.fake.RecordedExchanges;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link ClientRegistry#export} writes, and what importing it makes. */
class ExportTest {
  private static final String EC_KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\","
          + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
          + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
          + "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}";

  private final RegistryTesting it = new RegistryTesting();
  private final SecretFolder secrets = new SecretFolder();

  @AfterEach
  void close() {
    it.close();
  }

  private String exported() {
    return exported(it);
  }

  private static String exported(RegistryTesting of) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    of.registry.export(out);
    return out.toString(UTF_8);
  }

  private ImportReport importInto(ClientRegistry registry, String lines) {
    return registry.importFrom(
        new ByteArrayInputStream(lines.getBytes(UTF_8)), secrets, progress -> {});
  }

  private void createSome() {
    it.ory.clients().create(billing().clientSecret("the old one").build());
    it.ory
        .clients()
        .create(
            billing()
                .clientId("public")
                .clientName("Public")
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                .contacts("ops@example.com")
                .build());
  }

  @Test
  void secretsAndPrivateKeysStayOnTheServer() {
    createSome();
    it.ory
        .clients()
        .create(
            OAuth2Client.fromJson("{\"client_id\":\"keys\",\"jwks\":{\"keys\":[" + EC_KEY + "]}}"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ExportReport report = it.registry.export(out);

    assertThat(report).isEqualTo(new ExportReport(3, List.of("keys")));
    assertThat(out.toString(UTF_8).lines()).hasSize(3);
    assertThat(out.toString(UTF_8))
        .doesNotContain(
            "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE", "client_secret\":", "ory_at_");
    ByteArrayOutputStream none = new ByteArrayOutputStream();
    assertThat(it.registry.ownedBy("team-b").export(none).clients()).isZero();
  }

  @Test
  void aRegistryOfAnOwnerExportsOnlyItsClients() throws IOException {
    createSome();
    it.ory.clients().create(billing().clientId("theirs").owner("team-b").build());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    OutputStream buffered = new BufferedOutputStream(file);

    it.registry.ownedBy("team-a").export(buffered);

    assertThat(file.toString(UTF_8).lines())
        .as("flushed, though not closed")
        .hasSize(2)
        .noneMatch(line -> line.contains("theirs"));
    String page = "[" + billing().owner("TEAM-A").build().toJson() + "]";
    it.hydra.fail(request -> request.method().equals("GET"), Fault.answer(200, page));
    assertThat(it.registry.ownedBy("team-a").export(buffered).clients())
        .as("of a database that compares without case")
        .isZero();
  }

  @Test
  void progressIsToldOfEachClientThatIsImportedOrRefused() {
    List<Progress> told = new ArrayList<>();

    it.registry
        .concurrency(1)
        .importFrom(
            new ByteArrayInputStream(
                (billing().build().toJson() + "\n \n7\n{\"client_id\":\"a/\"}").getBytes(UTF_8)),
            secrets,
            told::add);

    assertThat(told)
        .containsExactly(
            new Progress(1, -1, "+ billing"),
            new Progress(2, -1, "+ line 3"),
            new Progress(3, -1, "+ a/"));
  }

  @Test
  void aRewritingThatFailsEndsTheImport() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) { // more than are read at once
      lines.add(billing().clientId("c" + i).clientName("n" + i).build().toJson());
    }
    List<String> rewritten = new ArrayList<>();

    ImportReport report =
        it.registry
            .concurrency(1)
            .importFrom(
                new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)),
                secrets,
                progress -> {},
                client -> {
                  rewritten.add(client.clientId());
                  if (client.clientId().equals("c2")) {
                    throw new IllegalStateException("no owner for c2");
                  }
                  return client;
                });

    assertThat(rewritten).containsExactly("c0", "c1", "c2");
    assertThat(report.failure()).isInstanceOf(IllegalStateException.class);
    assertThat(report.imported()).containsExactly("c0", "c1");
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void moreLinesThanAreReadAtOnceAreImported() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      lines.add(billing().clientId("c" + i).clientName("n" + i).build().toJson());
    }

    ImportReport report = importInto(it.registry, String.join("\n", lines));

    assertThat(report.imported()).hasSize(130).doesNotHaveDuplicates();
    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void aClientWithoutANameIsRefusedWhereTheServerChoosesIds() {
    try (RegistryTesting old =
        new RegistryTesting(FakeHydra.builder().version(HydraVersion.V2_0))) {
      ImportReport report =
          importInto(
              old.registry,
              "{\"client_id\":\"a\",\"owner\":\"team-a\"}\n{\"client_id\":\"b\",\"client_name\":\"B\"}");

      assertThat(report.refused()).containsOnlyKeys("a", "b");
      assertThat(report.refused().get("a")).contains("could not be found again");
      assertThat(report.isComplete()).isFalse();
      assertThat(old.ory.clients().list()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HydraVersion.class)
  void importCreatesClientsWithNewSecrets(HydraVersion version) {
    createSome();
    String lines = exported();
    try (RegistryTesting other = new RegistryTesting(FakeHydra.builder().version(version))) {
      for (int run = 1; run <= 2; run++) {
        ImportReport report = importInto(other.registry, lines);

        assertThat(report.failure()).isNull();
        boolean ids = version != HydraVersion.V2_0;
        String billing = ids ? "billing" : "team-a/Billing";
        assertThat(report.refused()).as("run " + run).isEmpty();
        assertThat(report.imported()).containsExactly(billing, ids ? "public" : "team-a/Public");
        assertThat(report.redeploy()).containsExactly(billing);
        OAuth2Client made =
            other.ory.clients().list(q -> q.clientName("Billing")).iterator().next();
        assertThat(other.authenticates(made.clientId(), secrets.reveal(billing))).isTrue();
        assertThat(other.ory.clients().list()).hasSize(2);
        assertThat(report.otherIds()).hasSize(ids ? 0 : 2);
        assertThat(report.otherIds().getOrDefault("billing", "billing")).isEqualTo(made.clientId());
      }
    }
  }

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (HydraVersion from : HydraVersion.values()) {
      for (HydraVersion to : HydraVersion.values()) {
        pairs.add(Arguments.of(from, to));
      }
    }
    return pairs;
  }

  /** A client with all properties: what another version does not know is named, or it is there. */
  @ParameterizedTest
  @MethodSource("pairs")
  void nothingIsLostOnTheWayWithoutBeingNamed(HydraVersion from, HydraVersion to) {
    OAuth2Client full =
        OAuth2Client.fromJson(RecordedExchanges.read("create-full").exchanges().get(0).body());
    try (RegistryTesting source = new RegistryTesting(FakeHydra.builder().version(from));
        RegistryTesting target = new RegistryTesting(FakeHydra.builder().version(to))) {
      source
          .ory
          .clients()
          .create(
              from == HydraVersion.V2_0
                  ? full.toBuilder().unset(OAuth2Client.CLIENT_ID).build()
                  : full);
      String lines = exported(source);

      ImportReport report = importInto(target.registry, lines);

      assertThat(report.failure()).isNull();
      String refusal = String.join("; ", report.refused().values());
      JsonObject before = JsonParser.parseString(lines).getAsJsonObject();
      JsonObject after = JsonParser.parseString(exported(target)).getAsJsonObject();
      List<String> ofTheServer =
          List.of("client_id", "created_at", "updated_at", "client_secret_expires_at");
      for (Map.Entry<String, JsonElement> property : before.entrySet()) {
        String name = property.getKey();
        boolean lost =
            !property.getValue().isJsonNull() && !property.getValue().equals(after.get(name));
        if (!ofTheServer.contains(name) && lost) {
          assertThat(refusal).as(name).contains(name);
        }
      }
      assertThat(report.imported().size() + report.refused().size()).isEqualTo(1);
      assertThat(refusal.isEmpty())
          .isEqualTo(from.compareTo(to) <= 0 || to.compareTo(HydraVersion.V25_4) >= 0);
    }
  }

  @Test
  void differingClientIsLeftAlone() {
    createSome();
    String lines = exported();
    it.ory.clients().patch("billing", p -> p.replace(OAuth2Client.CLIENT_NAME, "theirs"));

    ImportReport report = importInto(it.registry, lines + "{\"client_name\":7\n\n[]\n");

    assertThat(report.refused()).containsOnlyKeys("billing", "line 3", "line 5");
    assertThat(report.imported()).containsExactly("public");
    assertThat(report.isComplete()).isFalse();
    assertThat(it.ory.clients().get("billing").clientName()).isEqualTo("theirs");
  }

  @Test
  void importContinuesAfterAKill() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add(billing().clientId("c" + i).clientName("n" + i).build().toJson());
    }
    String all = String.join("\n", lines);
    for (int calls = 1; calls < 12; calls += 5) {
      it.killAfter(calls);
      assertThatExceptionOfType(RegistryTesting.Killed.class)
          .isThrownBy(() -> importInto(it.registry, all));
    }
    it.killAfter(Integer.MAX_VALUE);

    assertThat(importInto(it.registry, all).imported()).hasSize(10);
    assertThat(it.ory.clients().list()).hasSize(10);
    secrets.secrets.forEach(
        (id, secret) -> assertThat(it.authenticates(id, secret.reveal())).as(id).isTrue());
    assertThat(secrets.secrets).hasSize(10);
  }

  @Test
  void idsAndOwnersCanBeRewritten() {
    createSome();
    String lines = exported();

    ImportReport report =
        it.registry.importFrom(
            new ByteArrayInputStream(lines.getBytes(UTF_8)),
            secrets,
            progress -> {},
            client ->
                client.toBuilder().clientId("b-" + client.clientId()).owner("team-b").build());

    assertThat(report.imported()).containsExactly("b-billing", "b-public");
    assertThat(it.ory.clients().get("b-billing").owner()).isEqualTo("team-b");
  }

  @Test
  void aClientThatNoUrlReachesIsReportedAndTheOthersGoOn() {
    String lines = "{\"client_id\":\"a/\"}\n{\"client_id\":\"..\"}\n" + billing().build().toJson();

    ImportReport report = importInto(it.registry, lines);

    assertThat(report.refused()).containsOnlyKeys("a/", "..");
    assertThat(report.imported()).containsExactly("billing");
    assertThat(report.failure()).isNull();
  }

  @Test
  void aStoreThatFailsEndsTheImportBeforeItsClientIsMade() {
    SecretStore full =
        new SecretStore() {
          @Override
          public void store(String id, Secret secret) {
            throw new UncheckedIOException(new IOException("disk full"));
          }

          @Override
          public Optional<Secret> find(String id) {
            return Optional.empty();
          }
        };
    ImportReport report =
        it.registry.importFrom(
            new ByteArrayInputStream(billing().build().toJson().getBytes(UTF_8)),
            full,
            progress -> {});

    assertThat(report.failure()).isInstanceOf(UncheckedIOException.class);
    assertThat(it.ory.clients().list()).isEmpty();
  }

  @Test
  void unreachableServerEndsTheImport() {
    it.hydra.fail(request -> true, Fault.answer(500, "no database").always());

    ImportReport report = importInto(it.registry, billing().build().toJson());

    assertThat(report.failure()).isNotNull();
    assertThat(report.imported()).isEmpty();
  }

  @Test
  void aLostAnswerThatCanNotBeClearedUpIsReportedAsUnknown() {
    AtomicBoolean lost = new AtomicBoolean();
    it.hydra.fail(
        request -> request.method().equals("POST") && lost.compareAndSet(false, true),
        Fault.disconnect().afterProcessing().always());
    it.hydra.fail(request -> lost.get(), Fault.answer(500, "no database").always());
    String lines = billing().build().toJson() + "\n" + billing().clientId("later").build().toJson();

    ImportReport report =
        it.registry
            .concurrency(1)
            .importFrom(new ByteArrayInputStream(lines.getBytes(UTF_8)), secrets, progress -> {});

    assertThat(report.unknown()).containsOnlyKeys("billing");
    assertThat(report.imported()).isEmpty();
    assertThat(report.refused()).isEmpty();
    assertThat(report.failure()).isInstanceOf(OryException.class);
    assertThat(report.isComplete()).isFalse();
    assertThat(report).hasToString("0 imported, 0 refused, 1 unknown\n  billing: " + why(report));
    assertThat(it.hydra.requests()).noneMatch(request -> request.path().endsWith("/later"));
  }

  private static String why(ImportReport report) {
    return String.valueOf(report.unknown().get("billing"));
  }

  @Test
  void twoExportedClientsDoNotBecomeOneWhereTheServerChoosesIds() {
    String lines =
        billing().build().toJson() + "\n" + billing().clientId("billing-2").build().toJson();
    try (RegistryTesting old =
        new RegistryTesting(FakeHydra.builder().version(HydraVersion.V2_0))) {
      for (int run = 1; run <= 2; run++) {
        ImportReport report = importInto(old.registry.concurrency(1), lines);

        assertThat(report.imported()).containsExactly("team-a/Billing");
        assertThat(report.otherIds()).containsOnlyKeys("billing");
        assertThat(report.refused()).containsOnlyKeys("billing-2");
        assertThat(report.refused().get("billing-2")).contains("owner and name of billing");
      }
    }
  }

  @Test
  void aLineThatCanNotBeReadIsReportedAndTheOthersGoOn() {
    byte[] noText = {'"', (byte) 0xff, '"', '\n'};
    byte[] endless = new byte[(16 << 20) + 1];
    Arrays.fill(endless, (byte) '7');
    InputStream lines =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(noText),
                    new ByteArrayInputStream(endless),
                    new ByteArrayInputStream(
                        ("\r\n" + billing().build().toJson()).getBytes(UTF_8)))));

    ImportReport report = it.registry.importFrom(lines, secrets, progress -> {});

    assertThat(report.refused())
        .containsEntry("line 1", "is not UTF-8")
        .containsEntry("line 2", "is longer than 16 MiB")
        .hasSize(2);
    assertThat(report.imported()).containsExactly("billing");
  }
}
