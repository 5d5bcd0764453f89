package starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ServerException;
import dev.oryadmin.TransportException;
import dev.oryadmin.spring.ApiClientCustomizer;
import dev.oryadmin.spring.HydraAutoConfiguration;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FakeHydraExtension;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.ReceivedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What each property does, seen by the server. */
@ExtendWith({FakeHydraExtension.class, OutputCaptureExtension.class})
class SettingsTest {
  private static ApplicationContextRunner with(FakeHydra hydra, String... properties) {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(HydraAutoConfiguration.class))
        .withPropertyValues("ory.hydra.admin-url=" + hydra.adminUrl())
        .withPropertyValues(properties);
  }

  @Test
  void tokenAndHeadersAreSent(FakeHydra hydra) {
    with(hydra, "ory.hydra.bearer-token=ory_pat_1", "ory.hydra.headers.X-Team=a")
        .run(context -> context.getBean(ApiClient.class).clients().find("x"));
    ReceivedRequest request = hydra.requests().get(0);
    assertThat(request.headers().get("Authorization")).isEqualTo("Bearer ory_pat_1");
    assertThat(request.headers().get("X-Team")).isEqualTo("a");
  }

  @Test
  void publicUrlServesRegistration(FakeHydra hydra) {
    with(hydra, "ory.hydra.public-url=" + hydra.publicUrl())
        .run(
            context ->
                assertThatThrownBy(
                        () ->
                            context
                                .getBean(ApiClient.class)
                                .registration()
                                .get("x", dev.oryadmin.Secret.of("t")))
                    .hasMessageContaining("401"));
  }

  @Test
  void projectUrlServesBoth(FakeHydra hydra) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(HydraAutoConfiguration.class))
        .withPropertyValues(
            "ory.hydra.project-url=" + hydra.adminUrl(), "ory.hydra.bearer-token=ory_pat_1")
        .run(context -> context.getBean(ApiClient.class).clients().find("x"));
    assertThat(hydra.requests()).hasSize(1);
  }

  @Test
  void timeoutBoundsAnAttempt(FakeHydra hydra) {
    hydra.fail(request -> true, Fault.silence().always());
    with(hydra, "ory.hydra.timeout=100ms", "ory.hydra.retry=false")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("x"))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("100 ms"));
  }

  @Test
  void deadlineBoundsACall(FakeHydra hydra) {
    hydra.fail(request -> true, Fault.silence().always());
    with(hydra, "ory.hydra.deadline=150ms")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("x"))
                    .isInstanceOf(TransportException.class)
                    .hasMessageMatching(".*no answer within 1\\d\\d ms"));
  }

  @Test
  void retriesCanBeSwitchedOff(FakeHydra hydra) {
    hydra.fail(request -> true, Fault.answer(503, "").always());
    with(hydra, "ory.hydra.retry=false")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("x"))
                    .isInstanceOf(ServerException.class));
    assertThat(hydra.requests()).hasSize(1);
  }

  @Test
  void answersAreBounded(FakeHydra hydra) {
    hydra.fail(request -> true, Fault.answer(200, "{\"client_id\":\"" + "x".repeat(5000) + "\"}"));
    with(hydra, "ory.hydra.max-response-size=1KB")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("x"))
                    .hasMessageContaining("1024"));
  }

  @Test
  void tokensOverPlainHttpNeedAPermission() {
    String[] properties = {
      "ory.hydra.admin-url=http://hydra.invalid", "ory.hydra.bearer-token=t",
      "ory.hydra.retry=false", "ory.hydra.allow-insecure-http=true"
    };
    ApplicationContextRunner runner =
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(HydraAutoConfiguration.class));
    runner
        .withPropertyValues(properties)
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("x"))
                    .isInstanceOf(TransportException.class));
    runner
        .withPropertyValues(properties)
        .withPropertyValues("ory.hydra.allow-insecure-http=false")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ApiClient.class).clients().get("x"))
                    .hasMessageContaining("allowInsecureHttp"));
  }

  @Test
  void customizersComeLastInTheirOrder(FakeHydra hydra) {
    with(hydra, "ory.hydra.headers.X-Team=property", "ory.hydra.headers.X-Other=kept")
        .withUserConfiguration(Customizers.class)
        .run(context -> context.getBean(ApiClient.class).clients().find("x"));
    ReceivedRequest request = hydra.requests().get(0);
    assertThat(request.headers().get("X-Team")).isEqualTo("second");
    assertThat(request.headers().get("X-Other")).isEqualTo("kept");
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizers {
    @Bean
    @Order(2)
    ApiClientCustomizer second() {
      return builder -> builder.header("X-Team", "second");
    }

    @Bean
    @Order(1)
    ApiClientCustomizer first() {
      return builder -> builder.header("X-Team", "first");
    }
  }

  @Test
  void clientOfTheApplicationIsTheOnlyOne(FakeHydra hydra) {
    ApiClient own = ApiClient.builder().adminUrl(hydra.adminUrl()).build();
    with(hydra)
        .withBean(ApiClient.class, () -> own)
        .run(context -> assertThat(context.getBean(ApiClient.class)).isSameAs(own));
  }

  @Test
  void clientIsClosedWithTheApplication(FakeHydra hydra) {
    ApiClient[] client = new ApiClient[1];
    with(hydra).run(context -> client[0] = context.getBean(ApiClient.class));
    assertThatThrownBy(() -> client[0].clients().get("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void thereIsNoneIfSwitchedOff(FakeHydra hydra) {
    with(hydra, "ory.hydra.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiClient.class));
  }

  @Test
  void startWithoutServerSaysWhatToSet(CapturedOutput output) {
    assertThatThrownBy(() -> run()).hasMessageContaining("no server is set");
    assertThat(output).contains("Set ory.hydra.admin-url").doesNotContain("\tat dev.oryadmin");
  }

  @Test
  void aCustomizerMaySetTheServer(FakeHydra hydra) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(HydraAutoConfiguration.class))
        .withBean(ApiClientCustomizer.class, () -> builder -> builder.adminUrl(hydra.adminUrl()))
        .run(context -> assertThat(context.getBean(ApiClient.class).clients().find("x")).isEmpty());
  }

  @Test
  void wrongSettingsAreNamedWithoutTheirValues(CapturedOutput output) {
    assertThatThrownBy(() -> run("--ory.hydra.admin-url=http://user:hunter2@host"))
        .hasMessageContaining("ory.hydra.admin-url");
    assertThatThrownBy(
            () -> run("--ory.hydra.admin-url=http://host", "--ory.hydra.bearer-token=hun\nter2"))
        .hasMessageContaining("ory.hydra.bearer-token");
    assertThatThrownBy(
            () -> run("--ory.hydra.admin-url=http://a", "--ory.hydra.project-url=http://b"))
        .hasMessageContaining("project-url");
    assertThat(output).doesNotContain("hunter2").doesNotContain("ter2");
  }

  private static void run(String... arguments) {
    SpringApplication application =
        new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE).application();
    application.run(arguments).close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Empty {}
}
