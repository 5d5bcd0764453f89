package starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.spring.HydraAutoConfiguration;
import dev.oryadmin.spring.HydraHealthAutoConfiguration;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import dev.oryadmin.testing.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The health indicator tells what the server is like, with one request. */
@ExtendWith(FakeHydraExtension.class)
class HealthTest {
  private static ApplicationContextRunner with(FakeHydra hydra) {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(HydraAutoConfiguration.class, HydraHealthAutoConfiguration.class))
        .withPropertyValues("ory.hydra.admin-url=" + hydra.adminUrl());
  }

  private static Health health(FakeHydra hydra) {
    Health[] health = new Health[1];
    with(hydra).run(context -> health[0] = context.getBean(HealthIndicator.class).health());
    return health[0];
  }

  @Test
  void serverThatAnswersIsUp(FakeHydra hydra) {
    assertThat(health(hydra).getStatus()).isEqualTo(Status.UP);
    assertThat(hydra.requests()).hasSize(1);
  }

  @Test
  void serverThatFailsIsDownAtOnce(FakeHydra hydra) {
    hydra.fail(request -> true, Fault.answer(503, "").always());
    Health health = health(hydra);
    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails().get("error").toString()).contains("503");
    assertThat(hydra.requests()).hasSize(1);
  }

  @Test
  void rateLimitSaysNothing(FakeHydra hydra) {
    hydra.fail(request -> true, Fault.answer(429, "").always());
    assertThat(health(hydra).getStatus()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void indicatorCanBeSwitchedOff(FakeHydra hydra) {
    with(hydra)
        .withPropertyValues("management.health.hydra.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void withoutAdminServerNothingIsKnown(FakeHydra hydra) {
    with(hydra)
        .withPropertyValues("ory.hydra.admin-url=", "ory.hydra.public-url=" + hydra.publicUrl())
        .run(
            context ->
                assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.UNKNOWN));
  }
}
