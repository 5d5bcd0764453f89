package dev.oryadmin.fake;

import static dev.oryadmin.testing.HydraVersion.V25_4;
import static dev.oryadmin.testing.HydraVersion.V2_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class FakeHydraExtensionTest {
  /** Where the servers of the classes below were that another test runs. */
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

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

    @Nested
    class Inside {
      @Test
      void sharesTheServerOfTheClassAround(FakeHydra hydra) {
        assertThat(hydra.requests()).hasSize(1);
        URLS.add(hydra.adminUrl());
        assertThat(URLS).hasSize(1);
      }
    }
  }

  @Nested
  class WithOptions {
    @RegisterExtension
    static final FakeHydraExtension HYDRA =
        new FakeHydraExtension(FakeHydra.builder().version(V2_2));

    @Test
    void playsWhatTheBuilderSays(FakeHydra old) {
      assertThat(version(old)).contains("v2.2.0");
      assertThat(HYDRA.hydra()).isSameAs(old);
    }
  }

  @Nested
  class WithTwoServers {
    @RegisterExtension
    static final FakeHydraExtension OLD = new FakeHydraExtension(FakeHydra.builder().version(V2_2));

    @RegisterExtension
    static final FakeHydraExtension NEW =
        new FakeHydraExtension(FakeHydra.builder().version(V25_4));

    @RepeatedTest(2)
    void eachIsWhatItsFieldSays() {
      assertThat(version(OLD.hydra())).contains("v2.2.0");
      assertThat(version(NEW.hydra())).contains("v25.4.0");
      assertThat(OLD.hydra().requests()).hasSize(1);
      assertThat(OLD.adminUrl()).isEqualTo(OLD.hydra().adminUrl()).isNotEqualTo(NEW.adminUrl());
      assertThat(OLD.publicUrl()).isEqualTo(OLD.hydra().publicUrl());
    }
  }

  /** Run by a test. */
  @ExtendWith(FakeHydraExtension.class)
  static class Annotated {
    @Test
    void runs(FakeHydra hydra) {
      SEEN.add(hydra.adminUrl());
    }
  }

  /** Run by a test. */
  static class Instance {
    @RegisterExtension final FakeHydraExtension hydra = new FakeHydraExtension();

    @Test
    void runs() {
      SEEN.add(hydra.adminUrl());
    }

    @Test
    void isClosedAfterEach() {
      SEEN.forEach(FakeHydraExtensionTest::isClosed);
      SEEN.add(hydra.adminUrl());
    }

    @Test
    void isClosedAfterEachInAnyOrder() {
      isClosedAfterEach();
    }
  }

  /** The base of two classes; its URL is kept by what outlives them, such as a Spring context. */
  abstract static class Shared {
    @RegisterExtension static final FakeHydraExtension HYDRA = new FakeHydraExtension();

    @Test
    void findsTheServerOfTheOther() {
      SEEN.add(HYDRA.adminUrl());
      assertThat(new HashSet<>(SEEN)).hasSize(1);
      assertThat(version(HYDRA.hydra())).contains("version");
    }
  }

  /** Run by a test. */
  static class One extends Shared {}

  /** Run by a test. */
  static class Other extends Shared {}

  /** Run by a test. */
  @ExtendWith(FakeHydraExtension.class)
  static class TwoParameters {
    @Test
    void fails(FakeHydra one, FakeHydra other) {
      throw new AssertionError(one == other);
    }
  }

  @Test
  void allAreClosedInTheEnd() {
    for (List<Class<?>> classes :
        List.<List<Class<?>>>of(
            List.of(Annotated.class), List.of(Instance.class), List.of(One.class, Other.class))) {
      SEEN.clear();
      TestExecutionSummary summary = run(classes);
      assertThat(summary.getFailures()).isEmpty();
      assertThat(summary.getTestsSucceededCount()).isPositive();
      assertThat(SEEN).hasSize((int) summary.getTestsSucceededCount());
      SEEN.forEach(FakeHydraExtensionTest::isClosed);
    }
  }

  @Test
  void twoParametersAreRefused() {
    assertThat(run(List.of(TwoParameters.class)).getFailures().get(0).getException())
        .hasMessageContaining("register two FakeHydraExtensions");
  }

  private static TestExecutionSummary run(List<Class<?>> classes) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    classes.forEach(each -> request.selectors(selectClass(each)));
    LauncherFactory.create().execute(request.build(), listener);
    return listener.getSummary();
  }

  private static void isClosed(String url) {
    assertThatThrownBy(() -> RawHttp.send(url, "GET", "/version", Map.of(), ""))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static String version(FakeHydra hydra) {
    return RawHttp.send(hydra.adminUrl(), "GET", "/version", Map.of(), "").body();
  }
}
