package dev.oryadmin.fake;

import static dev.oryadmin.testing.HydraVersion.V2_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeHydraExtensionTest {

  @Nested
  @ExtendWith(FakeHydraExtension.class)
  class ByAnnotation {
    private static final Set<String> URLS = new HashSet<>();

    @BeforeEach
    void sharesTheServerWithSetUp(FakeHydra hydra) {
      RawHttp.send(hydra.adminUrl(), "POST", "/admin/clients", Map.of(), "{}");
    }

    @RepeatedTest(3)
    void startsEachTestEmptyOnTheSameServer(FakeHydra hydra) {
      assertThat(hydra.requests()).hasSize(1);
      URLS.add(hydra.adminUrl());
      assertThat(URLS).hasSize(1);
    }
  }

  @Nested
  class WithOptions {
    @RegisterExtension
    static final FakeHydraExtension HYDRA =
        new FakeHydraExtension(FakeHydra.builder().version(V2_2));

    @Test
    void playsWhatTheBuilderSays(FakeHydra old) {
      assertThat(RawHttp.send(old.adminUrl(), "GET", "/version", Map.of(), "").body())
          .contains("v2.2.0");
    }
  }
}
