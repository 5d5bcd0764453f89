package starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** Endpoints that are told to show everything do not show what authorizes us. */
class ShownSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ory.hydra.bearer-token=hunter2",
        "--ory.hydra.bearerToken=hunter2",
        "--ORY_HYDRA_BEARERTOKEN=hunter2",
        "--ory.hydra.headers.X-Key=hunter2",
        "--spring.application.json={\"ory\":{\"hydra\":{\"bearer-token\":\"hunter2\"}}}",
      })
  void noEndpointShowsASecret(String argument) {
    assertThat(shown(argument)).doesNotContain("hunter2").contains("http://127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "configprops"})
  void whatAPlaceholderTakesIsMaskedUnderItsOwnName(String endpoint) {
    try (ConfigurableApplicationContext context =
        start("--ory.hydra.bearer-token=${team.word}", "--team.word=hunter2")) {
      String text = get(context, endpoint);
      assertThat(text).doesNotContain("hunter2").contains("http://127.0.0.1:1");
    }
  }

  private static String shown(String argument) {
    try (ConfigurableApplicationContext context = start(argument)) {
      return get(context, "env") + get(context, "configprops");
    }
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(Empty.class)
        .properties(
            Map.of(
                "ory.hydra.admin-url", "http://127.0.0.1:1",
                "server.port", "0",
                "management.endpoints.web.exposure.include", "*",
                "management.endpoint.env.show-values", "always",
                "management.endpoint.configprops.show-values", "always"))
        .run(arguments);
  }

  private static String get(ConfigurableApplicationContext context, String endpoint) {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return RestClient.create("http://127.0.0.1:" + port)
        .get()
        .uri("/actuator/" + endpoint)
        .retrieve()
        .body(String.class);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Empty {}
}
