package billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ApiClient;
import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.HttpClientErrorException;
import rotation.RotationJob;

/** The service and its job, as they are deployed. */
class BillingServiceTest {
  @TempDir Path secrets;

  @Test
  void serviceRegistersItselfOnceAndTheJobRotatesUnderIt() {
    try (FakeHydra hydra = FakeHydra.start()) {
      String[] arguments = arguments(hydra);
      try (ConfigurableApplicationContext service = start(arguments)) {
        OAuth2Client client = service.getBean(ApiClient.class).clients().get("billing");
        assertThat(client.owner()).isEqualTo("team-billing");
        AccessTokens tokens = service.getBean(AccessTokens.class);
        assertThat(tokens.next()).isNotBlank();

        Secret first = service.getBean(SecretFolder.class).find("billing").orElseThrow();
        RotationJob.main(arguments);
        assertThat(service.getBean(SecretFolder.class).find("billing")).get().isNotEqualTo(first);
        assertThat(tokens.next()).isNotBlank(); // no restart was needed

        service.getBean(SecretFolder.class).store("billing", first);
        assertThatThrownBy(tokens::next).isInstanceOf(HttpClientErrorException.Unauthorized.class);
      }
    }
  }

  @Test
  void restartChangesNothing() {
    try (FakeHydra hydra = FakeHydra.start()) {
      start(arguments(hydra)).close();
      OAuth2Client before = only(hydra);
      int requests = hydra.requests().size();
      start(arguments(hydra)).close();
      assertThat(only(hydra)).isEqualTo(before);
      assertThat(hydra.requests().subList(requests, hydra.requests().size()))
          .allSatisfy(request -> assertThat(request.method()).isEqualTo("GET"));
    }
  }

  private static OAuth2Client only(FakeHydra hydra) {
    try (ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      return ory.clients().list().stream().reduce((a, b) -> null).orElseThrow();
    }
  }

  private static ConfigurableApplicationContext start(String[] arguments) {
    return SpringApplication.run(BillingService.class, arguments);
  }

  private String[] arguments(FakeHydra hydra) {
    Map<String, String> properties =
        Map.of(
            "ory.hydra.admin-url", hydra.adminUrl(),
            "ory.hydra.public-url", hydra.publicUrl(),
            "billing.secrets", secrets.toString(),
            "server.port", "0");
    Stream<String> all =
        properties.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue());
    return all.toArray(String[]::new);
  }
}
