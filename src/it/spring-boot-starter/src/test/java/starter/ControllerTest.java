package starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** What an application answers that returns models as they are. */
class ControllerTest {
  private static final String SECRET = "a-secret-that-nobody-shows";

  private final FakeHydra hydra = FakeHydra.start();
  private final ConfigurableApplicationContext application =
      new SpringApplicationBuilder(Application.class)
          .properties(Map.of("ory.hydra.admin-url", hydra.adminUrl(), "server.port", "0"))
          .run();

  @AfterEach
  void close() {
    application.close();
    hydra.close();
  }

  @RestController
  static class Clients {
    private final ApiClient ory;

    Clients(ApiClient ory) {
      this.ory = ory;
    }

    @PostMapping("/clients")
    OAuth2Client create() {
      JsonElement exact = JsonParser.parseString("{\"n\":1.10,\"big\":12345678901234567890}");
      return ory.clients()
          .create(
              OAuth2Client.builder()
                  .clientId("billing")
                  .clientSecret(SECRET)
                  .metadata(exact)
                  .build());
    }

    @GetMapping("/clients/{id}")
    OAuth2Client get(@PathVariable("id") String id) {
      return ory.clients().get(id);
    }

    @GetMapping("/clients")
    List<OAuth2Client> list() {
      return ory.clients().list().stream().toList();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Clients.class)
  static class Application {}

  @Test
  void answersAreThoseOfTheServerWithoutSecrets() {
    String made = own().post().uri("/clients").retrieve().body(String.class);
    assertThat(made).doesNotContain(SECRET, "client_secret\"", "registration_access_token");
    assertThat(members(made)).containsEntry("client_id", JsonParser.parseString("\"billing\""));

    String shown = own().get().uri("/clients/billing").retrieve().body(String.class);
    String served =
        RestClient.create(hydra.adminUrl())
            .get()
            .uri("/admin/clients/billing")
            .retrieve()
            .body(String.class);
    assertThat(shown).contains("\"n\":1.10", "\"big\":12345678901234567890");
    assertThat(JsonParser.parseString(shown)).isEqualTo(JsonParser.parseString(served));
    assertThat(own().get().uri("/clients").retrieve().body(String.class))
        .isEqualTo("[" + shown + "]");
  }

  private RestClient own() {
    int port = ((WebServerApplicationContext) application).getWebServer().getPort();
    return RestClient.create("http://127.0.0.1:" + port);
  }

  private static Map<String, JsonElement> members(String json) {
    JsonObject object = JsonParser.parseString(json).getAsJsonObject();
    return object.asMap();
  }
}
