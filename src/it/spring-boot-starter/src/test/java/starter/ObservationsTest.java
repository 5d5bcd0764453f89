package starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.oryadmin.ApiClient;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.spring.ApiClientCustomizer;
import dev.oryadmin.spring.HydraAutoConfiguration;
import dev.oryadmin.spring.HydraObservationAutoConfiguration;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import dev.oryadmin.testing.Fault;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Calls and attempts become observations that are named by operation. */
@ExtendWith(FakeHydraExtension.class)
class ObservationsTest {
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final List<Observation.Context> started = new CopyOnWriteArrayList<>();
  private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

  @BeforeEach
  void record() {
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<>() {
              @Override
              public void onStart(Observation.Context context) {
                started.add(context);
              }

              @Override
              public void onStop(Observation.Context context) {
                stopped.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
  }

  private List<Observation.Context> stopped(String name) {
    assertThat(stopped).containsExactlyInAnyOrderElementsOf(started).doesNotHaveDuplicates();
    return stopped.stream().filter(context -> name.equals(context.getName())).toList();
  }

  private static Map<String, String> keys(Observation.Context context) {
    return context.getLowCardinalityKeyValues().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  private static ApplicationContextRunner slice(FakeHydra hydra) {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                HydraAutoConfiguration.class, HydraObservationAutoConfiguration.class))
        .withPropertyValues("ory.hydra.admin-url=" + hydra.adminUrl());
  }

  private ApplicationContextRunner observed(FakeHydra hydra) {
    return slice(hydra).withBean(ObservationRegistry.class, () -> registry);
  }

  private static void get(ApiClient ory, boolean inBackground) {
    if (inBackground) {
      ory.clients().findCall("secret-id").executeAsync().join();
    } else {
      ory.clients().find("secret-id");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callAndEachAttemptAreObservedBelowTheCaller(boolean inBackground, FakeHydra hydra) {
    hydra.fail(request -> true, Fault.answer(503, "").times(1));
    Observation caller = Observation.start("caller", registry);
    observed(hydra)
        .run(context -> caller.scoped(() -> get(context.getBean(ApiClient.class), inBackground)));
    caller.stop();
    Observation.Context call = stopped("ory.hydra.call").get(0);
    assertThat(call.getParentObservation()).isSameAs(caller);
    assertThat(call.getContextualName()).isEqualTo("getOAuth2Client");
    assertThat(keys(call))
        .containsOnly(
            entry("operation", "getOAuth2Client"),
            entry("outcome", "succeeded"),
            entry("status", "404"),
            entry("exception", "none"));
    assertThat(call.getHighCardinalityKeyValue("attempts").getValue()).isEqualTo("2");

    List<Observation.Context> attempts = stopped("ory.hydra.attempt");
    assertThat(attempts)
        .hasSize(2)
        .allSatisfy(
            attempt -> assertThat(attempt.getParentObservation().getContextView()).isSameAs(call));
    assertThat(keys(attempts.get(0)))
        .containsOnly(
            entry("operation", "getOAuth2Client"),
            entry("outcome", "retried"),
            entry("status", "503"),
            entry("exception", "ServerException"));
  }

  @Test
  void noKeyOrNameHoldsAnId(FakeHydra hydra) {
    observed(hydra).run(context -> get(context.getBean(ApiClient.class), false));
    assertThat(stopped)
        .hasSize(2)
        .allSatisfy(context -> assertThat(context.toString()).doesNotContain("secret-id"));
  }

  @Test
  void failureIsObserved(FakeHydra hydra) {
    observed(hydra)
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("x"))
                    .isInstanceOf(NotFoundException.class));
    Observation.Context call = stopped("ory.hydra.call").get(0);
    assertThat(keys(call))
        .contains(
            entry("outcome", "failed"),
            entry("status", "404"),
            entry("exception", "NotFoundException"));
    assertThat(call.getError()).isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void interceptorsRunInTheAttempt(boolean inBackground, FakeHydra hydra) {
    List<String> current = new CopyOnWriteArrayList<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Observation observation = registry.getCurrentObservation();
                  current.add(observation == null ? "none" : observation.getContext().getName());
                  return chain.proceed(chain.request());
                })
            .build();
    observed(hydra)
        .withBean(ApiClientCustomizer.class, () -> builder -> builder.httpClient(http))
        .run(context -> get(context.getBean(ApiClient.class), inBackground));
    http.dispatcher().executorService().shutdown();
    assertThat(current).containsExactly("ory.hydra.attempt");
    assertThat(registry.getCurrentObservation()).isNull();
  }

  @Test
  void cancelledCallLeavesNothingOpen(FakeHydra hydra) {
    hydra.fail(request -> true, Fault.silence().always());
    observed(hydra)
        .run(
            context -> {
              var future = context.getBean(ApiClient.class).clients().getCall("x").executeAsync();
              future.cancel(true);
            });
    assertThat(stopped("ory.hydra.call")).hasSize(1);
    assertThat(stopped("ory.hydra.attempt")).hasSizeLessThan(2);
  }

  @Test
  void callsBecomeMeters(FakeHydra hydra) {
    slice(hydra)
        .withConfiguration(
            AutoConfigurations.of(
                MetricsAutoConfiguration.class,
                SimpleMetricsExportAutoConfiguration.class,
                ObservationAutoConfiguration.class,
                org.springframework.boot.micrometer.metrics.autoconfigure
                    .CompositeMeterRegistryAutoConfiguration.class))
        .withBean(SimpleMeterRegistry.class)
        .run(
            context -> {
              get(context.getBean(ApiClient.class), false);
              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .get("ory.hydra.call")
                          .tags("operation", "getOAuth2Client", "status", "404")
                          .timer()
                          .count())
                  .isEqualTo(1);
            });
  }

  @Test
  void applicationWithoutMicrometerStarts(FakeHydra hydra) {
    slice(hydra)
        .withClassLoader(new FilteredClassLoader("io.micrometer"))
        .run(context -> assertThat(context.getBean(ApiClient.class).clients().find("x")).isEmpty());
  }
}
