package dev.oryadmin.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oryadmin.fake.ServerComparison.Difference;
import dev.oryadmin.fake.ServerComparison.Kind;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.HydraVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compares the fake with a real server, by random requests: {@code mvn -Pcompare test
 * -Dhydra.adminUrl=… -Dhydra.publicUrl=… [-Dcompare.requests=20000] [-Dcompare.seed=…]}. No other
 * program may use the server meanwhile.
 */
class ServerComparisonCheck {
  private static final Path REPORT = Path.of("target/comparison.md");

  @Test
  void theFakeAnswersAsTheServer() throws IOException {
    String admin = System.getProperty("hydra.adminUrl", "");
    String open = System.getProperty("hydra.publicUrl", "");
    assumeTrue(
        !admin.isEmpty() && !open.isEmpty(),
        "no server to compare with: set -Dhydra.adminUrl and -Dhydra.publicUrl");
    int requests = Integer.getInteger("compare.requests", 20_000);
    long seed = Long.getLong("compare.seed", new Random().nextInt(1_000_000));
    String version = RawHttp.send(admin, "GET", "/version", Map.of(), "").body();
    HydraVersion plays = played(version);
    System.out.println("Comparing with " + version.strip() + ", seed " + seed);
    ServerComparison comparison;
    try (FakeHydra fake = FakeHydra.builder().version(plays).start()) {
      comparison =
          new ServerComparison(
              new ServerComparison.Urls(admin, open),
              new ServerComparison.Urls(fake.adminUrl(), fake.publicUrl()));
      String run = Long.toString(System.nanoTime(), 36);
      for (long next = 0; comparison.requests() < requests; next++) {
        List<RandomScenario.Step> steps = new RandomScenario(seed * 1_000_003 + next).steps();
        if (plays != HydraVersion.V2_0 || steps.stream().noneMatch(this::makesUnreadable)) {
          comparison.play(steps, "compare-" + run + "-" + next + "-");
          fake.reset();
        }
      }
    }
    String report = report(plays, seed, comparison);
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, report);
    System.out.println(report.substring(0, report.indexOf("\n\n##") + 1) + "See " + REPORT);
    double all = 100.0 * comparison.differences().size() / comparison.requests();
    assertThat(all).isLessThanOrEqualTo(plays == HydraVersion.LATEST ? 1 : 3);
    assertThat(wrong(comparison)).isLessThanOrEqualTo(0.1);
  }

  /**
   * Returns whether v2.0 could store a client that it cannot read, list or delete any more. Nothing
   * after it could be compared.
   */
  private boolean makesUnreadable(RandomScenario.Step step) {
    return step.body().contains("\"e\":\"\"");
  }

  private static HydraVersion played(String answer) {
    for (HydraVersion version : HydraVersion.values()) {
      String generation = version.name().substring(1).replace('_', '.');
      if (answer.contains("\"v" + generation + ".")) {
        return version;
      }
    }
    return HydraVersion.LATEST;
  }

  /** How many percent are accepted or refused wrongly. */
  private static double wrong(ServerComparison comparison) {
    long wrong =
        comparison.differences().stream()
            .filter(each -> each.kind().compareTo(Kind.REFUSED_WRONGLY) <= 0)
            .count();
    return 100.0 * wrong / comparison.requests();
  }

  private static String report(HydraVersion version, long seed, ServerComparison comparison) {
    Map<String, List<Difference>> kinds = new LinkedHashMap<>();
    comparison.differences().stream()
        .sorted(Comparator.comparing(Difference::kind))
        .forEach(
            each ->
                kinds
                    .computeIfAbsent(each.kind() + ": " + each.summary(), key -> new ArrayList<>())
                    .add(each));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, seed %d: %d requests (%d more without an answer), %d answers differ (%.2f %%)%n",
            version,
            seed,
            comparison.requests(),
            comparison.unanswered(),
            comparison.differences().size(),
            100.0 * comparison.differences().size() / comparison.requests()));
    for (Kind kind : Kind.values()) {
      long count = comparison.differences().stream().filter(each -> each.kind() == kind).count();
      text.append(
          String.format(
              Locale.ROOT,
              "  %s: %d (%.2f %%)%n",
              kind,
              count,
              100.0 * count / comparison.requests()));
    }
    kinds.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, List<Difference>>>comparingInt(
                    each -> -each.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .forEach(
            each -> {
              text.append("\n## ")
                  .append(each.getValue().size())
                  .append(" × ")
                  .append(each.getKey());
              each.getValue().stream()
                  .limit(3)
                  .forEach(one -> text.append("\n```\n").append(one.example()).append("\n```\n"));
            });
    return text.append("\n\n##").toString();
  }
}
