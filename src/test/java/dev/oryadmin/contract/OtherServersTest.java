package dev.oryadmin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.HydraVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The suite on servers that are not the newest, or not empty. */
class OtherServersTest {
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LATEST")
  void rulesAreSkippedOnlyIfAnOlderServerLacksTheFeature(HydraVersion version) {
    try (FakeHydra hydra = FakeHydra.builder().version(version).start()) {
      ContractRun run = run(hydra);
      assertThat(run.failed()).isEmpty();
      assertThat(run.skipped())
          .allSatisfy(rule -> assertThat(rule).matches("(?s).*: before (v|newer).*: .*"));
      assertThat(run.passed()).hasSizeGreaterThan(run.skipped().size());
    }
  }

  @Test
  void rulesOfRegistrationAreSkippedIfItIsDisabled() {
    try (FakeHydra hydra = FakeHydra.builder().dynamicRegistration(false).start()) {
      ContractRun run = run(hydra);
      assertThat(run.failed()).isEmpty();
      assertThat(run.skipped())
          .hasSizeBetween(20, 60)
          .allSatisfy(rule -> assertThat(rule).endsWith("dynamic registration is off"));
    }
  }

  @Test
  void suiteLeavesForeignClientsAlone() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      for (String owner : List.of("", "somebody", "contract")) {
        ory.clients().create(OAuth2Client.builder().owner(owner).clientName("other").build());
      }
      List<OAuth2Client> before = ory.clients().list().stream().toList();

      ContractRun run = run(hydra);

      assertThat(run.failed()).isEmpty();
      assertThat(run.skipped()).isEmpty();
      assertThat(ory.clients().list()).containsExactlyElementsOf(before);
    }
  }

  private static ContractRun run(FakeHydra hydra) {
    return ContractRun.of(ContractTest.groups(), hydra.adminUrl(), hydra.publicUrl());
  }
}
